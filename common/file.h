/* file.h - bounded reads, whole-or-nothing writes, and what stands where. */
#ifndef COMMON_FILE_H
#define COMMON_FILE_H

#include "common/status.h"
#include "common/str.h"

BEGIN_C

/* Read a whole file into *out (reset first; the caller releases it). A file
 * over most bytes is TOO_LARGE and is not read; else NOT_FOUND or IO. What is
 * no regular file (a folder, a device, a pipe) is IO. */
MUST_CHECK enum status file_read(const char *path, size_t most,
                                 struct strbuf *out, struct error *err);

/* The same, but only the first bytes, most of them, whatever its size. */
MUST_CHECK enum status file_read_head(const char *path, size_t most,
                                      struct strbuf *out, struct error *err);

/* The same, but its last bytes. */
MUST_CHECK enum status file_read_tail(const char *path, size_t most,
                                      struct strbuf *out, struct error *err);

/* Open what can be read: a file, a pipe, a device; a folder is IO. The caller
 * closes *descriptor. NOT_FOUND, IO. */
MUST_CHECK enum status file_open(const char *path, int *descriptor,
                                 struct error *err);

/* Append what one read gives, at most most bytes, to *out; *got is 0 at the
 * end. name is for messages. IO. */
MUST_CHECK enum status file_take(int descriptor, const char *name, size_t most,
                                 struct strbuf *out, size_t *got,
                                 struct error *err);

/* Append everything up to the end. IO; TOO_LARGE: *out came to be over most
 * bytes long. */
MUST_CHECK enum status file_take_all(int descriptor, const char *name,
                                     size_t most, struct strbuf *out,
                                     struct error *err);

/* slice_hash() of a file's bytes, however many. */
MUST_CHECK enum status file_hash(const char *path, uint64_t *out,
                                 struct error *err);

/* Write text to path so that a reader sees the old file or the new one, whole,
 * even after a power cut: temporary file, fsync, rename. Fails with IO. */
MUST_CHECK enum status file_write(const char *path, struct slice text,
                                  struct error *err);

/* Create path and the folders above it (0777 less umask). Fails with IO. */
MUST_CHECK enum status file_make_folders(const char *path, struct error *err);

struct file_info {
    int64_t size;     /* bytes */
    int64_t mtime_ns; /* last change, nanoseconds since 1970 */
    uint64_t device;  /* with inode: one file's identity, for loops */
    uint64_t inode;
    bool is_folder;
    bool is_regular;
    bool is_link; /* the path itself is a symbolic link */
};

/* Follows symbolic links. Fails with NOT_FOUND or IO. */
MUST_CHECK enum status file_look(const char *path, struct file_info *out,
                                 struct error *err);

bool file_exists(const char *path);

/* FOLDER/NAME in the arena. */
char *file_join(struct arena *arena, const char *folder, const char *name);

/* Absolute path without symbolic links, in the arena; NULL when path is not
 * there or not to be reached. */
char *file_real_path(struct arena *arena, const char *path);

/* The last part of path, lent from it. */
const char *file_name(const char *path);

/* Folder of the running program, in the arena; NULL when it is not known. */
char *file_program_folder(struct arena *arena);

END_C

#endif
