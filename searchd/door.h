/* door.h - what the commands that ask an index share: their options, the
 * service, the terminal. */
#ifndef SEARCHD_DOOR_H
#define SEARCHD_DOOR_H

#include "common/options.h"
#include "searchd/reply.h"
#include "searchd/service.h"

/* Rows for the option table of a command. */
#define DOOR_INDEX                                                             \
    {                                                                          \
        "index", 'd', "DIR", "the index [$DEMARCHE_INDEX, or one of the user]" \
    }
#define DOOR_TOPICS                                                            \
    {                                                                          \
        "topics", 0, "PATH", "Turtle file or folder of topics; repeatable"     \
    }
#define DOOR_JSON                                                              \
    {                                                                          \
        "json", 0, NULL, "one JSON object a line"                              \
    }
#define DOOR_COLOR                                                             \
    {                                                                          \
        "color", 0, "WHEN", "auto, always, never [auto]"                       \
    }
#define DOOR_HITS                                                              \
    {"number", 'n', "N", "at most N passages [10]"},                           \
        {"offset", 0, "N", "leave out the first N"},                           \
        {"all", 'a', NULL, "all words must match, not any"},                   \
        {"all-copies", 0, NULL, "show each copy of a statement by itself"},    \
        {"lang", 0, "L", "the query's words are of this language: en, fr"},    \
        {"format", 0, "F", "text, json, csv, vimgrep, trec [text]"},           \
        DOOR_JSON, {"csv", 0, NULL, "RFC 4180, with a header line"},           \
        {"vimgrep", 0, NULL, "file:line:column:text"},                         \
        {"qid", 0, "ID", "the query's id in --format trec"},                   \
        {"full", 0, NULL, "whole passages, however long"},                     \
        {"explain", 0, NULL, "show the parse, the plan, each hit's weights"},  \
        {"no-daemon", 0, NULL, "search here, even where a daemon serves"},     \
        DOOR_COLOR

/* Which service the options name; has_index: the command needs an index. The
 * texts live in the arena or the options. */
void door_service_options(const struct options *options, bool has_index,
                          struct arena *arena, struct service_options *out);

/* Open it. */
MUST_CHECK enum status door_open(const struct options *options, bool has_index,
                                 struct arena *arena, struct service **out,
                                 struct error *err);

/* How the options and the terminal want hits to look. */
MUST_CHECK enum status door_style(const struct options *options,
                                  struct arena *arena, struct reply_style *out,
                                  struct error *err);

/* Arguments from place from on as one text, parted by spaces; unknown when
 * there are none. Lives in arena. */
struct slice door_arguments(const struct options *options, size_t from,
                            struct arena *arena);

/* Run a search with the options of DOOR_HITS, by a daemon where one serves the
 * index, and print what it finds. *code: the exit code when it did not fail. */
MUST_CHECK enum status door_search(const struct options *options,
                                   struct slice topic, struct slice query,
                                   struct arena *arena, int *code,
                                   struct error *err);

/* All of out to stdout; false when it does not take it, which is told at the
 * end of the program. */
bool door_print(const struct strbuf *out);

#endif
