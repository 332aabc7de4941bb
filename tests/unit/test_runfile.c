/* qrels, runfile: the two files of a measure, and what is wrong in them. */
#include "tests/unit/unit.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

#include "bench/qrels.h"
#include "bench/runfile.h"
#include "common/file.h"

static char path[64];

static int make_path(void **state)
{
    (void)state;
    snprintf(path, sizeof path, "/tmp/demarche-runfile-%ld", (long)getpid());
    return 0;
}

static int remove_path(void **state)
{
    (void)state;
    unlink(path);
    return 0;
}

static void put(const char *text)
{
    struct error err;

    assert_ok(file_write(path, slice_of(text), &err), &err);
}

static void test_judgements_are_found_by_topic_and_passage(void **state)
{
    struct arena arena = ARENA_INIT;
    struct error err;
    struct qrels qrels;
    const struct qrels_topic *topic;

    (void)state;
    put("z 0 S#2 1\r\na 0 S#10 3\n\n a\t0\tS#2  -1\na 0 S#1 0\n");
    assert_ok(qrels_read(path, &arena, &qrels, &err), &err);
    assert_int_equal(qrels.count, 2);
    assert_slice(qrels.topics[0].id, "a");
    topic = qrels_find(&qrels, SLICE("a"));
    assert_non_null(topic);
    assert_int_equal(topic->count, 3);
    assert_int_equal(qrels_grade(topic, SLICE("S#10")), 3);
    assert_int_equal(qrels_grade(topic, SLICE("S#1")), 0);
    assert_int_equal(qrels_grade(topic, SLICE("S#2")), QRELS_UNJUDGED);
    assert_int_equal(qrels_grade(topic, SLICE("S#3")), QRELS_UNJUDGED);
    assert_null(qrels_find(&qrels, SLICE("b")));
    arena_release(&arena);
}

static void test_judgements_of_beir_have_a_head_line(void **state)
{
    struct arena arena = ARENA_INIT;
    struct error err;
    struct qrels qrels;

    (void)state;
    put("query-id\tcorpus-id\tscore\n1\t77\t2\n");
    assert_ok(qrels_read(path, &arena, &qrels, &err), &err);
    assert_int_equal(qrels_grade(qrels_find(&qrels, SLICE("1")), SLICE("77")),
                     2);
    arena_release(&arena);
}

struct bad {
    const char *text;
    const char *place; /* behind the path */
};

static void check_bad(const struct bad *row, enum status status,
                      const struct error *err)
{
    struct strbuf expected = STRBUF_INIT;

    strbuf_add_format(&expected, "%s%s", path, row->place);
    if (status != STATUS_BAD_FORMAT ||
        !slice_starts(slice_of(err->text), strbuf_slice(&expected)))
        fail_msg("%s: %s, %s", row->text, status_name(status),
                 status ? err->text : "");
    strbuf_release(&expected);
}

