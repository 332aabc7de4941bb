#include "indexer/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <assert.h>
#include <locale.h>

#include "common/file.h"

enum {
    BLOCK_BYTES = 64 * 1024,
    ZIP_NAME_AT = 30,
    ZIP_END_BYTES = 22,
    ZIP_COMMENT_MOST = 65535
};

struct unpack {
    char *path;
    struct archive *archive;
    struct archive_entry *entry;
    locale_t locale; /* names are UTF-8 whatever the user's is */
    uint64_t size;   /* of the file */
    uint64_t members;
    uint64_t member_in; /* place in the file where the member begins */
    uint64_t member_out;
    uint64_t in, out;  /* of the members before */
    const char *block; /* of the member, not given out yet */
    size_t block_len;
    int64_t block_at; /* its place in the member: before it are only zeros */
    int64_t given;
    bool is_single; /* compressed by itself */
    bool is_member_over;
    bool is_over; /* damaged, or beyond all bounds */
    struct strbuf name;
};

/* ---- what it is ---- */

static unsigned number(struct slice bytes, size_t at, unsigned width)
{
    unsigned value = 0;

    for (unsigned i = width; i > 0; i--)
        value = value << 8 | (unsigned char)bytes.bytes[at + i - 1];
    return value;
}

/* By the name of the first member, which each program that writes such a
 * document takes from a few. */
static bool is_document(struct slice head)
{
    static const char *const folders[] = {"_rels/", "docProps/", "word/",
                                          "xl/",    "ppt/",      "customXml/"};
    struct slice name, content;
    size_t end;

    if (head.len < ZIP_NAME_AT)
        return false;
    end = ZIP_NAME_AT + number(head, 26, 2);
    name = slice_part(head, ZIP_NAME_AT, end);
    content = slice_part(head, end + number(head, 28, 2), head.len);
    if (slice_equal(name, SLICE("mimetype")))
        return slice_starts(content, SLICE("application/"));
    if (slice_equal(name, SLICE("[Content_Types].xml")))
        return true;
    if (!slice_ends(name, SLICE(".xml")) && !slice_ends(name, SLICE(".rels")))
        return false;
    for (size_t i = 0; i < COUNT_OF(folders); i++)
        if (slice_starts(name, slice_of(folders[i])))
            return true;
    return false;
}

enum unpack_kind unpack_kind(struct slice head)
{
    static const struct slice packed[] = {{"\x1F\x8B", 2},
                                          {"BZh", 3},
                                          {"\xFD\x37zXZ", 5},
                                          {"\x28\xB5\x2F\xFD", 4}};

    for (size_t i = 0; i < COUNT_OF(packed); i++)
        if (slice_starts(head, packed[i]))
            return UNPACK_COMPRESSED;
    if (slice_starts(head, (struct slice){"PK\x03\x04", 4}))
        return is_document(head) ? UNPACK_DOCUMENT : UNPACK_ZIP;
    if (slice_starts(head, (struct slice){"PK\x05\x06", 4}))
        return UNPACK_ZIP;
    return slice_equal(slice_part(head, 257, 262), SLICE("ustar"))
               ? UNPACK_TAR
               : UNPACK_NONE;
}

bool unpack_is_ending(struct slice ending)
{
    static const char *const endings[] = {".gz",   ".bz2", ".xz",   ".zst",
                                          ".tgz",  ".tbz", ".tbz2", ".txz",
                                          ".tzst", ".tar", ".zip"};

    for (size_t i = 0; i < COUNT_OF(endings); i++)
        if (slice_equal_nocase(ending, slice_of(endings[i])))
            return true;
    return false;
}

/* ---- opening ---- */

static void take_filters(struct archive *archive)
{
    archive_read_support_filter_gzip(archive);
    archive_read_support_filter_bzip2(archive);
    archive_read_support_filter_xz(archive);
    archive_read_support_filter_zstd(archive);
}

/* libarchive reads the directory of a zip as a whole, whatever its size. */
static enum status bound_directory(const char *path, struct slice end,
                                   struct error *err)
{
    for (size_t at = end.len; at-- > 0;) {
        struct slice found = slice_part(end, at, end.len);

        if (found.len >= ZIP_END_BYTES &&
            slice_starts(found, (struct slice){"PK\x05\x06", 4}) &&
            number(found, 12, 4) > UNPACK_DIRECTORY_MOST)
            return error_set(err, STATUS_TOO_LARGE,
                             "%s: the directory of the zip is over the limit "
                             "of %d bytes; make several of it",
                             path, UNPACK_DIRECTORY_MOST);
    }
    return STATUS_OK;
}

static enum status look_at_directory(const struct unpack *unpack,
                                     struct error *err)
{
    struct strbuf end = STRBUF_INIT;
    enum status status = file_read_tail(
        unpack->path, ZIP_COMMENT_MOST + ZIP_END_BYTES, &end, err);

