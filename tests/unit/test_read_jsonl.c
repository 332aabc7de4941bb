/* read_jsonl: records with exact places, bad ones alone refused. */
#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/file.h"
#include "indexer/read_jsonl.h"

static struct arena arena;
static struct error err;
static char folder[] = "/tmp/demarche-jsonl-XXXXXX";
static const char *path;

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    path = file_join(&arena, folder, "records.jsonl");
    return 0;
}

static struct input input;

static int remove_folder(void **state)
{
    (void)state;
    input_file_close(&input);
    unlink(path);
    rmdir(folder);
    arena_release(&arena);
    return 0;
}

static void *open_text(const char *text)
{
    assert_ok(file_write(path, slice_of(text), &err), &err);
    input_file_close(&input);
    assert_ok(input_file_open(path, &input, &err), &err);
    return jsonl_records.open(&input);
}

static void test_every_byte_has_its_place(void **state)
{
    static const char text[] =
        "\n{\"_id\": 1, \"x\": {\"text\": \"no\"}, \"y\": [\"text\"], "
        "\"text\" : \"caf\\u00e9 \\\"q\\\"\\n\\ud83d\\ude00b\xC2\xA0z\"}\n";
    void *jsonl = open_text(text);
    struct record record;
    const struct line *line;

    (void)state;
    assert_ok(jsonl_records.next(jsonl, &arena, &record, &err), &err);
    assert_int_equal(record.line, 2);
    assert_int_equal(record.start, 1);
    assert_slice(record.page.stated.statement.id, "1");
    assert_int_equal(record.page.count, 2);
    line = &record.page.lines[0];
    assert_slice(line->text, "caf\xC3\xA9 \"q\"");
    assert_memory_equal(text + record.start + line_offset(line, 0), "caf", 3);
    assert_memory_equal(text + record.start + line_offset(line, 7), "q", 1);
    line = &record.page.lines[1];
    assert_slice(line->text, "\xF0\x9F\x98\x80"
                             "b z");
    assert_memory_equal(text + record.start + line_offset(line, 4), "b", 1);
    assert_memory_equal(text + record.start + line_offset(line, 6), "z", 1);
    assert_int_equal(jsonl_records.next(jsonl, &arena, &record, &err),
                     STATUS_END);
    jsonl_records.close(jsonl);
}

static void test_bad_records_are_refused_alone(void **state)
{
    static const struct {
        const char *line;
        enum status status;
        const char *message;
    } rows[] = {
        {"{\"_id\":\"a\",\"text\":\"t\"}", STATUS_OK, NULL},
        {"{\"_id\":\"a\",\"text\":\"t\"}", STATUS_BAD_FORMAT, ":2: a record"},
        {"{\"_id\":\"b\"}", STATUS_BAD_FORMAT, ":3: the record has no"},
        {"[1]", STATUS_BAD_FORMAT, ":4: the line is no JSON object"},
        {"{\"_id\":\"b\",", STATUS_BAD_FORMAT, ":5:"},
        {"{\"text\":\"t\"}", STATUS_BAD_FORMAT, ":6: the record has no"},
        {"{\"_id\":\"b\",\"text\":\" \"}", STATUS_BAD_FORMAT, ":7: "},
        {"{\"_id\":\"b\",\"text\":\"t\",\"text\":\"u\"}", STATUS_BAD_FORMAT,
         ":8:"},
        {"{\"_id\":\"b\",\"text\":\"t\xFF\"}", STATUS_OK, NULL},
    };
    struct strbuf text = STRBUF_INIT;
    struct record record;
    void *jsonl;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        strbuf_add_format(&text, "%s\n", rows[i].line);
    jsonl = open_text(text.bytes);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        if (jsonl_records.next(jsonl, &arena, &record, &err) != rows[i].status)
            fail_msg("row %zu: %s", i, err.text);
        if (rows[i].message && !strstr(err.text, rows[i].message))
            fail_msg("row %zu: %s", i, err.text);
    }
    assert_slice(record.page.lines[0].text, "t\xEF\xBF\xBD");
    assert_int_equal(jsonl_records.next(jsonl, &arena, &record, &err),
                     STATUS_END);
    assert_int_equal(jsonl_records.look(jsonl).replaced, 1);
    assert_int_equal(jsonl_records.look(jsonl).bytes_read, text.len);
    assert_true(jsonl_records.look(jsonl).hash ==
                slice_hash(strbuf_slice(&text)));
    jsonl_records.close(jsonl);
    strbuf_release(&text);
}

static void test_metadata_is_read_and_bad_values_only_warn(void **state)
{
    void *jsonl = open_text(
        "{\"_id\":\"a\",\"title\":\"T\",\"text\":\"t\",\"metadata\":"
        "{\"date\":2015,\"country\":\"JPN\",\"speaker\":null,\"other\":[1],"
        "\"language\":7,\"url\":\"https://x.example/\"}}\n");
    struct record record;

    (void)state;
    assert_ok(jsonl_records.next(jsonl, &arena, &record, &err), &err);
    assert_slice(record.page.stated.statement.title, "T");
    assert_slice(record.page.stated.statement.issuer_side, "Japan");
    assert_slice(record.page.stated.statement.url, "https://x.example/");
    assert_int_equal(record.page.stated.statement.date.year, 2015);
    assert_int_equal(record.page.stated.statement.date.month, 0);
    assert_false(slice_is_known(record.page.stated.speaker));
    assert_true(slice_starts(record.page.warning, SLICE("1: language: ")));
    jsonl_records.close(jsonl);
}

static void test_lines_may_cross_any_chunk(void **state)
{
    enum { RECORDS = 3000 };
    struct strbuf text = STRBUF_INIT;
    struct record record;
    void *jsonl;

    (void)state;
    for (int i = 0; i < RECORDS; i++)
        strbuf_add_format(&text, "{\"_id\":\"%d\",\"text\":\"%0*d\"}\n", i,
                          i % 500 + 1, i);
    jsonl = open_text(text.bytes);
    for (int i = 0; i < RECORDS; i++) {
        struct slice got;

        assert_ok(jsonl_records.next(jsonl, &arena, &record, &err), &err);
        got = record.page.lines[0].text;
        assert_int_equal(atoi(got.bytes), i);
        assert_memory_equal(text.bytes + record.start +
                                line_offset(&record.page.lines[0], 0),
                            got.bytes, got.len);
    }
    jsonl_records.close(jsonl);
    strbuf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_byte_has_its_place),
        cmocka_unit_test(test_bad_records_are_refused_alone),
        cmocka_unit_test(test_metadata_is_read_and_bad_values_only_warn),
        cmocka_unit_test(test_lines_may_cross_any_chunk),
    };

    return cmocka_run_group_tests_name("read_jsonl", tests, make_folder,
                                       remove_folder);
}
