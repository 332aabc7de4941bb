/* walk.h - which files the paths on a command line mean.
 *
 * A path is a file or a folder; of a folder all that is below it, in the order
 * of the names, but hidden files, files of metadata and sites, folders that are
 * an index, and files with an ending that no reader knows (they are counted; a
 * format that the user names takes them all). Symbolic links are followed; a
 * folder is walked once and a file is taken once, whatever leads there, so
 * loops end. What cannot be reached is logged and counted; the rest goes on. */
#ifndef INDEXER_WALK_H
#define INDEXER_WALK_H

#include "common/hash_set.h"
#include "common/status.h"
#include "common/str.h"

struct walk_file {
    const char *path; /* as the user named it, or FOLDER/... below it */
    struct slice key; /* absolute path, symbolic links resolved */
    int64_t size;
    int64_t mtime_ns;
    bool is_named; /* on the command line, not met in a folder */
};

struct walk_ending {
    const char *ending; /* ".pdf" */
    size_t count;
};

/* A path that was named, resolved: what stands below it may be pruned. */
struct walk_root {
    struct slice key;
    const char *path; /* as it was named */
    bool is_gone;     /* nothing is there */
};

/* A zeroed struct is an empty one; walk_release() ends it. */
struct walk {
    struct walk_file *files;
    size_t count;
    size_t capacity;
    struct walk_root *roots;
    size_t root_count;
    size_t root_capacity;
    struct walk_ending *passed_over; /* in the order they were met */
    size_t passed_over_count;
    size_t passed_over_capacity;
    size_t failures;
    bool takes_all;  /* whatever the ending; set before walk_add() */
    bool takes_gone; /* a path where nothing is, is a root; the same */
    struct hash_set seen;
    struct arena arena;
};

/* Walk path. What goes wrong is logged and counted. */
void walk_add(struct walk *walk, const char *path);

/* "3 .pdf, 1 .html" in the arena of the walk; unknown when none. */
struct slice walk_passed_over(struct walk *walk);

void walk_release(struct walk *walk);

#endif
