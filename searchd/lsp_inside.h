/* lsp_inside.h - the inside of lsp.h: its methods, and what they share. */
#ifndef SEARCHD_LSP_INSIDE_H
#define SEARCHD_LSP_INSIDE_H

#include "searchd/lsp.h"
#include "searchd/lsp_view.h"

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

lsp_method lsp_workspace_symbol, lsp_document_symbol, lsp_hover, lsp_definition,
    lsp_references, lsp_code_lens, lsp_execute;

/* ---- under the cursor: lsp_concepts.c ---- */

struct lsp_look {
    struct lsp_view view;
    size_t offset;               /* of the cursor, in the text */
    const struct lsp_spot *spot; /* the passage there; or NULL */
    const struct topic *concept; /* the concept named there; or NULL */
    struct lsp_range named;      /* where */
};

/* What stands at the textDocument and position of the request. BAD_FORMAT: it
 * has none; others of lsp_view_make(). */
MUST_CHECK enum status lsp_look(const struct lsp_call *call,
                                struct lsp_look *out, struct error *err);

/* Fill concept and named. Fails as service_concepts() does. */
MUST_CHECK enum status lsp_look_at_concept(const struct lsp_call *call,
                                           struct lsp_look *look,
                                           struct error *err);

/* The language that a passage's text is analysed in. */
struct slice lsp_language(const struct hit *hit);

/* ---- sections: lsp_tree.c ---- */

/* A statement, section, turn or passage of a document. */
struct lsp_node {
    enum lsp_kind kind;
    size_t depth; /* of the tree, from 0; the nodes are in preorder */
    struct slice name, detail;
    struct lsp_range range;    /* all that is in it */
    struct lsp_range selected; /* its heading, or the words that say who
                                * speaks; within range */
    size_t first, end;         /* its passages: places in view->spots */
};

/* The nodes of a document, in the arena. */
void lsp_tree_make(const struct lsp_view *view, struct arena *arena,
                   struct lsp_node **out, size_t *count);

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
