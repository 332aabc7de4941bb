/* pdf_pieces.h - texts of a page that stand close together in one line, as one
 * piece, with the spaces between them. */
#ifndef INDEXER_PDF_PIECES_H
#define INDEXER_PDF_PIECES_H

#include "common/arena.h"
#include "indexer/pdf_columns.h"
#include "indexer/pdf_pages.h"

/* Zeroed but for the arena it is empty. */
struct pdf_pieces {
    struct arena *arena;
    struct pdf_piece *items;
    size_t count, capacity;
    struct strbuf text; /* of the last piece, which grows */
};

/* Texts come as they are drawn: one goes on with the last piece, or is the
 * next. A small number that is raised is a reference to a note, "[12]". */
void pdf_pieces_add(struct pdf_pieces *pieces, const struct pdf_text *text);

/* No more comes to the last piece: all their texts are in the arena. */
void pdf_pieces_settle(struct pdf_pieces *pieces);

/* How wide a space between two texts must be, in sizes: signs and letters of
 * other scripts stand a little apart without one, and marks that close a clause
 * never have it. */
float pdf_pieces_space(struct slice before, struct slice next);

void pdf_pieces_release(struct pdf_pieces *pieces);

#endif
