/* lsp_text.h - the text of a file as the editor has it, and where passages
 * and words of the index stand in it.
 *
 * Of an open document that is what was said last; of another the file as it is
 * on disk. A passage is taken to stand where it was indexed; where the text
 * there is another one now, it is looked for. */
#ifndef SEARCHD_LSP_TEXT_H
#define SEARCHD_LSP_TEXT_H

#include "common/json.h"
#include "searchd/hits.h"
#include "searchd/lsp_session.h"

struct lsp_text {
    struct slice path;
    struct slice uri;
    struct text_lines lines; /* of UTF-8, without a byte order mark */
    struct text_lines file;  /* of what is on disk, where that is another */
    size_t mark;             /* bytes of that mark in the file */
    unsigned width;          /* of the file's units: 2 for UTF-16, else 1 */
    size_t behind;           /* the end of what was found last */
    size_t moved;            /* lines that were put in before it; SIZE_MAX is
                              * one taken out */
    bool is_missing;         /* not to be read, or too large to be read whole */
};

/* Bytes of lsp_text.lines.text. */
struct lsp_range {
    size_t start, end;
};

/* Of a file by its path, or an open document, in the arena. A file that cannot
 * be read is an empty text that is_missing. */
void lsp_text_read(const struct lsp_task *task, struct slice path,
                   struct arena *arena, struct lsp_text *out);
void lsp_text_open(const struct lsp_document *document, struct arena *arena,
                   struct lsp_text *out);

/* Where a passage stands; false: it is not there any more. offsets, unless
 * NULL, has passage.text.len + 1 places and gets where each byte is. */
bool lsp_text_find(struct lsp_text *text, const struct passage *passage,
                   struct lsp_range *out, size_t *offsets);

/* The place in the text of a byte of the file, where nothing was changed. */
size_t lsp_text_offset(const struct lsp_text *text, size_t offset);

/* "range": {"start": {"line", "character"}, "end": ...}, the value alone. */
void lsp_put_range(struct json_writer *json, const struct lsp_text *text,
                   const struct lsp_range *range, enum text_units units);

/* {"uri", "range"} of a passage; of a mark of it, unless that is NULL. Of what
 * does not stand in the file itself, the file's beginning. */
void lsp_put_location(struct json_writer *json, struct lsp_text *text,
                      const struct hit *hit, const struct hit_mark *mark,
                      enum text_units units, struct arena *arena);

#endif
