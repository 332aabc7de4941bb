/* person.h - one form for a word of a person's name, however it was
 * transliterated.
 *
 * Cyrillic is written in Latin letters; then the habits of English, French
 * and German transliteration are made one: Sergey, Sergei, Sergueï and Сергей;
 * Zelensky, Zelenskyy and Zelenskiy; Poutine and Putin; Chtcherba and
 * Shcherba. Words of three letters and less stay as they are (Le and Lee, May
 * and Mai are different people), and the letters that part short Chinese and
 * Korean names (Zhang, Jang; Khan, Han) stay in short words. */
#ifndef COMMON_PERSON_H
#define COMMON_PERSON_H

#include "common/str.h"

/* Add the form of word, folded and without marks, to *out. For comparison
 * only. */
void person_add(struct slice word, struct strbuf *out);

#endif
