/* doc_lines.h - the paragraphs of a document (TEI, DOCX, ODT) as the lines of a
 * page, while a reader goes through it.
 *
 * Either each text has its place in the file, or the places are those of the
 * text that is taken out (page.text). Notes wait until the end, and stand
 * behind all else. */
#ifndef INDEXER_DOC_LINES_H
#define INDEXER_DOC_LINES_H

#include "indexer/page.h"

enum { DOC_LINES_MOST = 200000, DOC_TEXT_MOST = 8 * 1024 * 1024 };

struct doc_lines;

/* file: the bytes that places are of; unknown: the text that is taken out. */
struct doc_lines *doc_lines_new(struct slice file, struct arena *arena);
void doc_lines_free(struct doc_lines *lines); /* NULL is ignored */

/* What the lines to come are. */
void doc_lines_set_page(struct doc_lines *lines, uint32_t page);
void doc_lines_set_use(struct doc_lines *lines, enum line_use use);

/* Close the open line, if any, and open one of this style when a text comes. */
void doc_lines_begin(struct doc_lines *lines, enum line_style style,
                     unsigned level);

/* Close the open line: what comes next is a plain one. */
void doc_lines_end(struct doc_lines *lines);

/* Add a text; white space in it is single spaces. at is its place in the file;
 * is_plain: it stands so there. */
void doc_lines_add(struct doc_lines *lines, struct slice text, size_t at,
                   bool is_plain, bool is_bold);

/* The open line, which has a label, begins what another one says. */
void doc_lines_set_speech(struct doc_lines *lines);

/* Add ASCII marks of our own behind what the line has, where it has any. */
void doc_lines_mark(struct doc_lines *lines, const char *marks);

/* A space before the next text of the line. */
void doc_lines_space(struct doc_lines *lines);

/* The next cell of the row that is the line: a bar parts it from the last. */
void doc_lines_cell(struct doc_lines *lines);

/* A line ends within a paragraph: behind a whole sentence another paragraph
 * begins. */
void doc_lines_break(struct doc_lines *lines);

/* The text of the open line; "" when none is open. */
struct slice doc_lines_text(const struct doc_lines *lines);

/* Texts between these belong to a note; the open line stays open. Within a note
 * another one is part of it. */
void doc_lines_begin_note(struct doc_lines *lines);
void doc_lines_end_note(struct doc_lines *lines);

/* Is there no room for more? What is added then is left out. */
bool doc_lines_is_full(const struct doc_lines *lines);

/* Set lines, count and, unless places are of the file, text of the page. */
void doc_lines_finish(struct doc_lines *lines, struct page *out);

#endif
