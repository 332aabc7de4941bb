/* lsp_inside.h - the inside of lsp.h: its methods, and what they share. */
#ifndef SEARCHD_LSP_INSIDE_H
#define SEARCHD_LSP_INSIDE_H

#include "searchd/lsp.h"
#include "searchd/lsp_text.h"

/* Kinds of symbols that every client knows. */
enum lsp_kind {
    LSP_KIND_FILE = 1,
    LSP_KIND_NAMESPACE = 3,
    LSP_KIND_CLASS = 5,
    LSP_KIND_STRING = 15
};

/* A request being answered. */
struct lsp_call {
    const struct methods_context *context;
    const struct lsp_task *task;
    const json_t *params;
    struct arena *arena;
};

typedef enum status lsp_method(const struct lsp_call *call,
                               struct json_writer *json, struct error *err);

lsp_method lsp_workspace_symbol;

/* ---- words: lsp_words.c ---- */

/* "Title, 2018-07-31, Speaker (Side)": where a passage is from. Appended. */
void lsp_add_source(struct strbuf *out, const struct hit *hit);

/* One line of a passage's text of about most columns, with as many of its
 * marks as can be. Appended. */
void lsp_add_words(struct strbuf *out, const struct hit *hit, size_t most);

/* ---- progress: lsp_progress.c ---- */

/* Tell that work has begun and ended, where the client gave a workDoneToken. */
void lsp_work_begin(const struct lsp_call *call, const char *title);
void lsp_work_end(const struct lsp_call *call);

/* An array as result. Where the client gave a partialResultToken it gets the
 * items in parts before, and an empty array in the end. */
struct lsp_list {
    const struct lsp_call *call;
    struct json_writer *result;
    struct strbuf part;
    struct json_writer item;
    size_t count;
    bool is_parted;
};

void lsp_list_begin(struct lsp_list *list, const struct lsp_call *call,
                    struct json_writer *json);
/* Where the next item is to be written. */
struct json_writer *lsp_list_next(struct lsp_list *list);
void lsp_list_end(struct lsp_list *list);

#endif
