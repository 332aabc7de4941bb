/* marks.h - the marks that begin headings, items and bullets: "1.", "(1)",
 * "a)", "IV.", "①", "一、", "•", and a bullet with a number behind it. */
#ifndef INDEXER_MARKS_H
#define INDEXER_MARKS_H

#include "common/str.h"

/* In the usual order of nesting, outer before inner. */
enum mark_style {
    MARK_NONE,
    MARK_ROMAN,        /* "I." "Ⅰ" */
    MARK_UPPER,        /* "A." */
    MARK_KANJI,        /* "一、" */
    MARK_DECIMAL,      /* "1." "1．" "1、" */
    MARK_BARE,         /* "1 Title", doubtful: read as "1." */
    MARK_KANJI_PAREN,  /* "（一）" */
    MARK_PAREN,        /* "(1)" */
    MARK_HALF,         /* "1)" */
    MARK_LETTER,       /* "a." "а." */
    MARK_LETTER_PAREN, /* "(a)" */
    MARK_LETTER_HALF,  /* "a)" "а)" */
    MARK_ROMAN_PAREN,  /* "(i)" "i)" "(iv)" */
    MARK_KANA,         /* "ア" "（ア）" */
    MARK_CIRCLED,      /* "①" */
    MARK_BULLET,
    MARK_STYLES
};

struct mark {
    enum mark_style style;
    unsigned depth;   /* "2.1.3" has 3; else 1 */
    unsigned value;   /* the last number, from 1; 0 for a bullet */
    size_t start;     /* where the number begins, behind a bullet before it */
    size_t end;       /* where the text behind the mark begins */
    bool is_bulleted; /* a bullet stands before the number, or is the mark */
    bool is_doubtful; /* "(i)", "(v)", "(x)": a letter may be meant */
};

/* The mark at the beginning of text (white space may stand before it), or
 * style MARK_NONE with start and end at the first character. */
struct mark mark_find(struct slice text);

/* Offset of a mark in the middle of a line that begins a new item or section:
 * a bullet and a number in brackets behind the end of a sentence ("... with
 * them. - (2) Others"), at or after from; else SIZE_MAX. */
size_t mark_find_inside(struct slice text, size_t from);

#endif
