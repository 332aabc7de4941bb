/* read_trec: documents of TREC with exact places, bad ones alone refused. */
#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/file.h"
#include "indexer/read_trec.h"

static struct arena arena;
static struct error err;
static char folder[] = "/tmp/demarche-trec-XXXXXX";
static const char *path;

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    path = file_join(&arena, folder, "documents.trec");
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

static void *open_text(struct slice text)
{
    assert_ok(file_write(path, text, &err), &err);
    input_file_close(&input);
    assert_ok(input_file_open(path, &input, &err), &err);
    return trec_records.open(&input);
}

static void test_elements_become_id_title_date_and_text(void **state)
{
    static const char text[] =
        "<?xml version='1.0'?>\n<DOC>\n<DOCNO> AP-1 </DOCNO>\n"
        "<FILEID>x</FILEID>\n<HEAD>Fish &amp; <b>nets</b></HEAD>\n"
        "<HEAD>Second</HEAD>\n<DATE>1988-02-12</DATE>\n<BYLINE>Nobody</"
        "BYLINE>\n"
        "<TEXT>\n  Boats went\nout<P>and anti&hyph;net men &lt; "
        "came.\n\n</TEXT>\n"
        "<TEXT>Again.</TEXT></DOC>\n"
        "<doc><docno>2</docno>bare words</doc><doc><docno>3</docno>\n"
        "<title>only a title</title><text></text></doc>\n";
    void *file = open_text(slice_of(text));
    struct record record;
    const struct line *lines;

    (void)state;
    assert_ok(trec_records.next(file, &arena, &record, &err), &err);
    lines = record.page.lines;
    assert_int_equal(record.line, 2);
    assert_slice(record.page.stated.statement.id, "AP-1");
    assert_slice(record.page.stated.statement.title, "Fish & nets");
    assert_int_equal(record.page.stated.statement.date.day, 12);
    assert_int_equal(record.page.count, 6);
    assert_slice(slice_trim(lines[0].text), "Boats went");
    assert_int_equal(lines[0].number, 10);
    assert_slice(lines[1].text, "out");
    assert_int_equal(lines[2].style, LINE_BLANK);
    assert_slice(lines[3].text, "and anti net men < came.");
    assert_slice(lines[5].text, "Again.");
    assert_memory_equal(text + record.start + line_offset(&lines[3], 17),
                        "&lt;", 4);
    assert_ok(trec_records.next(file, &arena, &record, &err), &err);
    assert_slice(record.page.stated.statement.id, "2");
    assert_slice(record.page.lines[0].text, "bare words");
    assert_ok(trec_records.next(file, &arena, &record, &err), &err);
    assert_int_equal(record.page.count, 0);
    assert_slice(record.page.stated.statement.title, "only a title");
    assert_int_equal(trec_records.next(file, &arena, &record, &err),
                     STATUS_END);
    assert_true(trec_records.look(file).hash == slice_hash(slice_of(text)));
    trec_records.close(file);
}

static void test_bad_documents_are_refused_alone(void **state)
{
    static const char text[] = "<DOC><DOCNO>1</DOCNO>a</DOC>\n"
                               "stray words\n"
                               "<DOC>no id</DOC>\n"
                               "<DOC><DOCNO>1</DOCNO>twice</DOC>\n"
                               "<DOC><DOCNO>4</DOCNO><TEXT> \n</TEXT></DOC>\n"
                               "<DOC><DOCNO>5</DOCNO>open\n"
                               "<DOC><DOCNO>6</DOCNO>b\xFF</DOC></DOC>\n"
                               "<DOC><DOCNO>7</DOCNO>to the end";
    static const struct {
        enum status status;
        const char *told; /* or the id */
    } rows[] = {
        {STATUS_OK, "1"},
        {STATUS_BAD_FORMAT, ":2: text outside of <DOC>"},
        {STATUS_BAD_FORMAT, ":3: the document has no <DOCNO>"},
        {STATUS_BAD_FORMAT, ":4: a document '1' stood before"},
        {STATUS_BAD_FORMAT, ":5: document '4' has no text"},
        {STATUS_BAD_FORMAT, ":7: the document has no </DOC> before the next"},
        {STATUS_OK, "6"},
        {STATUS_BAD_FORMAT, ":9: the document has no </DOC>; it is skipped"},
        {STATUS_END, ""},
    };
    void *file = open_text(slice_of(text));

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct record record;
        enum status status = trec_records.next(file, &arena, &record, &err);

        if (status != rows[i].status)
            fail_msg("row %zu: %s, %s", i, status_name(status), err.text);
        if (!status)
            assert_slice(record.page.stated.statement.id, rows[i].told);
        if (status == STATUS_BAD_FORMAT && !strstr(err.text, rows[i].told))
            fail_msg("row %zu: %s", i, err.text);
    }
    assert_int_equal(trec_records.look(file).replaced, 1);
    trec_records.close(file);
}

