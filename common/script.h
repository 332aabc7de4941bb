/* script.h - the script a character belongs to, as far as analysis cares. */
#ifndef COMMON_SCRIPT_H
#define COMMON_SCRIPT_H

#include "common/base.h"

enum script {
    SCRIPT_NONE, /* digits, and what belongs to every script */
    SCRIPT_LATIN,
    SCRIPT_CYRILLIC,
    SCRIPT_GREEK,
    SCRIPT_ARABIC,
    SCRIPT_ARMENIAN,
    SCRIPT_HEBREW,
    SCRIPT_INDIC,
    SCRIPT_DENSE, /* no spaces between words, or words glued to particles:
                   * Han, kana, Hangul, Thai, Lao, Khmer, Burmese */
    SCRIPT_OTHER
};

/* The script of a letter or of a mark on one. */
enum script script_of(int32_t codepoint);

#endif
