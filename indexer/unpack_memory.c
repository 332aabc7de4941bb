/* unpack.h: what is packed within a file that is in memory. */
#include <archive.h>
#include <archive_entry.h>

#include "indexer/unpack.h"

enum { CHUNK_BYTES = 64 * 1024 };

static enum status fail(const char *path, struct archive *archive,
                        struct error *err)
{
    const char *why = archive_error_string(archive);

    return error_set(err, STATUS_BAD_FORMAT, "%s: cannot be unpacked: %s", path,
                     why ? why : "damaged");
}

/* What is left of the entry, at most most bytes, to *out. */
static enum status take(const char *path, struct archive *archive, size_t most,
                        struct strbuf *out, struct error *err)
{
    for (;;) {
        la_ssize_t got;

        strbuf_reserve(out, CHUNK_BYTES);
        got = archive_read_data(archive, out->bytes + out->len, CHUNK_BYTES);
        if (got < 0)
            return fail(path, archive, err);
        if ((size_t)got > most)
            return error_set(err, STATUS_TOO_LARGE,
                             "%s: unpacks to more bytes than can be read",
                             path);
        if (!got)
            return STATUS_OK;
        most -= (size_t)got;
        out->len += (size_t)got;
        out->bytes[out->len] = '\0';
    }
}

/* ---- members of a zip ---- */

static size_t place_of(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count && name; i++)
        if (!strcmp(name, names[i]))
            return i;
    return count;
}

static enum status take_parts(const char *path, struct archive *archive,
                              const char *const *names, size_t count,
                              size_t most, struct arena *arena,
                              struct slice *out, struct error *err)
{
    struct archive_entry *entry;
    struct strbuf bytes = STRBUF_INIT;
    enum status status = STATUS_OK;
    size_t members = 0;
    int code = ARCHIVE_OK;

    while (!status && members++ < UNPACK_MEMBERS_MOST) {
        size_t place;

        code = archive_read_next_header(archive, &entry);
        if (code != ARCHIVE_OK && code != ARCHIVE_WARN)
            break;
        place = place_of(archive_entry_pathname(entry), names, count);
        if (place == count || slice_is_known(out[place]))
            continue;
        strbuf_reset(&bytes);
        status = take(path, archive, most, &bytes, err);
        most -= status ? 0 : bytes.len;
        out[place] = slice_copy(arena, strbuf_slice(&bytes));
    }
    strbuf_release(&bytes);
    if (!status && code != ARCHIVE_EOF && code != ARCHIVE_OK &&
        code != ARCHIVE_WARN)
        return fail(path, archive, err);
    return status;
}

enum status unpack_parts(const char *path, struct slice zip,
                         const char *const *names, size_t count, size_t most,
                         struct arena *arena, struct slice *out,
                         struct error *err)
{
    struct archive *archive = archive_read_new();
    enum status status;

    for (size_t i = 0; i < count; i++)
        out[i] = SLICE_UNKNOWN;
    archive_read_support_format_zip_seekable(archive);
    status =
        archive_read_open_memory(archive, zip.bytes, zip.len) == ARCHIVE_OK
            ? take_parts(path, archive, names, count, most, arena, out, err)
            : fail(path, archive, err);
    archive_read_free(archive);
    return status;
}

/* ---- one compressed text ---- */

enum status unpack_bytes(const char *path, struct slice packed, size_t most,
                         struct strbuf *out, struct error *err)
{
    struct archive *archive = archive_read_new();
    struct archive_entry *entry;
    enum status status;

    archive_read_support_filter_gzip(archive);
    archive_read_support_filter_zstd(archive);
    archive_read_support_format_raw(archive);
    if (archive_read_open_memory(archive, packed.bytes, packed.len) !=
            ARCHIVE_OK ||
        archive_read_next_header(archive, &entry) != ARCHIVE_OK)
        status = fail(path, archive, err);
    else
        status = take(path, archive, most, out, err);
    archive_read_free(archive);
    return status;
}
