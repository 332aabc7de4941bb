/* passage.h - one passage: a paragraph, bullet, numbered item or turn.
 *
 * A plain value; its texts live in the arena it was made with, or in the
 * bytes it was decoded from. */
#ifndef COMMON_PASSAGE_H
#define COMMON_PASSAGE_H

#include "common/json.h"
#include "common/statement.h"
#include "common/status.h"

enum passage_kind {
    PASSAGE_PARAGRAPH,
    PASSAGE_BULLET,
    PASSAGE_ITEM,     /* a numbered or lettered item */
    PASSAGE_TURN,     /* of a speaker in a transcript */
    PASSAGE_NOTE,     /* a footnote; nobody's turn */
    PASSAGE_FURNITURE /* of the page: only passages --all shows it */
};

/* How it is known for whom a passage speaks. */
enum evidence {
    EVIDENCE_UNKNOWN,    /* nothing says it */
    EVIDENCE_STATED,     /* a label, a byline, or the issuer's own words */
    EVIDENCE_ATTRIBUTED, /* told of one: "the Russian side reiterated" */
    EVIDENCE_COLLECTIVE, /* told of several as one: "both sides agreed" */
    EVIDENCE_INHERITED   /* goes on from the turn above */
};

enum {
    PASSAGE_SECTIONS_MOST = 8,
    PASSAGE_SIDES_MOST = 8,
    PASSAGE_ABOUT_MOST = 16
};

struct passage {
    uint32_t n;        /* from 1 within the statement */
    struct slice text; /* cleaned: joined lines, single spaces, no mark */
    struct slice sections[PASSAGE_SECTIONS_MOST]; /* outermost first */
    size_t section_count;
    enum passage_kind kind;
    struct slice language; /* unknown: the statement's */
    struct slice speaker;  /* "Fumio Kishida", without honorific and role */
    struct slice role;     /* "Japanese Foreign Minister" */
    struct slice sides[PASSAGE_SIDES_MOST]; /* who speaks, or is said to */
    size_t side_count;      /* in the order of their cues, no side twice */
    enum evidence evidence; /* of speaker and sides */
    size_t cue_start; /* byte range in the file of the words that say so: a */
    size_t cue_end;   /* label, maybe that of the turn that goes on, or a
                       * subject with its verb; both 0: no such words */
    struct slice cue; /* these words; not stored with it */
    struct slice about[PASSAGE_ABOUT_MOST]; /* sides spoken of, in order: */
    size_t about_count; /* named in the text otherwise than as speaking */
    uint32_t line;      /* from 1, where the text begins */
    size_t byte_start;  /* byte range in the file (in the text of a member or
                         * of a document in pages) from the first byte of */
    size_t byte_end;    /* the text (behind its mark or label) to its end */
    uint32_t page;      /* of a document in pages, from 1; 0: it has none */
    struct slice node;  /* of a page of the web: where in its tree */
    /* Line and byte range count in the text that was taken out of the file (of
     * a PDF, an office document), not in the file. */
    bool is_extracted;
    uint64_t hash; /* passage_hash() */
    bool is_whole; /* all of its statement; not stored with it */
};

/* "paragraph", "bullet", "item", "turn", "note", "furniture". */
const char *passage_kind_name(enum passage_kind kind);
bool passage_kind_from_name(struct slice name, enum passage_kind *out);

/* "unknown", "stated", "attributed", "collective", "inherited". */
const char *evidence_name(enum evidence evidence);

/* "none", "metadata", "address", "title", "mark". */
const char *issuer_basis_name(enum issuer_basis basis);

/* Do line and byte range count in the file itself, so that an editor can go
 * there? Not in a member of an archive, nor in a text taken out; a message
 * of a mailbox, whose member is a mere number, does stand in the file. */
bool passage_is_in_file(const struct statement *statement,
                        const struct passage *passage);

/* STATEMENT#N in the arena. */
struct slice passage_id(struct arena *arena, struct slice statement_id,
                        uint32_t n);

/* 64 bits over the letters and digits of the folded text, so that white
 * space, case, punctuation and width do not change it. */
uint64_t passage_hash(struct slice text);

/* Add the members of the design's JSON object (schema 1), from "schema" to
 * "text", to an object that the caller has begun and will end. "side" is the
 * one side of the passage, null when there are none or several; "sides" has
 * them all; "url" is null when it is not known. */
void passage_write_json(struct json_writer *json,
                        const struct statement *statement,
                        const struct passage *passage);

/* Statement and passage as compact versioned bytes, for the index: appended
 * to *out. */
void passage_encode(struct strbuf *out, const struct statement *statement,
                    const struct passage *passage);

/* The reverse; the texts point into bytes. Fails with CORRUPT or VERSION, never
 * reads outside. */
MUST_CHECK enum status passage_decode(struct slice bytes,
                                      struct statement *statement,
                                      struct passage *passage,
                                      struct error *err);

#endif
