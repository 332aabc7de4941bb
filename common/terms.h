/* terms.h - text to terms: the one analyser for documents, queries and
 * highlighting.
 *
 * In this order: NFKC and case fold (fold.h); words (words.h); spelling of
 * English folded (spelling.h); stem by language (stem.h); diacritics folded
 * for Latin script. The language rules within its script only: a Cyrillic
 * word in an English text is stemmed as Russian, a Latin word in a Russian
 * text as English.
 *
 * What a query should know:
 *   - "U.S.", "US" and "U.S" give u.s, the pronoun gives us; likewise WHO and
 *     IT, and UN (in English in small letters too). A word counts as written
 *     in capitals when the text has small letters or is too short to tell.
 *     D.P.R.K. is dprk, as DPRK is.
 *   - "non-nuclear" and "nonnuclear", "S-400", "l'accord" are two words each:
 *     make a phrase of what stands without a space between in the query.
 *   - The bigrams of one run ("北方領土") overlap: each starts before the last
 *     ends. Make a phrase of those too. A single character of such a script is
 *     a term of its own only where it stands alone.
 *   - Terms of English have -is- where the word has -iz-: who looks for terms
 *     by their beginning should too. */
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
 * terms at *out live in the arena; their texts live there too, or as long
 * as the analyser does. In English and where the language is unknown, 's and
 * its like ('ll, 're, 've) are no part of term or exact form. */
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

/* The language by which a text is analysed: its own, or English where that is
 * not known. A text too short to tell is most often English, and its words of
 * other scripts go by these in any case. Documents and hits go through this;
 * a query's forms "as written" are analysed as unknown, and not stemmed. */
struct slice terms_language(struct slice language);

/* Is there a stemmer for this language? */
bool terms_has_stemmer(struct slice language);

#endif
