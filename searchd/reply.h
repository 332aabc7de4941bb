/* reply.h - hits as text for reading, JSON, CSV, vimgrep, or a run file. */
#ifndef SEARCHD_REPLY_H
#define SEARCHD_REPLY_H

#include "searchd/hits.h"

enum reply_format {
    REPLY_TEXT,
    REPLY_JSON,
    REPLY_CSV,
    REPLY_VIMGREP,
    REPLY_TREC
};

struct reply_style {
    enum reply_format format;
    bool is_coloured;    /* bold and coloured words */
    bool is_linked;      /* OSC 8 links to the files */
    bool is_full;        /* whole passages, not the best window */
    bool is_explained;   /* with score and detail */
    size_t width;        /* columns of the terminal */
    const char *host;    /* for links */
    const char *folder;  /* that relative paths of files are of; NULL: where
                          * the program runs */
    struct slice run_id; /* query id of a run file */
};

/* "json" and others; false when there is no such format. */
bool reply_format_from_name(const char *name, enum reply_format *out);
const char *reply_format_name(enum reply_format format);

/* Where a file is to be found, in the arena. */
struct slice reply_file(const struct reply_style *style, struct slice file,
                        struct arena *arena);

/* Append hits; the first has this rank (from 1). */
void reply_print(const struct hit *hits, size_t count, size_t first_rank,
                 const struct reply_style *style, struct strbuf *out);

/* The line of who, when and what of a statement, as text for reading. */
void reply_add_heading(struct strbuf *out, const struct statement *statement);

/* "2018-07-31", "2019-05-30 to 2019-05-31", "2012-01-28 (inferred)", "no
 * date". */
void reply_add_date(struct strbuf *out, const struct statement *statement);

/* Outermost first, parted by " > ". */
void reply_add_sections(struct strbuf *out, const struct passage *passage);

/* Who speaks: "Sergey Lavrov, Russian Foreign Minister (Russia)". */
void reply_add_speaker(struct strbuf *out, const struct passage *passage);

#endif