static void test_a_document_that_is_too_large_is_skipped(void **state)
{
    struct strbuf text = STRBUF_INIT;
    struct record record;
    void *file;

    (void)state;
    strbuf_add_text(&text, "<DOC><DOCNO>1</DOCNO>\n");
    while (text.len <= TREC_DOCUMENT_BYTES_MOST)
        strbuf_add_text(&text, "a line of words\n");
    strbuf_add_text(&text, "</DOC>\n<DOC><DOCNO>2</DOCNO>x</DOC>\n");
    file = open_text(strbuf_slice(&text));
    assert_int_equal(trec_records.next(file, &arena, &record, &err),
                     STATUS_TOO_LARGE);
    assert_non_null(strstr(err.text, ":1: a document of over"));
    assert_ok(trec_records.next(file, &arena, &record, &err), &err);
    assert_slice(record.page.stated.statement.id, "2");
    trec_records.close(file);
    strbuf_release(&text);
}

static void test_a_file_without_documents_says_so(void **state)
{
    void *file = open_text(SLICE("<html>\n<p></p>\n"));
    struct record record;

    (void)state;
    assert_int_equal(trec_records.next(file, &arena, &record, &err),
                     STATUS_BAD_FORMAT);
    assert_non_null(strstr(err.text, "there is no <DOC> in it"));
    assert_int_equal(trec_records.next(file, &arena, &record, &err),
                     STATUS_END);
    trec_records.close(file);
}

/* Any bytes come to an end, each record with an id. */
static void test_random_documents_do_no_harm(void **state)
{
    static const char *const pieces[] = {
        "<DOC>",    "</DOC>",  "<DOC>",
        "</DOC>",   "<DOCNO>", "x",
        "</DOCNO>", "<TEXT>",  "</TEXT>",
        "<HEAD>",   "</HEAD>", "<TITLE>",
        "<P>",      "\n",      "&amp;",
        "&",        "<",       "<!--",
        "\xFF",     "words ",  "<DATE>1 May 1999</DATE>"};
    uint32_t seed = 20260103;

    (void)state;
    for (int round = 0; round < 2000; round++) {
        struct arena own = ARENA_INIT;
        struct strbuf text = STRBUF_INIT;
        struct record record;
        enum status status = STATUS_OK;
        int calls = 0;
        void *file;

        for (int i = 0; i < 40; i++) {
            seed = seed * 1664525 + 1013904223;
            strbuf_add_text(&text, pieces[(seed >> 16) % COUNT_OF(pieces)]);
        }
        file = open_text(strbuf_slice(&text));
        while (status != STATUS_END) {
            status = trec_records.next(file, &own, &record, &err);
            assert_true(++calls < 100);
            if (!status)
                assert_true(record.page.stated.statement.id.len > 0);
        }
        trec_records.close(file);
        strbuf_release(&text);
        arena_release(&own);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_elements_become_id_title_date_and_text),
        cmocka_unit_test(test_bad_documents_are_refused_alone),
        cmocka_unit_test(test_a_document_that_is_too_large_is_skipped),
        cmocka_unit_test(test_a_file_without_documents_says_so),
        cmocka_unit_test(test_random_documents_do_no_harm),
    };

    return cmocka_run_group_tests_name("read_trec", tests, make_folder,
                                       remove_folder);
}
