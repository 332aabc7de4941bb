/* unpack: what compressed files and archives hold, and their bounds. */
#include "tests/unit/unit.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/file.h"
#include "indexer/unpack.h"

static char path[64];

static int make_file(void **state)
{
    int descriptor;

    (void)state;
    snprintf(path, sizeof path, "/tmp/test_unpack.XXXXXX");
    descriptor = mkstemp(path);
    return descriptor < 0 ? -1 : close(descriptor);
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

/* ---- archives to read ---- */

struct member {
    const char *name;
    size_t len; /* so many bytes 'a', and a line end */
    int type;   /* 0: a file */
};

static void put(struct archive *archive, const struct member *member)
{
    struct archive_entry *entry = archive_entry_new();
    char chunk[4096];

    memset(chunk, 'a', sizeof chunk);
    archive_entry_copy_pathname(entry, member->name);
    archive_entry_set_filetype(entry, member->type ? (unsigned)member->type
                                                   : AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    if (member->type == AE_IFLNK)
        archive_entry_copy_symlink(entry, "/etc/passwd");
    archive_entry_set_size(entry, (int64_t)member->len);
    assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
    for (size_t left = member->len; left > 0;) {
        size_t part = left < sizeof chunk ? left : sizeof chunk;

        assert_true(archive_write_data(archive, chunk, part) > 0);
        left -= part;
    }
    archive_entry_free(entry);
}

static void write_archive(int format, int filter, const struct member *members,
                          size_t count)
{
    struct archive *archive = archive_write_new();

    archive_write_set_format(archive, format);
    archive_write_add_filter(archive, filter);
    assert_int_equal(archive_write_open_filename(archive, path), ARCHIVE_OK);
    for (size_t i = 0; i < count; i++)
        put(archive, &members[i]);
    assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
    archive_write_free(archive);
}

static struct slice file_bytes(struct strbuf *buf)
{
    struct error err;

    assert_ok(file_read(path, 1 << 26, buf, &err), &err);
    return strbuf_slice(buf);
}

/* The bytes of the member, in *out; how that ended. */
static enum status take_all(struct unpack *unpack, struct strbuf *out)
{
    size_t got = 1;
    enum status status = STATUS_OK;

    strbuf_reset(out);
    while (!status && got) {
        strbuf_reserve(out, 65536);
        status = unpack_take(unpack, out->bytes + out->len, 65536, &got, NULL);
        out->len += got;
    }
    return status;
}

/* ---- tests ---- */

static void test_members_are_read_in_order(void **state)
{
    static const struct member members[] = {
        {"a/one.txt", 5, 0}, {"a", 0, AE_IFDIR}, {"two.html", 70000, 0}};
    static const struct {
        int format, filter;
    } kinds[] = {{ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_NONE},
                 {ARCHIVE_FORMAT_TAR_GNUTAR, ARCHIVE_FILTER_GZIP},
                 {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_ZSTD},
                 {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_XZ},
                 {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_BZIP2},
                 {ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE}};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        struct unpack *unpack;
        struct unpack_member member;
        struct strbuf bytes = STRBUF_INIT;
        struct error err;

        write_archive(kinds[i].format, kinds[i].filter, members,
                      COUNT_OF(members));
        assert_ok(unpack_open(path, &unpack, &err), &err);
        assert_ok(unpack_next(unpack, &member, &err), &err);
        assert_slice(member.name, "a/one.txt");
        assert_true(member.is_file);
        assert_ok(take_all(unpack, &bytes), &err);
        assert_slice(strbuf_slice(&bytes), "aaaaa");
        assert_ok(unpack_next(unpack, &member, &err), &err);
        assert_false(member.is_file);
        assert_ok(unpack_next(unpack, &member, &err), &err);
        assert_slice(member.name, "two.html");
        assert_ok(take_all(unpack, &bytes), &err);
        assert_int_equal(bytes.len, 70000);
        assert_int_equal(unpack_next(unpack, &member, &err), STATUS_END);
        strbuf_release(&bytes);
        unpack_close(unpack);
    }
}

static void test_links_are_no_files_and_names_are_safe(void **state)
{
    static const struct member members[] = {
        {"link", 0, AE_IFLNK}, {"../../x\x01\xFFy", 3, 0}, {"/etc/z", 1, 0}};
    struct unpack *unpack;
    struct unpack_member member;
    struct error err;

    (void)state;
    write_archive(ARCHIVE_FORMAT_TAR_GNUTAR, ARCHIVE_FILTER_NONE, members, 3);
    assert_ok(unpack_open(path, &unpack, &err), &err);
    assert_ok(unpack_next(unpack, &member, &err), &err);
    assert_false(member.is_file);
    assert_ok(unpack_next(unpack, &member, &err), &err);
    assert_slice(member.name, "../../x\\x01\\xFFy");
    assert_ok(unpack_next(unpack, &member, &err), &err);
    assert_slice(member.name, "/etc/z");
    unpack_close(unpack);
}

/* Read everything; how much came out, and how it ended. */
static uint64_t read_all(enum status *last)
{
    struct unpack *unpack;
    struct unpack_member member;
    struct strbuf bytes = STRBUF_INIT;
    struct error err;
    uint64_t out = 0;
    enum status status;

    *last = STATUS_OK;
    assert_ok(unpack_open(path, &unpack, &err), &err);
    while ((status = unpack_next(unpack, &member, &err)) != STATUS_END) {
        *last = status ? status : *last;
        status = status ? status : take_all(unpack, &bytes);
        *last = status ? status : *last;
        out += bytes.len;
    }
    strbuf_release(&bytes);
    unpack_close(unpack);
    return out;
}

static void test_bombs_are_stopped(void **state)
{
    static const struct member one[] = {{"bomb", 300 << 20, 0}};
    struct member many[20];
    enum status last;

    (void)state;
    write_archive(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, one, 1);
    assert_true(read_all(&last) < 150 << 20);
    assert_int_equal(last, STATUS_TOO_LARGE);
    write_archive(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_ZSTD, one, 1);
    assert_true(read_all(&last) < 150 << 20);
    assert_int_equal(last, STATUS_TOO_LARGE);
    for (size_t i = 0; i < COUNT_OF(many); i++)
        many[i] = (struct member){"part", 10 << 20, 0};
    write_archive(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, many,
                  COUNT_OF(many));
    assert_true(read_all(&last) < 190 << 20);
    assert_int_equal(last, STATUS_TOO_LARGE);
}

static void test_what_is_cut_off_is_told(void **state)
{
    static const struct member members[] = {{"one", 5, 0}, {"two", 90000, 0}};
    struct strbuf buf = STRBUF_INIT;
    struct error err;
    enum status last;
    struct slice all;

    (void)state;
    write_archive(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, members, 2);
    all = file_bytes(&buf);
    assert_ok(file_write(path, slice_part(all, 0, 50000), &err), &err);
    assert_in_range(read_all(&last), 5, 50000);
    assert_int_equal(last, STATUS_BAD_FORMAT);
    strbuf_release(&buf);
}

static void test_parts_of_a_document(void **state)
{
    static const struct member members[] = {{"word/document.xml", 7, 0},
                                            {"big", 50000, 0},
                                            {"word/styles.xml", 2, 0}};
    static const char *const names[] = {"word/styles.xml", "none",
                                        "word/document.xml"};
    struct arena arena = ARENA_INIT;
    struct strbuf buf = STRBUF_INIT;
    struct slice parts[3];
    struct error err;

    (void)state;
    write_archive(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, members, 3);
    assert_ok(
        unpack_parts("x", file_bytes(&buf), names, 3, 9, &arena, parts, &err),
        &err);
    assert_slice(parts[0], "aa");
    assert_false(slice_is_known(parts[1]));
    assert_slice(parts[2], "aaaaaaa");
    assert_int_equal(
        unpack_parts("x", file_bytes(&buf), names, 3, 8, &arena, parts, &err),
        STATUS_TOO_LARGE);
    assert_int_equal(
        unpack_parts("x", SLICE("PK\3\4"), names, 3, 9, &arena, parts, &err),
        STATUS_BAD_FORMAT);
    strbuf_release(&buf);
    arena_release(&arena);
}

static void test_kinds_by_first_bytes(void **state)
{
    static const struct member text[] = {{"word/talks.html", 5, 0}};
    static const struct member office[] = {{"[Content_Types].xml", 5, 0}};
    struct strbuf buf = STRBUF_INIT;

    (void)state;
    write_archive(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, text, 1);
    assert_int_equal(unpack_kind(file_bytes(&buf)), UNPACK_ZIP);
    write_archive(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, office, 1);
    assert_int_equal(unpack_kind(file_bytes(&buf)), UNPACK_DOCUMENT);
    write_archive(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, text, 1);
    assert_int_equal(unpack_kind(file_bytes(&buf)), UNPACK_TAR);
    write_archive(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_XZ, text, 1);
    assert_int_equal(unpack_kind(file_bytes(&buf)), UNPACK_COMPRESSED);
    assert_int_equal(unpack_kind(SLICE("plain text")), UNPACK_NONE);
    strbuf_release(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members_are_read_in_order),
        cmocka_unit_test(test_links_are_no_files_and_names_are_safe),
        cmocka_unit_test(test_bombs_are_stopped),
        cmocka_unit_test(test_what_is_cut_off_is_told),
        cmocka_unit_test(test_parts_of_a_document),
        cmocka_unit_test(test_kinds_by_first_bytes),
    };

    return cmocka_run_group_tests_name("unpack", tests, make_file, remove_file);
}
