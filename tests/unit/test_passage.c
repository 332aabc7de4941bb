/* passage: JSON, stored bytes, hash. */
#include "tests/unit/unit.h"

#include "common/passage.h"

static const struct statement statement = {
    .id = {"2018-07-31", 10},
    .title = {"A \"title\"", 9},
    .issuer_side = {"Japan", 5},
    .issuer_basis = ISSUER_MARK,
    .issuer_cue_start = 12,
    .issuer_cue_end = 51,
    .language = {"en", 2},
    .file = {"a/b.txt", 7},
    .member = {"c.html", 6},
    .author = {"A. Writer", 9},
    .date = {2018, 7, 31},
    .date_basis = DATE_DATELINE,
};

static struct passage example(void)
{
    struct passage passage = {
        .n = 7,
        .text = SLICE("The ministers agreed."),
        .sections = {SLICE("2. Regional affairs"), SLICE("(1) Korea")},
        .section_count = 2,
        .kind = PASSAGE_BULLET,
        .sides = {SLICE("Japan")},
        .side_count = 1,
        .evidence = EVIDENCE_COLLECTIVE,
        .about = {SLICE("Russia"), SLICE("North Korea")},
        .about_count = 2,
        .cue_start = 4711,
        .cue_end = 4735,
        .line = 31,
        .byte_start = 4711,
        .byte_end = 4990,
        .page = 3,
        .is_extracted = true,
        .node = SLICE("talks"),
    };

    passage.hash = passage_hash(passage.text);
    return passage;
}

static void test_json_has_the_members_of_the_design(void **state)
{
    struct strbuf out = STRBUF_INIT;
    struct json_writer json = JSON_WRITER(&out);
    struct passage passage = example();

    (void)state;
    passage.hash = 0xAB;
    json_begin_object(&json);
    passage_write_json(&json, &statement, &passage);
    json_end_object(&json);
    assert_slice(
        strbuf_slice(&out),
        "{\"schema\":1,\"id\":\"2018-07-31#7\",\"hash\":\"00000000000000ab\","
        "\"statement\":\"2018-07-31\",\"file\":\"a/"
        "b.txt\",\"member\":\"c.html\","
        "\"url\":null,"
        "\"line\":31,\"byte_start\":4711,\"byte_end\":4990,\"page\":3,"
        "\"node\":\"talks\",\"n\":7,"
        "\"title\":\"A \\\"title\\\"\",\"issuer\":null,"
        "\"issuer_side\":\"Japan\",\"issuer_basis\":\"mark\","
        "\"issuer_cue\":[12,51],\"author\":\"A. Writer\","
        "\"date\":\"2018-07-31\",\"date_end\":null,"
        "\"date_basis\":\"dateline\",\"language\":\"en\","
        "\"section\":[\"2. Regional affairs\",\"(1) Korea\"],"
        "\"kind\":\"bullet\",\"speaker\":null,\"role\":null,\"side\":\"Japan\","
        "\"sides\":[\"Japan\"],\"about\":[\"Russia\",\"North Korea\"],"
        "\"evidence\":\"collective\",\"cue\":[4711,4735],"
        "\"text\":\"The ministers agreed.\"}");
    strbuf_release(&out);
}

static void test_stored_bytes_give_all_back(void **state)
{
    struct strbuf bytes = STRBUF_INIT, before = STRBUF_INIT,
                  after = STRBUF_INIT;
    struct json_writer first = JSON_WRITER(&before),
                       second = JSON_WRITER(&after);
    struct passage passage = example(), read;
    struct statement read_statement;
    struct error err;

    (void)state;
    passage_encode(&bytes, &statement, &passage);
    assert_ok(
        passage_decode(strbuf_slice(&bytes), &read_statement, &read, &err),
        &err);
    assert_false(slice_is_known(read.speaker));
    passage_write_json(&first, &statement, &passage);
    passage_write_json(&second, &read_statement, &read);
    assert_slice(strbuf_slice(&after), before.bytes);
    strbuf_release(&bytes);
    strbuf_release(&before);
    strbuf_release(&after);
}

/* Each beginning of stored bytes, in memory of exactly its size, so that a
 * sanitizer sees a byte read behind it; and each byte turned over. */
static void test_damaged_bytes_are_refused_or_read_within(void **state)
{
    struct strbuf bytes = STRBUF_INIT;
    struct passage passage = example(), read;
    struct statement read_statement;
    struct error err;

    (void)state;
    passage_encode(&bytes, &statement, &passage);
    for (size_t len = 0; len < bytes.len; len++) {
        struct arena arena = ARENA_INIT;
        char *cut = arena_copy(&arena, bytes.bytes, len);

        assert_int_equal(passage_decode((struct slice){cut, len},
                                        &read_statement, &read, &err),
                         STATUS_CORRUPT);
        arena_release(&arena);
        bytes.bytes[len] = (char)~bytes.bytes[len];
        if (!passage_decode(strbuf_slice(&bytes), &read_statement, &read, &err))
            assert_true(read.text.len <= bytes.len);
        bytes.bytes[len] = (char)~bytes.bytes[len];
    }
    bytes.bytes[0] = 9;
    assert_int_equal(
        passage_decode(strbuf_slice(&bytes), &read_statement, &read, &err),
        STATUS_VERSION);
    strbuf_release(&bytes);
}

static void test_the_hash_sees_letters_and_digits_only(void **state)
{
    static const struct {
        const char *a, *b;
        bool is_equal;
    } rows[] = {
        {"North Korea", "north  KOREA!", true},
        {"2018", "\xEF\xBC\x92\xEF\xBC\x90\xEF\xBC\x91\xEF\xBC\x98", true},
        {"caf\xC3\xA9", "cafe\xCC\x81", true},
        {"North Korea", "South Korea", false},
        {"12", "21", false},
        {"", " .", true},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if ((passage_hash(slice_of(rows[i].a)) ==
             passage_hash(slice_of(rows[i].b))) != rows[i].is_equal)
            fail_msg("row %zu: '%s' and '%s'", i, rows[i].a, rows[i].b);
}

static void test_kinds_have_names_both_ways(void **state)
{
    (void)state;
    for (int i = PASSAGE_PARAGRAPH; i <= PASSAGE_FURNITURE; i++) {
        enum passage_kind kind;

        assert_true(passage_kind_from_name(
            slice_of(passage_kind_name((enum passage_kind)i)), &kind));
        assert_int_equal(kind, i);
    }
    assert_false(passage_kind_from_name(SLICE("poem"),
                                        &(enum passage_kind){PASSAGE_ITEM}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json_has_the_members_of_the_design),
        cmocka_unit_test(test_stored_bytes_give_all_back),
        cmocka_unit_test(test_damaged_bytes_are_refused_or_read_within),
        cmocka_unit_test(test_the_hash_sees_letters_and_digits_only),
        cmocka_unit_test(test_kinds_have_names_both_ways),
    };

    return cmocka_run_group_tests_name("passage", tests, NULL, NULL);
}