static void test_bad_judgements_say_where(void **state)
{
    static const struct bad rows[] = {
        {"", ": no judgement"},
        {"a 0 S#1 1\na 0 S#2\n", ":2:8: expected 4 columns"},
        {"a 0 S#1 1 x\n", ":1:11: expected 4 columns"},
        {"a 0 S#1 high\n", ":1:9: expected a grade"},
        {"a 0 S#1 1.5\n", ":1:9: expected a grade"},
        {"\xC3\xA9 0 S#1 99999999999\n", ":1:9: expected a grade"},
        {"a 0 S#1 1\n\nb 0 S#1 1\na 0 S#1 2\n", ":4:5: 'S#1' is judged"},
        {"query-id corpus-id score\n1 0 77 2\n", ":2:8: expected 3 columns"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct arena arena = ARENA_INIT;
        struct qrels qrels;
        struct error err;

        put(rows[i].text);
        check_bad(&rows[i], qrels_read(path, &arena, &qrels, &err), &err);
        arena_release(&arena);
    }
}

static void test_a_run_is_ordered_by_score_then_name_descending(void **state)
{
    struct arena arena = ARENA_INIT;
    struct error err;
    struct run run;
    const struct run_topic *topic;

    (void)state;
    /* The ranks lie; b and c are equal as floats, which is how trec_eval
     * holds them. */
    put("t Q0 a 1 1.5 x\nt Q0 b 2 20.00000010 x\nt Q0 d 3 -3e2 x\n"
        "t Q0 c 4 20.0 tag\n");
    assert_ok(run_read(path, &arena, &run, &err), &err);
    assert_slice(run.tag, "tag");
    topic = run_find(&run, SLICE("t"));
    assert_non_null(topic);
    assert_int_equal(topic->count, 4);
    assert_slice(topic->entries[0].docno, "c");
    assert_slice(topic->entries[1].docno, "b");
    assert_slice(topic->entries[2].docno, "a");
    assert_slice(topic->entries[3].docno, "d");
    assert_null(run_find(&run, SLICE("s")));
    arena_release(&arena);
}

static void test_bad_runs_say_where(void **state)
{
    static const struct bad rows[] = {
        {"t Q0 a 1 1.5\n", ":1:13: expected 6 columns"},
        {"t Q0 a 1 high x\n", ":1:10: expected a score"},
        {"t Q0 a 1 nan x\n", ":1:10: expected a score"},
        {"t Q0 a 1 -inf x\n", ":1:10: expected a score"},
        {"t Q0 a 1 1e999 x\n", ":1:10: expected a score"},
        {"t Q0 a 1 1.5e x\n", ":1:10: expected a score"},
        {"t Q0 a\xC2\xA0 name 1 1.5 x\n", ":1:20: expected 6 columns"},
        {"t Q0 a 1 1.5 x\nt Q0 a 2 1.4 x\n", ":2:6: 'a' was found"},
        {"t Q0 a 1 1.5 x\n\ns Q0 a 1 2 x\nt Q0 b 2 1.4 x\nt Q0 a 2 1.4 x\n",
         ":5:6: 'a' was found for 't' on line 1 already"},
        {"", ": no line of a run"},
        {"\n \r\n\n", ": no line of a run"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct arena arena = ARENA_INIT;
        struct run run;
        struct error err;

        put(rows[i].text);
        check_bad(&rows[i], run_read(path, &arena, &run, &err), &err);
        arena_release(&arena);
    }
}

/* Pieces of a file end anywhere: in a line, a number, a line's end. */
static void test_lines_across_pieces_are_whole(void **state)
{
    enum { LINES = 40000 };
    struct arena arena = ARENA_INIT;
    struct strbuf text = STRBUF_INIT;
    struct error err;
    struct run run;

    (void)state;
    strbuf_add_text(&text, "\xEF\xBB\xBF");
    for (int i = 0; i < LINES; i++)
        strbuf_add_format(&text, "t%d\tQ0  d%d %d %d tag \r\n", i % 7, i, i,
                          LINES - i);
    assert_ok(file_write(path, strbuf_slice(&text), &err), &err);
    assert_ok(run_read(path, &arena, &run, &err), &err);
    assert_int_equal(run.count, 7);
    for (size_t i = 0; i < 7; i++)
        for (size_t j = 0; j < run.topics[i].count; j++) {
            char docno[32];

            snprintf(docno, sizeof docno, "d%zu", j * 7 + i);
            assert_slice(run.topics[i].entries[j].docno, docno);
        }
    strbuf_release(&text);
    arena_release(&arena);
}

static void test_an_endless_line_is_refused(void **state)
{
    struct arena arena = ARENA_INIT;
    struct error err;
    struct run run;

    (void)state;
    assert_int_equal(run_read("/dev/zero", &arena, &run, &err),
                     STATUS_TOO_LARGE);
    assert_string_equal(err.text,
                        "/dev/zero:1: more than 1048576 bytes in a line");
    assert_int_equal(run_read("/tmp", &arena, &run, &err), STATUS_IO);
    arena_release(&arena);
}

static void test_printed_scores_decrease_for_every_reader(void **state)
{
    static const double scores[] = {
        31.25, 31.25, 31.25, 31.2499999, 12, 0.00000041, 0.0000004, 0, 0, 0};
    double last = INFINITY;
    float before = INFINITY;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(scores); i++) {
        double score = run_next_score(scores[i], &last);

        assert_true((float)score < before);
        assert_true(fabs(score - scores[i]) < 0.00002);
        before = (float)score;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_judgements_are_found_by_topic_and_passage),
        cmocka_unit_test(test_judgements_of_beir_have_a_head_line),
        cmocka_unit_test(test_bad_judgements_say_where),
        cmocka_unit_test(test_a_run_is_ordered_by_score_then_name_descending),
        cmocka_unit_test(test_bad_runs_say_where),
        cmocka_unit_test(test_lines_across_pieces_are_whole),
        cmocka_unit_test(test_an_endless_line_is_refused),
        cmocka_unit_test(test_printed_scores_decrease_for_every_reader),
    };

    return cmocka_run_group_tests_name("runfile", tests, make_path,
                                       remove_path);
}
