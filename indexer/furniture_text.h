/* furniture_text.h - small questions about the text of a line. */
#ifndef INDEXER_FURNITURE_TEXT_H
#define INDEXER_FURNITURE_TEXT_H

#include "common/str.h"

/* text in small letters (Latin, Cyrillic), written to bytes, which has room
 * for text.len of them. */
struct slice furniture_fold(struct slice text, char *bytes);

/* Is it one of these words? */
bool furniture_is_in(struct slice text, const char *const *words, size_t count);

/* A letter of ASCII. */
bool furniture_is_letter(char c);

size_t furniture_count_digits(struct slice text);

/* Digits and these others, and not empty. */
bool furniture_is_only(struct slice text, const char *others);

#endif
