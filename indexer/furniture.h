/* furniture.h - is one line, seen alone, furniture of a web page or of a
 * printed one? Words in English, Russian, French and Japanese, a few in other
 * languages. */
#ifndef INDEXER_FURNITURE_H
#define INDEXER_FURNITURE_H

#include "common/str.h"

/* Buttons, switches of language, running heads, credits of pictures,
 * disclaimers, copyright: what is furniture wherever it stands. text has no
 * bullet and no white space at its ends. */
bool furniture_is(struct slice text);

/* "About us | Accessibility | Legal matters": so a menu is written in one line,
 * and a row of a table. */
bool furniture_is_row_of_links(struct slice text);

/* "INTERNATIONAL > Europe & Eurasia": where in the site the page stands. */
bool furniture_is_breadcrumb(struct slice text);

/* "READOUT", "Press Release": the sort of page, which stands near its title. */
bool furniture_is_kicker(struct slice text);

/* "417-12-03-2020", "SC/14678", "Press release No. 123/2019": the number of the
 * document, which stands near its title. */
bool furniture_is_number(struct slice text);

/* "12:42 P.M. EDT": a stamp of the record. */
bool furniture_is_time(struct slice text);

/* "A/70/PV.15", "31/34", "- 5 -": the head of a printed page, which may stand
 * in the middle of a sentence. */
bool furniture_is_running_head(struct slice text);

/* "Related links": what follows it are links. */
bool furniture_is_links_head(struct slice text);

/* "画像", "Photo": what stands before the number of a picture. */
bool furniture_is_picture(struct slice text);

#endif
