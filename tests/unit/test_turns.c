/* turns: who speaks in a transcript, and whom a label means. */
#include "tests/unit/page_help.h"

#include "indexer/split.h"

/* "Question | Ana Harbour | ..." of the passages that a text is cut into. */
static void speak(const char *text, struct strbuf *out)
{
    struct facts facts = {.page = {.count = 0}};
    struct passage_list passages;

    facts_read(&facts, text);
    split_page(&facts.page, &facts.statement, &facts.arena, &passages);
    for (size_t i = 0; i < passages.count; i++) {
        const struct passage *passage = &passages.items[i];

        if (i)
            strbuf_add(out, SLICE(" | "));
        if (slice_is_known(passage->speaker))
            strbuf_add(out, passage->speaker);
        else if (slice_is_known(passage->role))
            strbuf_add_format(out, "(%.*s)", SLICE_ARG(passage->role));
        else
            strbuf_add(out, SLICE("-"));
    }
    facts_release(&facts);
}

static void check(const char *text, const char *expected)
{
    struct strbuf said = STRBUF_INIT;

    speak(text, &said);
    assert_slice(strbuf_slice(&said), expected);
    strbuf_release(&said);
}

#define TITLE "Press Briefing by Press Secretary Ana Harbour\n\n30 May 2019\n\n"
#define FOUR                                                                   \
    "MS. HARBOUR: Good morning to you all.\n\n"                                \
    "Q    Is the lamp lit?\n\n"                                                \
    "MS. HARBOUR: It is lit.\n\n"                                              \
    "Q    And the glass?\n\n"                                                  \
    "MS. HARBOUR: It is mended.\n\n"                                           \
    "MS. HARBOUR: And there is more.\n\n"

static void test_a_surname_gets_the_name_of_the_title(void **state)
{
    (void)state;
    check(TITLE FOUR, "Ana Harbour | (Question) | Ana Harbour | (Question) | "
                      "Ana Harbour | Ana Harbour");
}

static void test_an_unknown_surname_stays_as_it_is(void **state)
{
    (void)state;
    check(TITLE FOUR "MR. QUAY: I have something to add.\n",
          "Ana Harbour | (Question) | Ana Harbour | (Question) | "
          "Ana Harbour | Ana Harbour | Quay");
}

static void test_who_is_quoted_does_not_speak(void **state)
{
    (void)state;
    check(TITLE FOUR "Senator Tom Wharf: \"It is a success.\"\n",
          "Ana Harbour | (Question) | Ana Harbour | (Question) | "
          "Ana Harbour | Ana Harbour | Ana Harbour");
}

static void test_an_unknown_word_in_capitals_ends_a_turn(void **state)
{
    (void)state;
    check(TITLE FOUR "LOUDHAILER: Please take your seats, all of you.\n",
          "Ana Harbour | (Question) | Ana Harbour | (Question) | "
          "Ana Harbour | Ana Harbour | -");
    check(TITLE FOUR "FLIGHT CREW MEMBER: Please take your seats.\n",
          "Ana Harbour | (Question) | Ana Harbour | (Question) | "
          "Ana Harbour | Ana Harbour | (Flight Crew Member)");
}

static void test_a_name_that_is_a_word_of_offices_is_a_name(void **state)
{
    (void)state;
    check(TITLE FOUR "MR. WHITE: I have something to add.\n",
          "Ana Harbour | (Question) | Ana Harbour | (Question) | "
          "Ana Harbour | Ana Harbour | White");
}

static void test_in_a_speech_in_capitals_a_name_and_a_colon_quote(void **state)
{
    (void)state;
    check("Remarks by President Ana Harbour on the Lamp\n\n30 May 2019\n\n"
          "THE PRESIDENT: Let me tell what they say of us.\n\n"
          "Reuters: \"The lamp is lit.\"\n\n"
          "Bob Quayside: a man who kept it for thirty years.\n\n"
          "Thank you all.\n",
          "Ana Harbour | Ana Harbour | Ana Harbour | Ana Harbour");
}

static void test_an_office_in_capitals_speaks_on_a_page_of_such(void **state)
{
    (void)state;
    check("Remarks by President Ana Harbour on the Lamp\n\n30 May 2019\n\n"
          "THE PRESIDENT: And now the medals.\n\n"
          "MILITARY AIDE: Will the keeper come here?\n\n"
          "PARTICIPANTS: Thank you.\n\n"
          "THE PRESIDENT: Thank you all.\n\n"
          "FBI OFFICIAL: I have nothing to add.\n",
          "Ana Harbour | (Military Aide) | (Participants) | Ana Harbour | "
          "(FBI Official)");
}

static void test_an_office_without_article_is_whom_the_title_names(void **state)
{
    (void)state;
    check("Remarks by Vice President Ana Harbour and President Bo Quay\n\n"
          "30 May 2019\n\n"
          "VICE PRESIDENT: Good morning to you all.\n\n"
          "PRESIDENT QUAY: Good morning.\n",
          "Ana Harbour | Bo Quay");
}

static void test_what_a_title_tells_is_no_part_of_the_name(void **state)
{
    (void)state;
    check("Remarks by President Harbour Reaffirming His Promise\n\n"
          "30 May 2019\n\n"
          "THE PRESIDENT: Good morning to you all.\n\n"
          "Q    Is the lamp lit?\n\n",
          "Harbour | (Question)");
}

static void test_a_page_without_turns_has_no_speakers(void **state)
{
    (void)state;
    check("Statement on lighthouses\n\n30 May 2019\n\n" BODY "\n"
          "North: the lamps there are lit every night of the year.\n",
          "- | -");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_surname_gets_the_name_of_the_title),
        cmocka_unit_test(test_an_unknown_surname_stays_as_it_is),
        cmocka_unit_test(test_who_is_quoted_does_not_speak),
        cmocka_unit_test(test_an_unknown_word_in_capitals_ends_a_turn),
        cmocka_unit_test(test_a_name_that_is_a_word_of_offices_is_a_name),
        cmocka_unit_test(test_in_a_speech_in_capitals_a_name_and_a_colon_quote),
        cmocka_unit_test(test_an_office_in_capitals_speaks_on_a_page_of_such),
        cmocka_unit_test(
            test_an_office_without_article_is_whom_the_title_names),
        cmocka_unit_test(test_what_a_title_tells_is_no_part_of_the_name),
        cmocka_unit_test(test_a_page_without_turns_has_no_speakers),
    };

    return cmocka_run_group_tests_name("turns", tests, NULL, NULL);
}
