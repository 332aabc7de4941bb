/* unpack.h - what compressed files and archives hold: gzip, bzip2, xz and zstd
 * of one file or of a tar; tar; zip. The only user of libarchive.
 *
 * Members are read one by one, in the order in which they stand, and are never
 * written to disk: their names do no harm. What is hostile is bounded: the
 * members of an archive, the directory of a zip, and what comes out for what
 * goes in. One member that is bad costs itself. */
#ifndef INDEXER_UNPACK_H
#define INDEXER_UNPACK_H

#include "common/arena.h"
#include "common/status.h"
#include "common/str.h"

enum {
    UNPACK_HEAD_BYTES = 512, /* of a file, that unpack_kind() needs */
    UNPACK_NAME_MOST = 1024, /* a longer name is cut */
    UNPACK_MEMBERS_MOST = 1000 * 1000,
    UNPACK_DIRECTORY_MOST = 64 * 1024 * 1024, /* bytes of that of a zip */
    /* So many times what goes in may come out, beyond what is free: of a
     * member; of the whole. */
    UNPACK_RATIO_MOST = 200,
    UNPACK_MEMBER_FREE = 4 * 1024 * 1024,
    UNPACK_FREE = 16 * 1024 * 1024
};

enum unpack_kind {
    UNPACK_NONE,
    UNPACK_COMPRESSED, /* one file, or a tar */
    UNPACK_TAR,
    UNPACK_ZIP,
    UNPACK_DOCUMENT /* a zip that is one document: DOCX, ODT, XLSX, EPUB */
};

/* By the first bytes of a file. */
enum unpack_kind unpack_kind(struct slice head);

/* The ending of a name, ".gz", ".zip", says that it is one of these. */
bool unpack_is_ending(struct slice ending);

struct unpack;

struct unpack_member {
    /* As the archive has it, as UTF-8: bytes that are none, and control bytes,
     * as \xNN. "" for what is compressed by itself. Until the next one. */
    struct slice name;
    bool is_file; /* no folder, link or device */
    bool is_encrypted;
};

/* NOT_FOUND, IO, BAD_FORMAT (what it seems to be, it is not), TOO_LARGE (a
 * directory). On success the caller owns *out and ends it with unpack_close().
 */
MUST_CHECK enum status unpack_open(const char *path, struct unpack **out,
                                   struct error *err);

/* The next member; what is left of the one before is passed over. END after
 * the last one. BAD_FORMAT: the rest is damaged, or cut off; TOO_LARGE: there
 * are too many, or more comes out than is let; in both cases END follows. */
MUST_CHECK enum status unpack_next(struct unpack *unpack,
                                   struct unpack_member *out,
                                   struct error *err);

/* Put at most most bytes of the member into `into`; *got is 0 at its end.
 * BAD_FORMAT (damaged, cut off, encrypted) and TOO_LARGE (it grows beyond all
 * bounds): the member has no more. */
MUST_CHECK enum status unpack_take(struct unpack *unpack, char *into,
                                   size_t most, size_t *got, struct error *err);

/* Bytes of the file that its members were read from so far; what is compressed
 * as a whole goes in by blocks, the last of which counts whole. */
uint64_t unpack_bytes_in(const struct unpack *unpack);

void unpack_close(struct unpack *unpack); /* NULL is ignored */

/* For documents that are zips: set out[i] to the bytes of the member names[i]
 * of the zip, in the arena; unknown: it has none of that name. BAD_FORMAT: no
 * zip, or one of these members is damaged or encrypted; TOO_LARGE: they have
 * over most bytes together. path is for messages. */
MUST_CHECK enum status unpack_parts(const char *path, struct slice zip,
                                    const char *const *names, size_t count,
                                    size_t most, struct arena *arena,
                                    struct slice *out, struct error *err);

/* What one text in gzip or zstd is, appended to *out: for what is compressed
 * within a member. BAD_FORMAT; TOO_LARGE: over most bytes. */
MUST_CHECK enum status unpack_bytes(const char *path, struct slice packed,
                                    size_t most, struct strbuf *out,
                                    struct error *err);

#endif
