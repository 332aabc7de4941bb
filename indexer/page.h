/* page.h - a raw file as a reader hands it on: lines with a style.
 *
 * A reader (text, Markdown, HTML, PDF) says what the format itself
 * knows: where lines are, which are headings or bullets of the format, what
 * is bold, what the front matter says. What the words mean - furniture, date,
 * outline, turns - is found by the modules above, alike for every format.
 * All texts live in the arena that the page was read into. */
#ifndef INDEXER_PAGE_H
#define INDEXER_PAGE_H

#include "common/arena.h"
#include "common/statement.h"
#include "common/status.h"
#include "common/str.h"

enum line_style {
    LINE_PLAIN,
    LINE_BLANK,
    LINE_HEADING, /* the format says so; level from 1 */
    LINE_BULLET,  /* the format says so; level from 1 */
    LINE_QUOTE,
    LINE_RULE /* a drawn line */
};

/* What the modules above found a line to be. */
enum line_use {
    LINE_OF_STATEMENT,
    LINE_OF_PAGE, /* furniture: not part of any passage */
    LINE_TITLE,
    LINE_DATE, /* the dateline */
    LINE_ISSUER,
    LINE_MATTER /* front matter and other metadata */
};

struct line {
    struct slice text; /* valid UTF-8, leading white space kept, end trimmed,
                        * markup of the format (#, **, links) taken out */
    uint32_t number;   /* from 1, in the file */
    size_t start, end; /* byte range in the file, without the line end */
    uint32_t page;     /* of a document in pages, from 1; 0: it has none */
    struct slice node; /* where in the tree of a page, lent; mostly unknown */
    /* NULL where text is the file's own bytes from start on; else the offset
     * in the file of each byte of text, text.len + 1 entries. */
    const uint32_t *offsets;
    uint32_t
        note; /* of a footnote, which has a number of its own; 0: of none */
    enum line_style style;
    unsigned level;
    size_t
        bold_end; /* text[bold_start, bold_end) is the first bold run; both */
    size_t bold_start; /* 0 when there is none */
    /* The format says that a line ends here, though the page is wrapped (two
     * spaces or a backslash at a line end of Markdown): the next line is no
     * running on of this one. */
    bool is_broken;
    /* The format says that it goes on with the block that is open, whatever
     * stands between them, as a paragraph does on the next page. */
    bool goes_on;
    /* The format says that it begins what another speaker says, whom the words
     * before its first colon name. */
    bool is_speech;
    bool is_row; /* cells of a table, with bars between them */
    enum line_use use;
};

/* What is said of a statement from outside its text; unknown where nothing
 * is. The date's basis is DATE_METADATA when there is a date. */
struct said {
    struct statement statement; /* without its file */
    struct slice speaker;       /* who speaks throughout */
    struct slice role;
};

struct page {
    struct line *lines;
    size_t count;
    struct slice text; /* what the places point into where that is not the file
                        * itself, as of a PDF; else unknown */
    size_t replaced;   /* bad UTF-8 sequences and NUL bytes replaced */
    /* True where line ends are only layout and a blank line parts paragraphs
     * (hard-wrapped text, Markdown); false where each line is a paragraph. */
    bool is_wrapped;
    struct said stated; /* by the format itself: front matter, meta tags */
    /* What the format says by habit: the name of the site as issuer, the
     * language of its menus. Counts where nothing better is found. */
    struct said likely;
    struct slice warning; /* what was wrong but did no harm to the text: "12:
                           * bad front matter: ..."; else unknown */
};

struct sites_scope;
struct text_shape;

/* The bytes of a file, and what is known of them from outside. */
struct raw_file {
    const char *path; /* for messages; of a member, FILE:MEMBER */
    struct slice bytes;
    struct slice charset; /* by the head of a reply or a mail; else unknown */
    struct slice url;     /* where they were fetched from; else unknown */
    const struct sites_scope *sites; /* profiles of web sites; NULL: none */
    /* Of a text too long for one page they are a part: how the whole is made
     * up, and how many lines stand before them. NULL and 0: they are all. */
    const struct text_shape *shape;
    uint32_t lines_before;
};

/* Offset in the file of byte `offset` of the line's text. */
size_t line_offset(const struct line *line, size_t offset);

/* For readers: what a character of a file becomes in a line. Spaces of all
 * kinds and control characters are a plain space (a tab stays), invisible ones
 * are nothing, -1. What is no character is to become LINE_REPLACEMENT. */
enum { LINE_REPLACEMENT = 0xFFFD };
int32_t line_character(int32_t codepoint);

/* For readers: the text of a line that differs from the file's bytes, while
 * it is put together. A zeroed struct is an empty one. Offsets are of the
 * file, under 4 GiB, and must not go back. */
struct line_text {
    struct strbuf text;
    uint32_t *offsets; /* of each byte of text */
    size_t capacity;
};

/* Add bytes that stand so in the file from offset on. */
void line_text_add(struct line_text *made, struct slice bytes, size_t offset);

/* Add a character that stands for what the file has at offset. */
void line_text_put(struct line_text *made, int32_t codepoint, size_t offset);

/* Set text (its end trimmed) and offsets of the line, in the arena; end is the
 * offset behind the last byte added. The text made is empty again. */
void line_text_finish(struct line_text *made, size_t end, struct arena *arena,
                      struct line *line);

void line_text_release(struct line_text *made);

#endif
