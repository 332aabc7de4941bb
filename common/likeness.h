/* likeness.h - is one statement a copy of another, told by a sketch of each.
 *
 * A text is taken as the set of its shingles, the runs of LIKENESS_WORDS words
 * (Broder 1997, "On the resemblance and containment of documents"): words as
 * the index has them, so that spelling, case, typography, line breaks and the
 * cut into passages do not matter, and a changed word costs but the few
 * shingles it is in. With |A| the number of shingles of A,
 *
 *     resemblance  r(A, B) = |A and B| / |A or B|
 *     containment  c(A, B) = |A and B| / |A|
 *
 * A sketch keeps the least hashes of the shingles (Broder's bottom-k sample;
 * Cohen & Kaplan 2007): the hashes of A below a bound are a random sample of
 * A, and below the bound of both sketches it can be seen which of them B has.
 * That estimates both figures by counting, without bias, and containment too,
 * where simhash (Charikar 2002; Manku, Jain & Das Sarma 2007) and the b-bit
 * form of minwise hashing (Li & Koenig 2010) have nothing but resemblance: an
 * outlet prints a part, and a page adds its own words. */
#ifndef COMMON_LIKENESS_H
#define COMMON_LIKENESS_H

#include "common/str.h"

enum {
    LIKENESS_WORDS = 6,
    LIKENESS_HASHES_MOST = 64,  /* of a sketch: of a text of 512 words and */
    LIKENESS_HASHES_LEAST = 16, /* more; of one of 128 words and less */
    LIKENESS_ANCHORS_MOST = 16, /* of them the least: texts with none in
                                 * common are no copies */
    LIKENESS_FACTS_MOST = 80,   /* of a sketch of a text that may be a form */
    LIKENESS_FACTS_LONG = 48,   /* letter; of a longer one */
    LIKENESS_BYTES_MOST = 1000, /* of a sketch as it is stored */
    LIKENESS_BESIDE = 3         /* words on one side of a fact tell its place */
};

enum likeness_kind {
    LIKENESS_PLAIN, /* any other word */
    LIKENESS_NAME,  /* begins with a capital */
    LIKENESS_NUMBER /* has a digit */
};

/* A name or number, and where it stands. Form letters share most of their
 * words; what tells them from copies is that they say other names and numbers
 * at the same place. */
struct likeness_fact {
    uint32_t place; /* hash of the words around it; numbers before names */
    uint16_t value; /* of the word; 0: other words at another such place */
};

/* The text of a statement while it is read, word by word. A zeroed struct is
 * one of no words. */
struct likeness {
    uint64_t words;                /* so far */
    uint64_t begun;                /* words before the passage that goes on */
    uint64_t whole;                /* hash of all of them */
    uint64_t run;                  /* of the last LIKENESS_WORDS */
    uint64_t last[LIKENESS_WORDS]; /* their own, in a ring */
    enum likeness_kind kinds[LIKENESS_WORDS];
    uint32_t least[LIKENESS_HASHES_MOST]; /* ascending, none twice */
    size_t count;
    struct likeness_fact facts[LIKENESS_FACTS_MOST];
    size_t fact_count;
};

/* A passage begins: in a copy something else may stand before it. */
void likeness_begin_passage(struct likeness *likeness);

/* The next word, as the index has it. */
void likeness_add(struct likeness *likeness, struct slice word,
                  enum likeness_kind kind);

/* What is kept of it. */
struct likeness_sketch {
    uint64_t words;
    uint32_t first_day; /* of the statement, YYYYMMDD; 0: not known. Set by */
    uint32_t last_day;  /* the caller */
    uint32_t whole;     /* two texts with the same one are the same */
    uint32_t hashes[LIKENESS_HASHES_MOST];
    size_t count;
    struct likeness_fact facts[LIKENESS_FACTS_MOST];
    size_t fact_count;
};
void likeness_finish(const struct likeness *likeness,
                     struct likeness_sketch *out);

/* To and from stored bytes; appended to *out. False: damaged. */
void likeness_encode(const struct likeness_sketch *sketch, struct strbuf *out);
bool likeness_decode(struct slice bytes, struct likeness_sketch *out);

/* The hashes by which copies of a text are looked for. Returns how many. */
size_t likeness_anchors(const struct likeness_sketch *sketch,
                        uint32_t out[LIKENESS_ANCHORS_MOST]);

/* What two sketches say of their texts. */
struct likeness_estimate {
    double resemblance;
    double of_first;  /* containment of the first in the second */
    double of_second; /* and of the second in the first */
    size_t seen_first, seen_second, shared; /* hashes that say so */
    size_t same_facts, other_facts;         /* at the same places */
    bool is_equal;                          /* the same words in this order */
};
void likeness_compare(const struct likeness_sketch *first,
                      const struct likeness_sketch *second,
                      struct likeness_estimate *out);

/* Is one of them a copy of the other, or of a long part of it? (The bounds are
 * measured: bench/copies.sh, and index-format(5) has them in words.)
 *
 *   - Texts of the same words are, whatever their dates.
 *   - Of less than 40 words, only those.
 *   - A name or number that another takes the place of speaks against it: form
 *     letters, condolences, yearly notices. None is allowed; one in a long
 * text.
 *   - At most a month apart, or one without a date: most of the shorter text
 *     stands in the longer one, and both are about as long; or nearly all of a
 *     text of some length does; or, of a shorter one, all.
 *   - Further apart: nearly all of a long text. */
bool likeness_is_copy(const struct likeness_sketch *first,
                      const struct likeness_sketch *second);

#endif
