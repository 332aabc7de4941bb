/* subjects.h - who is spoken of as acting: "Japan", "the Russian side",
 * "Foreign Minister Gemba", "the ministers" (of the parties that meet). */
#ifndef INDEXER_SUBJECTS_H
#define INDEXER_SUBJECTS_H

#include "indexer/parties.h"
#include "indexer/persons.h"

/* Where they are looked for. */
struct subjects {
    const struct parties *parties;
    const struct persons *persons;
    struct slice text;
    const struct token_list *tokens; /* of the whole text */
};

/* One of them, and what part of the text names him. */
struct subject {
    struct slice sides[PARTIES_MOST];
    size_t side_count;
    size_t begin, end; /* tokens */
    bool is_plural;    /* ministers, sides; "they agree" */
};

/* Read the subject that begins at token i, with its articles. */
bool subject_read(const struct subjects *subjects, size_t i,
                  struct subject *out);

/* A subject may be followed by another: "Russia and Japan agreed". Add it. */
void subject_read_second(const struct subjects *subjects,
                         struct subject *subject);

/* Token i, NULL behind the last one. */
static inline const struct token *
subjects_token(const struct subjects *subjects, size_t i)
{
    return i < subjects->tokens->count ? &subjects->tokens->items[i] : NULL;
}

/* Is token i this word, whatever its case? */
static inline bool subjects_is_word(const struct subjects *subjects, size_t i,
                                    const char *word)
{
    const struct token *token = subjects_token(subjects, i);

    return token && slice_equal_nocase(
                        slice_part(subjects->text, token->start, token->end),
                        slice_of(word));
}

/* Is token i next to the one before it, nothing but a space between? */
static inline bool subjects_follows(const struct subjects *subjects, size_t i)
{
    const struct token *token = subjects_token(subjects, i);

    return token && token->gap == GAP_SPACE;
}

#endif
