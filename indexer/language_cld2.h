/* language_cld2.h - libcld2 behind a C face. */
#ifndef INDEXER_LANGUAGE_CLD2_H
#define INDEXER_LANGUAGE_CLD2_H

#include "common/base.h"

BEGIN_C

enum { CLD2_CODE_BYTES = 16 };

struct cld2_guess {
    char code[CLD2_CODE_BYTES]; /* "en", "zh-Hant"; "" when not known */
    int percent;                /* of the text that is in it */
    int bytes;                  /* of letters that were looked at */
    bool is_reliable;
};

/* Guess the language of valid UTF-8. Never fails: a guess that cannot be made
 * has the code "". */
void cld2_guess_language(const char *bytes, size_t len, struct cld2_guess *out);

END_C

#endif