    if (!status)
        status = bound_directory(unpack->path, strbuf_slice(&end), err);
    strbuf_release(&end);
    return status;
}

static enum status fail(struct unpack *unpack, struct error *err)
{
    const char *why = archive_error_string(unpack->archive);

    return error_set(err, STATUS_BAD_FORMAT, "%s%s%s: cannot be unpacked: %s",
                     unpack->path, unpack->name.len ? ":" : "",
                     unpack->name.len ? unpack->name.bytes : "",
                     why ? why : "damaged");
}

static enum status open_archive(struct unpack *unpack, struct error *err)
{
    struct archive *archive = unpack->archive;

    take_filters(archive);
    archive_read_support_format_tar(archive);
    archive_read_support_format_zip_seekable(archive);
    archive_read_support_format_raw(archive);
    if (archive_read_open_filename(archive, unpack->path, BLOCK_BYTES) !=
        ARCHIVE_OK)
        return fail(unpack, err);
    if (archive_filter_count(archive) > 2) /* the file's own bytes are one */
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s: compressed more than once; unpack it first",
                         unpack->path);
    return STATUS_OK;
}

enum status unpack_open(const char *path, struct unpack **out,
                        struct error *err)
{
    struct unpack *unpack = heap_alloc(sizeof *unpack);
    struct strbuf head = STRBUF_INIT;
    struct file_info info = {.size = 0};
    locale_t before;
    enum status status;

    *out = NULL;
    unpack->path = heap_resize(NULL, strlen(path) + 1, 1);
    memcpy(unpack->path, path, strlen(path) + 1);
    unpack->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    unpack->archive = archive_read_new();
    before = uselocale(unpack->locale);
    status = file_look(path, &info, err);
    if (!status)
        status = file_read_head(path, UNPACK_HEAD_BYTES, &head, err);
    unpack->size = (uint64_t)info.size;
    if (!status && unpack_kind(strbuf_slice(&head)) == UNPACK_ZIP)
        status = look_at_directory(unpack, err);
    if (!status)
        status = open_archive(unpack, err);
    uselocale(before);
    strbuf_release(&head);
    if (status)
        unpack_close(unpack);
    else
        *out = unpack;
    return status;
}

void unpack_close(struct unpack *unpack)
{
    if (!unpack)
        return;
    archive_read_free(unpack->archive);
    if (unpack->locale)
        freelocale(unpack->locale);
    strbuf_release(&unpack->name);
    heap_free(unpack->path);
    heap_free(unpack);
}

/* ---- members ---- */

static void add_name(struct strbuf *out, struct slice name)
{
    if (name.len > UNPACK_NAME_MOST)
        name.len = utf8_cut(name.bytes, name.len, UNPACK_NAME_MOST);
    for (size_t at = 0; at < name.len;) {
        int32_t codepoint;
        size_t len = utf8_decode(name.bytes + at, name.len - at, &codepoint);

        if (codepoint < 0x20 || codepoint == 0x7F)
            strbuf_add_format(out, "\\x%02X", (unsigned char)name.bytes[at]);
        else
            strbuf_add(out, slice_part(name, at, at + len));
        at += len;
    }
}

static uint64_t minus(uint64_t a, uint64_t b)
{
    return a > b ? a - b : 0;
}

/* Members of a zip may lie over each other: what is in the file goes in once.
 */
static uint64_t member_in(const struct unpack *unpack)
{
    int64_t place = archive_filter_bytes(unpack->archive, -1);

    return minus(place > 0 ? (uint64_t)place : 0, unpack->member_in);
}

/* What is compressed as a whole goes in by blocks, counted when they are used
 * up. */
static uint64_t with_block(const struct unpack *unpack, uint64_t in)
{
    if (archive_filter_count(unpack->archive) > 1)
        in += BLOCK_BYTES;
    return in < unpack->size ? in : unpack->size;
}

/* So much may come out for what went in. */
static uint64_t let(const struct unpack *unpack, uint64_t in)
{
    return UNPACK_RATIO_MOST * with_block(unpack, in);
}

uint64_t unpack_bytes_in(const struct unpack *unpack)
{
    return with_block(unpack, unpack->in + member_in(unpack));
}

/* Is more coming out than is let? Of a tar its headers count, too. */
static bool is_bomb(const struct unpack *unpack, uint64_t more)
{
    uint64_t in = unpack->in + member_in(unpack), out = unpack->out + more;
    int64_t unpacked = archive_filter_bytes(unpack->archive, 0);

    if (unpacked > 0 && (uint64_t)unpacked > out)
        out = (uint64_t)unpacked;
    return out > UNPACK_FREE + let(unpack, in);
}

