/* terms.h - text to terms: the one analyser for documents, queries and
 * highlighting.
 *
 * In this order: NFKC and case fold; words (letters, digits, inner
 * apostrophes; "U.S." and "2+2" whole, "U.S.-Japan" two; bigrams for scripts
 * without spaces); spelling folded; stem by language; diacritics folded for
 * Latin script. The language rules within its script only: a Cyrillic word in
 * an English text is stemmed as Russian, a Latin word in a Russian text as
 * English. */
#ifndef COMMON_TERMS_H
#define COMMON_TERMS_H

#include "common/arena.h"
#include "common/base.h"
#include "common/str.h"

/* Longer words are cut at a character; leaves room for a prefix. */
enum { TERMS_BYTES_MOST = 240 };

/* Keeps stemmers and a cache of words; one for each thread. */
struct analyser;

struct analyser *analyser_new(void);
void analyser_free(struct analyser *analyser); /* NULL is ignored */

struct term {
    struct slice text;  /* stemmed; at most TERMS_BYTES_MOST bytes */
    struct slice exact; /* folded only: what =word compares */
    uint32_t position;  /* from 1, one more for each word or bigram */
    uint32_t start;     /* raw byte range in the text */
    uint32_t end;
};

/* Analyse text (valid UTF-8 or not: bad bytes part words) of a language (BCP
 * 47; unknown or not supported: words are folded, not stemmed). The *count
 * terms at *out live in the arena or the analyser; the latter's texts stay
 * valid until analyser_free(). A Latin-script word holds an acronym with
 * points ("U.S.", "D.P.R.K.") as its letters alone ("us" is kept apart from
 * the pronoun: see words.h). */
void terms_analyse(struct analyser *analyser, struct slice text,
                   struct slice language, struct arena *arena,
                   struct term **out, size_t *count);

/* A name or other value for filters and comparison: NFKC, case and
 * diacritics folded, words joined by single spaces, no stemming. */
struct slice terms_fold_name(struct slice name, struct arena *arena);

/* One form for a word of a person's name, so that transliterations meet
 * (Sergey/Sergei, Shoygu/Shoigu, Lavrov/Лавров): for search only, never for
 * display. word is folded. */
struct slice terms_fold_person(struct slice word, struct arena *arena);

/* Is there a stemmer for this language? */
bool terms_has_stemmer(struct slice language);

#endif
