/* evidence: how it is known who speaks in a passage, and of whom it speaks. */
#include "tests/unit/page_help.h"

#include "indexer/explain.h"
#include "indexer/split.h"

/* "collective Japan,Russia <both sides agreed> about Syria | ..." */
static void tell(const char *text, const char *side, struct strbuf *out)
{
    struct facts facts = {.page = {.count = 0}};
    struct passage_list passages;

    facts_read(&facts, text);
    facts.statement.issuer_side = side ? slice_of(side) : SLICE_UNKNOWN;
    split_page(&facts.page, &facts.statement, &facts.arena, &passages);
    for (size_t i = 0; i < passages.count; i++) {
        const struct passage *passage = &passages.items[i];

        strbuf_add_format(out, "%s%s", i ? " | " : "",
                          evidence_name(passage->evidence));
        for (size_t k = 0; k < passage->side_count; k++)
            strbuf_add_format(out, "%s%.*s", k ? "," : " ",
                              SLICE_ARG(passage->sides[k]));
        if (passage->cue_end) {
            struct slice file = slice_part(slice_of(text), passage->cue_start,
                                           passage->cue_end);

            assert_true(slice_equal(file, passage->cue));
            strbuf_add_format(out, " <%.*s>", SLICE_ARG(file));
        }
        for (size_t k = 0; k < passage->about_count; k++)
            strbuf_add_format(out, "%s%.*s", k ? "," : " about ",
                              SLICE_ARG(passage->about[k]));
    }
    facts_release(&facts);
}

static void check(const char *text, const char *side, const char *expected)
{
    struct strbuf told = STRBUF_INIT;

    tell(text, side, &told);
    assert_slice(strbuf_slice(&told), expected);
    strbuf_release(&told);
}

#define OPENING                                                                \
    "On May 3, the Foreign Ministers of Japan and Russia held talks.\n\n"

static void test_one_is_told_of(void **state)
{
    (void)state;
    check(OPENING "The Russian side stated that the drills of the United "
                  "States near Japan were a threat.\n",
          NULL,
          "unknown about Japan,Russia | attributed Russia <The Russian side "
          "stated> about United States,Japan");
}

static void test_several_are_told_of_as_one(void **state)
{
    (void)state;
    check(OPENING "Both sides agreed that aid must reach Syria.\n", NULL,
          "unknown about Japan,Russia | collective Japan,Russia "
          "<Both sides agreed> about Syria");
}

static void test_the_issuer_speaks_where_nobody_is_named(void **state)
{
    (void)state;
    check("Our stance on the islands has not changed, and the Russian drills "
          "are no help.\n",
          "Japan", "stated Japan about Russia");
    check("The stance on the islands has not changed since that day.\n", NULL,
          "unknown");
}

static void test_a_turn_goes_on_by_its_label(void **state)
{
    (void)state;
    check("Joint Press Conference\n\n"
          "Japanese Foreign Minister Ken Harbour: We spoke of Syria.\n\n"
          "There was no word on drills near Iran.\n\n"
          "Russian Foreign Minister Ivan Quayov: We heard the Japanese "
          "view.\n\n"
          "Harbour: It is the only one.\n",
          NULL,
          "stated Japan <Japanese Foreign Minister Ken Harbour> about Syria | "
          "inherited Japan <Japanese Foreign Minister Ken Harbour> about Iran "
          "| stated Russia <Russian Foreign Minister Ivan Quayov> about Japan "
          "| stated Japan <Harbour>");
}

static void
test_pieces_of_a_long_turn_go_on_and_have_their_own_names(void **state)
{
    struct strbuf text = STRBUF_INIT, told = STRBUF_INIT;

    (void)state;
    strbuf_add_text(&text, "Joint Press Conference\n\n"
                           "Japanese Foreign Minister Ken Harbour: Of Syria.");
    for (int i = 0; i < 30; i++)
        strbuf_add_text(&text, " We weighed the words with all the care that "
                               "they need, and more.");
    strbuf_add_text(&text, " Last came Iran.\n\nRussian Foreign Minister Ivan "
                           "Quayov: So it was.\n");
    tell(text.bytes, NULL, &told);
    assert_slice(
        strbuf_slice(&told),
        "stated Japan <Japanese Foreign Minister Ken Harbour> about Syria | "
        "inherited Japan <Japanese Foreign Minister Ken Harbour> about Iran | "
        "stated Russia <Russian Foreign Minister Ivan Quayov>");
    strbuf_release(&text);
    strbuf_release(&told);
}

static void test_a_capital_is_a_place_unless_it_acts(void **state)
{
    (void)state;
    check(OPENING "Moscow announced that the next talks will be held in Tokyo "
                  "or Paris.\n",
          NULL,
          "unknown about Japan,Russia | attributed Russia <Moscow announced>");
}

static void test_the_issuer_has_the_words_that_say_so(void **state)
{
    static const char text[] =
        "Ministry of Foreign Affairs of Japan\n\nA visit\n\n"
        "The Minister left the capital today for a visit of three days.\n";
    struct facts facts = {.page = {.count = 0}};
    struct strbuf out = STRBUF_INIT;

    (void)state;
    facts_read(&facts, text);
    assert_int_equal(facts.statement.issuer_basis, ISSUER_MARK);
    assert_int_equal(facts.statement.issuer_cue_start, 0);
    assert_int_equal(facts.statement.issuer_cue_end, 36);
    explain_issuer(&out, &facts.statement);
    assert_slice(strbuf_slice(&out),
                 "  why: issuer by a mark of the page, bytes 0-36\n");
    strbuf_release(&out);
    facts_release(&facts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_is_told_of),
        cmocka_unit_test(test_several_are_told_of_as_one),
        cmocka_unit_test(test_the_issuer_speaks_where_nobody_is_named),
        cmocka_unit_test(test_a_turn_goes_on_by_its_label),
        cmocka_unit_test(
            test_pieces_of_a_long_turn_go_on_and_have_their_own_names),
        cmocka_unit_test(test_a_capital_is_a_place_unless_it_acts),
        cmocka_unit_test(test_the_issuer_has_the_words_that_say_so),
    };

    return cmocka_run_group_tests_name("evidence", tests, NULL, NULL);
}