static bool is_member_bomb(const struct unpack *unpack)
{
    return unpack->member_out >
           UNPACK_MEMBER_FREE + let(unpack, member_in(unpack));
}

static enum status bound(struct unpack *unpack, struct error *err)
{
    if (++unpack->members > UNPACK_MEMBERS_MOST) {
        unpack->is_over = true;
        return error_set(err, STATUS_TOO_LARGE,
                         "%s: over %d members; the others are not read",
                         unpack->path, UNPACK_MEMBERS_MOST);
    }
    if (is_bomb(unpack, 0)) {
        unpack->is_over = true;
        return error_set(err, STATUS_TOO_LARGE,
                         "%s: unpacks to over %d times its size: a zip bomb? "
                         "The rest is not read",
                         unpack->path, UNPACK_RATIO_MOST);
    }
    return STATUS_OK;
}

static void describe(struct unpack *unpack, struct unpack_member *out)
{
    const char *name = archive_entry_pathname(unpack->entry);
    int format = archive_format(unpack->archive);

    unpack->is_single = format == ARCHIVE_FORMAT_RAW;
    if (!unpack->is_single)
        add_name(&unpack->name, slice_of(name ? name : "?"));
    out->name = strbuf_slice(&unpack->name);
    out->is_file = unpack->is_single ||
                   (archive_entry_filetype(unpack->entry) == AE_IFREG &&
                    !archive_entry_hardlink(unpack->entry));
    out->is_encrypted = archive_entry_is_encrypted(unpack->entry) > 0;
}

enum status unpack_next(struct unpack *unpack, struct unpack_member *out,
                        struct error *err)
{
    locale_t before;
    int64_t place;
    int code;

    *out = (struct unpack_member){.name = SLICE("")};
    if (unpack->is_over)
        return STATUS_END;
    before = uselocale(unpack->locale);
    strbuf_reset(&unpack->name);
    unpack->in += member_in(unpack);
    unpack->out += unpack->member_out;
    unpack->member_out = 0;
    unpack->block_len = 0;
    unpack->given = 0;
    unpack->is_member_over = false;
    code = archive_read_next_header(unpack->archive, &unpack->entry);
    if (code == ARCHIVE_OK || code == ARCHIVE_WARN)
        describe(unpack, out);
    uselocale(before);
    place = archive_filter_bytes(unpack->archive, -1);
    unpack->member_in = place > 0 ? (uint64_t)place : 0;
    if (code == ARCHIVE_OK || code == ARCHIVE_WARN)
        return bound(unpack, err);
    unpack->is_over = true;
    return code == ARCHIVE_EOF ? STATUS_END : fail(unpack, err);
}

static enum status stop_member(struct unpack *unpack, struct error *err)
{
    unpack->is_member_over = true;
    return error_set(err, STATUS_TOO_LARGE,
                     "%s%s%s: unpacks to over %d times its size: a zip bomb? "
                     "It is not read",
                     unpack->path, unpack->name.len ? ":" : "",
                     unpack->name.len ? unpack->name.bytes : "",
                     UNPACK_RATIO_MOST);
}

/* A block at a time: what came before a damaged one is kept. */
static int fill_block(struct unpack *unpack)
{
    const void *block;
    size_t len;
    int code;

    do
        code = archive_read_data_block(unpack->archive, &block, &len,
                                       &unpack->block_at);
    while (code == ARCHIVE_OK && !len);
    unpack->block = block;
    unpack->block_len = code == ARCHIVE_OK ? len : 0;
    return code;
}

/* Of the block that is held, or of the hole before it. */
static size_t give(struct unpack *unpack, char *into, size_t most)
{
    int64_t hole = unpack->block_at - unpack->given;
    size_t len = hole > 0 ? (size_t)hole : unpack->block_len;

    if (len > most)
        len = most;
    if (hole > 0) {
        memset(into, 0, len);
    } else {
        memcpy(into, unpack->block, len);
        unpack->block += len;
        unpack->block_len -= len;
        unpack->block_at += (int64_t)len;
    }
    unpack->given += (int64_t)len;
    unpack->member_out += len;
    return len;
}

enum status unpack_take(struct unpack *unpack, char *into, size_t most,
                        size_t *got, struct error *err)
{
    *got = 0;
    if (unpack->is_over || unpack->is_member_over)
        return STATUS_OK;
    if (!unpack->block_len) {
        int code = fill_block(unpack);

        unpack->is_member_over = code != ARCHIVE_OK;
        if (code == ARCHIVE_EOF)
            return STATUS_OK;
        unpack->is_over = code == ARCHIVE_FATAL;
        if (code != ARCHIVE_OK)
            return fail(unpack, err);
    }
    *got = give(unpack, into, most);
    if (!is_member_bomb(unpack) && !is_bomb(unpack, unpack->member_out))
        return STATUS_OK;
    *got = 0;
    return stop_member(unpack, err);
}
