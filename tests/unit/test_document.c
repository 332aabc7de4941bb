/* document: which terms, filters and values a passage gets. */
#include "tests/unit/unit.h"

#include <string.h>

#include "common/document.h"
#include "common/schema.h"

static const struct statement statement = {
    .id = {"x", 1},
    .title = {"Joint statement", 15},
    .issuer = {"Ministry of Foreign Affairs", 27},
    .issuer_side = {"Japan", 5},
    .language = {"en", 2},
    .file = {"a/b.txt", 7},
    .url = {"https://www.example.org:8080/x?y", 32},
    .date = {2018, 7, 0},
};

static struct index_document build(struct arena *arena, struct analyser **out)
{
    struct passage passage = {
        .n = 2,
        .text = SLICE("Missiles and missiles"),
        .sections = {SLICE("Northern Territories")},
        .section_count = 1,
        .kind = PASSAGE_TURN,
        .speaker = SLICE("Sergey Lavrov"),
        .sides = {SLICE("Russia"), SLICE("North Korea")},
        .side_count = 2,
    };
    struct index_document document;

    *out = analyser_new();
    document_build(*out, &statement, &passage, SLICE("/k"), arena, &document);
    return document;
}

static void test_filters_name_all_that_is_known(void **state)
{
    static const char *const expected[] = {
        "Qx#2",
        "XQx",
        "XKturn",
        "Len",
        "Hexample.org",
        "Pb txt",
        "Pb",
        "Nrussia",
        "Nnorth korea",
        "XCjapan",
        "XIforeign",
        "XIjapan",
        "Uhttps://www.example.org:8080/x?y",
    };
    struct arena arena = ARENA_INIT;
    struct analyser *analyser;
    struct index_document document = build(&arena, &analyser);

    (void)state;
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        struct slice value = slice_of(expected[i]);
        bool is_there = false;

        for (size_t j = 0; j < document.filter_count; j++)
            is_there = is_there || slice_equal(document.filters[j], value);
        if (!is_there)
            fail_msg("no filter %s", expected[i]);
    }
    assert_true(slice_equal(document.filters[document.filter_count - 1],
                            document_file_term(SLICE("/k"), &arena)));
    analyser_free(analyser);
    arena_release(&arena);
}

static void test_only_words_of_the_text_count(void **state)
{
    struct arena arena = ARENA_INIT;
    struct analyser *analyser;
    struct index_document document = build(&arena, &analyser);
    uint32_t total = 0;
    size_t titles = 0, headings = 0;

    (void)state;
    for (size_t i = 0; i < document.posting_count; i++) {
        const struct index_posting *posting = &document.postings[i];

        total += posting->count;
        titles += slice_starts(posting->term, SLICE(PREFIX_TITLE));
        headings += slice_starts(posting->term, SLICE(PREFIX_SECTION));
        assert_true(posting->position > 0);
    }
    assert_int_equal(total, 3);
    assert_int_equal(titles, 2);
    assert_int_equal(headings, 2);
    analyser_free(analyser);
    arena_release(&arena);
}

static void test_a_passage_alone_has_the_title_for_itself(void **state)
{
    struct passage passage = {
        .n = 1, .text = SLICE("Missiles and missiles"), .is_whole = true};
    struct analyser *analyser = analyser_new();
    struct arena arena = ARENA_INIT;
    struct index_document document;
    uint32_t total = 0, statements = 0;

    (void)state;
    document_build(analyser, &statement, &passage, SLICE("/k"), &arena,
                   &document);
    for (size_t i = 0; i < document.posting_count; i++) {
        const struct index_posting *posting = &document.postings[i];

        total += posting->count;
        if (!slice_equal(posting->term, SLICE("statement")))
            continue;
        statements++;
        assert_int_equal(posting->count, 1);
        assert_true(posting->position > 100);
    }
    assert_int_equal(total, 5);
    assert_int_equal(statements, 1);
    analyser_free(analyser);
    arena_release(&arena);
}

static void test_a_month_is_a_range_of_days(void **state)
{
    struct arena arena = ARENA_INIT;
    struct analyser *analyser;
    struct index_document document = build(&arena, &analyser);

    (void)state;
    assert_int_equal(document.values[0].slot, SLOT_DATE_FIRST);
    assert_memory_equal(document.values[0].bytes.bytes, "\x01\x33\xEE\xDD", 4);
    assert_int_equal(document.values[1].slot, SLOT_DATE_LAST);
    assert_memory_equal(document.values[1].bytes.bytes, "\x01\x33\xEE\xFB", 4);
    analyser_free(analyser);
    arena_release(&arena);
}

static void test_long_values_are_cut_at_a_character(void **state)
{
    struct arena arena = ARENA_INIT;
    struct strbuf name = STRBUF_INIT;
    struct slice term;

    (void)state;
    for (int i = 0; i < 200; i++)
        strbuf_add_text(&name, "\xD1\x8F");
    term = document_filter(PREFIX_ID, strbuf_slice(&name), &arena);
    assert_int_equal(term.len, 245);
    strbuf_reset(&name);
    strbuf_add_text(&name, "x");
    for (int i = 0; i < 200; i++)
        strbuf_add(&name, (struct slice){"\0", 1});
    term = document_filter(PREFIX_ID, strbuf_slice(&name), &arena);
    assert_true(term.len <= 124 && term.len >= 120);
    strbuf_release(&name);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_filters_name_all_that_is_known),
        cmocka_unit_test(test_only_words_of_the_text_count),
        cmocka_unit_test(test_a_passage_alone_has_the_title_for_itself),
        cmocka_unit_test(test_a_month_is_a_range_of_days),
        cmocka_unit_test(test_long_values_are_cut_at_a_character),
    };

    return cmocka_run_group_tests_name("document", tests, NULL, NULL);
}
