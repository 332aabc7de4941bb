/* lsp_view.h - a document of an editor with the passages that the index has
 * of it. */
#ifndef SEARCHD_LSP_VIEW_H
#define SEARCHD_LSP_VIEW_H

#include "searchd/lsp_text.h"
#include "searchd/service.h"

/* A passage that stands in the text. */
struct lsp_spot {
    const struct hit *hit;
    struct lsp_range range;
};

struct lsp_view {
    struct lsp_text text;
    struct lsp_spot *spots; /* in order, apart from each other */
    size_t count;           /* 0 for a document that is not in the index */
};

/* Of the document with this URI, open or not; everything lives in arena.
 * BAD_FORMAT: no such document can be read; others of the index. */
MUST_CHECK enum status lsp_view_make(struct service *service,
                                     const struct lsp_task *task,
                                     struct slice uri, struct arena *arena,
                                     struct lsp_view *out, struct error *err);

/* The passage at an offset of the text; NULL: none is there. */
const struct lsp_spot *lsp_view_at(const struct lsp_view *view, size_t offset);

/* The paragraph around an offset, cut to some thousand bytes: what parts them
 * is an empty line. */
struct lsp_range lsp_view_paragraph(const struct lsp_view *view, size_t offset);

#endif
