/* forms.h - what a query or a topic looks for, as sequences of terms, and
 * where a text has it.
 *
 * A form is one word, phrase or name as somebody wrote it. It is analysed in
 * every language of the index, since the same letters have different stems;
 * the sequences that come out are its variants, and any of them is the form.
 * Matching here is the last word: it knows exact words, beginnings of words
 * and capitals, which the index does not. */
#ifndef SEARCHD_FORMS_H
#define SEARCHD_FORMS_H

#include "common/terms.h"

enum form_kind {
    FORM_ROW,  /* the terms in a row */
    FORM_NEAR, /* the terms in any order within window positions */
    FORM_ANY   /* each of the terms by itself */
};

struct form_variant {
    struct slice *terms;   /* stemmed */
    struct slice *exacts;  /* folded only */
    size_t count;          /* > 0 */
    struct slice language; /* that it was analysed in */
};

struct form {
    struct slice text; /* as written */
    enum form_kind kind;
    unsigned window;
    bool is_exact;    /* the folded words must be the same */
    bool is_prefix;   /* the last word may go on */
    bool is_capitals; /* an acronym that is a word in small letters too: the
                       * text must have the same capitals */
    bool is_tight;    /* no comma, point or bracket between its words, but
                       * where the form has one */
    bool is_bound;    /* a stemmed variant is for texts of its language: in
                       * others the same stem is of another word; and a word in
                       * katakana is no part of a longer one */
    bool is_name;   /* one word that begins with a capital: so must the text's,
                     * since other words may have its stem */
    bool is_except; /* what lies within a place of it is no match of the other
                     * forms of its part */
    double factor;  /* how much it counts; 0 is taken as 1 */
    size_t group;   /* the caller's: which leaf of the query */
    size_t part;    /* the caller's: which concept of all */
    struct form_variant *variants;
    size_t variant_count; /* 0: it matches nothing */
};

struct form_list {
    struct form *items;
    size_t count;
    size_t capacity;
    struct form_start *starts; /* made by forms_prepare() */
    size_t start_count;
};

/* Analyse text in each language; variants live in arena. */
void form_make(struct analyser *analyser, struct slice text,
               const struct slice *languages, size_t language_count,
               struct arena *arena, struct form *out);

/* Latin and Cyrillic capitals, as far as acronyms and names have them. */
bool form_is_capital(int32_t codepoint);

/* Is this a word of two to six letters and digits, at least two capitals and
 * no small letter, of a script that has both? Longer ones are written in small
 * letters, too (Unprofor); not in Cyrillic, where endings taken off would make
 * one of several: to twelve there. */
bool form_is_acronym(struct slice text);

/* Is this one word of a script that has capitals, which begins with one and
 * goes on in small letters? */
bool form_is_name(struct slice text);

void forms_add(struct form_list *list, const struct form *form);

/* Once all forms are added, before forms_find(). Lives in arena. */
void forms_prepare(struct form_list *list, struct arena *arena);
void forms_release(struct form_list *list);

/* A place where a text has a form. */
struct form_match {
    size_t form;    /* place in the list */
    uint32_t start; /* byte range in the text */
    uint32_t end;
    uint32_t position; /* of the first word */
};

enum { FORM_MATCHES_MOST = 4096 };

/* All places in a text of a language, analysed into terms, in the order of
 * their start, then of the forms; those of exceptions are left out. They live
 * in arena. */
void forms_find(const struct form_list *list, struct slice text,
                struct slice language, const struct term *terms,
                size_t term_count, struct arena *arena, struct form_match **out,
                size_t *count);

#endif
