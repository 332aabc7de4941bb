/* structure.h - hold the passages that the program cuts against what a
 * careful reader finds in the same files.
 *
 * A gold folder holds the files, gold-statements.jsonl (file, title, date,
 * date_end, date_from, issuer, issuer_side, language, boilerplate_lines) and
 * gold-passages.jsonl (file, line, section, kind, speaker, sides,
 * start_text). What a gold object does not have is not compared. */
#ifndef BENCH_STRUCTURE_H
#define BENCH_STRUCTURE_H

#include "bench/jsonl.h"

enum structure_figure {
    STRUCTURE_WHOLE, /* passages of which all but the sides is right */
    STRUCTURE_LINE,
    STRUCTURE_SECTION,
    STRUCTURE_KIND,
    STRUCTURE_SPEAKER,
    STRUCTURE_OPENING,
    STRUCTURE_STATEMENT, /* statements of which all is right */
    STRUCTURE_TITLE,
    STRUCTURE_DATE,
    STRUCTURE_BASIS,
    STRUCTURE_ISSUER,
    STRUCTURE_ISSUER_SIDE,
    STRUCTURE_LANGUAGE,
    STRUCTURE_FURNITURE, /* lines */
    STRUCTURE_SIDES,     /* told, but no reason to fail */
    STRUCTURE_FIGURES
};

struct structure_count {
    size_t right;
    size_t of;
};

struct structure_result {
    struct structure_count counts[STRUCTURE_FIGURES];
    size_t extra_passages;
    size_t extra_furniture; /* lines taken for the page's that are not */
};

/* "section", "issuer side", ... */
const char *structure_name(enum structure_figure figure);

/* Compare; got is the output of `demarche passages --json --all` over the gold
 * files. Each difference is appended to *report as a line "FILE:LINE: ...". */
void structure_compare(const struct jsonl *statements,
                       const struct jsonl *passages, const struct jsonl *got,
                       struct structure_result *out, struct strbuf *report);

/* All is right but perhaps the sides, and nothing is extra. */
bool structure_is_right(const struct structure_result *result);

#endif
