/* lsp_documents.h - what an editor has open, as it last said it.
 *
 * One thread changes the documents of a connection while others still answer
 * about what they were: a document never changes, a change makes a new one,
 * and who needs it holds it. */
#ifndef SEARCHD_LSP_DOCUMENTS_H
#define SEARCHD_LSP_DOCUMENTS_H

#include <jansson.h>

#include "common/status.h"
#include "searchd/text_lines.h"

enum {
    LSP_DOCUMENTS_MOST = 64, /* of a connection */
    LSP_DOCUMENT_BYTES_MOST = 4 << 20,
    LSP_DOCUMENTS_BYTES_MOST = 32 << 20, /* all of them together */
    LSP_CHANGE_BYTES_MOST = 64 << 20     /* gone over for the changes of one
                                          * message */
};

struct lsp_document {
    struct slice uri;
    struct slice path; /* of a file: absolute, without links where it is
                        * there; else unknown */
    struct slice text;
};

struct lsp_documents {
    struct lsp_document *items[LSP_DOCUMENTS_MOST];
    size_t count;
};

/* Keep a document; one of the same URI is replaced. TOO_LARGE: over a limit,
 * and it is not kept. */
MUST_CHECK enum status lsp_documents_open(struct lsp_documents *documents,
                                          struct slice uri, struct slice text,
                                          struct error *err);

/* Apply contentChanges, whole texts or ranges. TOO_LARGE, BAD_FORMAT: what
 * the document is now is not known, and it is kept no longer; NOT_FOUND: it
 * was not. */
MUST_CHECK enum status lsp_documents_change(struct lsp_documents *documents,
                                            struct slice uri,
                                            const json_t *changes,
                                            enum text_units units,
                                            struct error *err);

void lsp_documents_close(struct lsp_documents *documents, struct slice uri);

/* The same documents for another thread. */
void lsp_documents_hold(const struct lsp_documents *documents,
                        struct lsp_documents *out);
void lsp_documents_release(struct lsp_documents *documents);

/* By URI, or by path; NULL: it is not open. Lent by documents. */
const struct lsp_document *
lsp_documents_find(const struct lsp_documents *documents, struct slice uri);
const struct lsp_document *
lsp_documents_of_file(const struct lsp_documents *documents, struct slice path);

/* A position of the protocol: {"line","character"}; false: it is none. */
bool lsp_place_read(const json_t *position, struct text_place *out);

#endif
