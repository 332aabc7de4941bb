/* forms: where a text has a word, a phrase, an acronym, a beginning. */
#include "tests/unit/unit.h"

#include "searchd/forms.h"

static struct analyser *analyser;

/* Places of one form in a text, as "start-end start-end". */
static void find(struct form *form, const char *text, const char *language,
                 struct arena *arena, struct strbuf *out)
{
    struct form_list list = {0};
    struct form_match *matches;
    struct term *terms;
    size_t term_count, count;

    terms_analyse(analyser, slice_of(text), slice_of(language), arena, &terms,
                  &term_count);
    forms_add(&list, form);
    forms_prepare(&list, arena);
    forms_find(&list, slice_of(text), slice_of(language), terms, term_count,
               arena, &matches, &count);
    for (size_t i = 0; i < count; i++)
        strbuf_add_format(out, "%s%u-%u", i ? " " : "", matches[i].start,
                          matches[i].end);
    forms_release(&list);
}

static void test_forms_are_found_where_they_stand(void **state)
{
    static const struct {
        const char *form, *text, *places;
        struct form like;
    } rows[] = {
        {"missile defence",
         "Missile defenses, a missile's defense",
         "0-16 20-37",
         {.kind = FORM_ROW}},
        {"peace treaty", "peace, treaty", "0-13", {.kind = FORM_ROW}},
        {"peace treaty", "peace, treaty", "", {.is_tight = true}},
        {"peace treaty", "The peace treaties.", "4-18", {.is_tight = true}},
        {"ABM", "the abm and the ABM", "16-19", {.is_capitals = true}},
        {"DPRK", "the D.P.R.K. again", "4-12", {.is_capitals = true}},
        {"UAV", "UAVs, UAVS", "0-4", {.is_capitals = true}},
        {"organ", "organs of an organ", "13-18", {.is_exact = true}},
        {"treat", "treaties treat trees", "0-8 9-14", {.is_prefix = true}},
        {"war peace",
         "peace after war",
         "0-5 12-15",
         {.kind = FORM_NEAR, .window = 3}},
        {"war peace",
         "peace long after war",
         "",
         {.kind = FORM_NEAR, .window = 3}},
        {"war peace", "peace long after war", "0-5 17-20", {.kind = FORM_ANY}},
        {"xyz", "nothing here", "", {.kind = FORM_ROW}},
    };
    const struct slice languages[] = {SLICE("en"), SLICE_UNKNOWN};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct arena arena = ARENA_INIT;
        struct strbuf got = STRBUF_INIT;
        struct form form, like = rows[i].like;

        form_make(analyser, slice_of(rows[i].form), languages, 2, &arena,
                  &form);
        like.text = form.text;
        like.variants = form.variants;
        like.variant_count = form.variant_count;
        find(&like, rows[i].text, "en", &arena, &got);
        if (!slice_equal(strbuf_slice(&got), slice_of(rows[i].places)))
            fail_msg("row %zu, '%s': got '%.*s', expected '%s'", i,
                     rows[i].form, SLICE_ARG(strbuf_slice(&got)),
                     rows[i].places);
        strbuf_release(&got);
        arena_release(&arena);
    }
}

static void test_a_bound_form_is_for_its_language(void **state)
{
    const struct slice languages[] = {SLICE_UNKNOWN, SLICE("fr")};
    struct arena arena = ARENA_INIT;
    struct strbuf english = STRBUF_INIT, french = STRBUF_INIT;
    struct form form;

    (void)state;
    form_make(analyser, SLICE("n\xC3\xA9gociations"), languages, 2, &arena,
              &form);
    form.is_bound = true;
    find(&form, "une n\xC3\xA9gociation", "fr", &arena, &french);
    assert_slice(strbuf_slice(&french), "4-16");
    find(&form, "une negoci", "en", &arena, &english);
    assert_slice(strbuf_slice(&english), "");
    strbuf_release(&english);
    strbuf_release(&french);
    arena_release(&arena);
}

static void test_a_name_is_itself_and_no_part_of_another_word(void **state)
{
    static const struct {
        const char *form, *language, *text, *places;
        struct form like;
    } rows[] = {
        {"Turkey", "en", "turkey, Turkey", "8-14", {.is_name = true}},
        {"Turkey", "en", "TURKEY", "0-6", {.is_name = true}},
        {"Грузия", "ru", "грузы для Грузии", "18-30", {.is_name = true}},
        {"Égypte", "fr", "l'Égypte", "2-9", {.is_name = true}},
        {"МООНСА", "ru", "МООНСИ и МООНСА", "16-28", {.is_capitals = true}},
        {"ONUC", "fr", "ONUCI, ONUC", "7-11", {.is_capitals = true}},
        {"インド", "ja", "インドとインドネシア", "0-9", {.is_bound = true}},
        {"インド", "ja", "西インド洋", "3-12", {.is_bound = true}},
        {"マリ", "ja", "ソマリアのマリ", "15-21", {.is_bound = true}},
        {"ギニア", "ja", "ギニア・ビサウ", "0-9", {.is_bound = true}},
        {"インド", "ja", "インドネシア", "0-9", {.is_bound = false}},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct slice languages[] = {slice_of(rows[i].language)};
        struct arena arena = ARENA_INIT;
        struct strbuf got = STRBUF_INIT;
        struct form form, like = rows[i].like;

        form_make(analyser, slice_of(rows[i].form), languages, 1, &arena,
                  &form);
        form.is_name = like.is_name;
        form.is_bound = like.is_bound;
        form.is_capitals = like.is_capitals;
        find(&form, rows[i].text, rows[i].language, &arena, &got);
        if (!slice_equal(strbuf_slice(&got), slice_of(rows[i].places)))
            fail_msg("row %zu, '%s': got '%.*s', expected '%s'", i,
                     rows[i].form, SLICE_ARG(strbuf_slice(&got)),
                     rows[i].places);
        strbuf_release(&got);
        arena_release(&arena);
    }
    assert_true(form_is_name(SLICE("Грузия")));
    assert_true(form_is_name(SLICE("Chad")));
    assert_false(form_is_name(SLICE("USA")));
    assert_false(form_is_name(SLICE("Sri Lanka")));
    assert_false(form_is_name(SLICE("chad")));
    assert_false(form_is_name(SLICE("")));
}

/* Places in text of form, where it does not stand in except. */
static void find_but(const char *form, const char *except, size_t part,
                     const char *text, struct arena *arena, struct strbuf *out)
{
    const struct slice languages[] = {SLICE("en")};
    struct form_list list = {0};
    struct form_match *matches;
    struct form forms[2];
    struct term *terms;
    size_t term_count, count;

    form_make(analyser, slice_of(form), languages, 1, arena, &forms[0]);
    form_make(analyser, slice_of(except), languages, 1, arena, &forms[1]);
    forms[1].is_except = true;
    forms[1].part = part;
    forms_add(&list, &forms[0]);
    forms_add(&list, &forms[1]);
    forms_prepare(&list, arena);
    terms_analyse(analyser, slice_of(text), languages[0], arena, &terms,
                  &term_count);
    forms_find(&list, slice_of(text), languages[0], terms, term_count, arena,
               &matches, &count);
    for (size_t i = 0; i < count; i++)
        strbuf_add_format(out, "%s%u-%u", i ? " " : "", matches[i].start,
                          matches[i].end);
    forms_release(&list);
}

static void test_an_exception_takes_its_part_out(void **state)
{
    static const struct {
        const char *form, *except, *text, *places;
        size_t part;
    } rows[] = {
        {"Guinea", "New Guinea", "Guinea and Papua New Guinea", "0-6", 0},
        {"Guinea", "New Guinea", "Guinea and Papua New Guinea", "0-6 21-27", 1},
        {"Republic of Guinea", "Guinea-Bissau", "Republic of Guinea-Bissau", "",
         0},
        {"People's Republic of China", "Republic of China",
         "People's Republic of China", "0-26", 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct arena arena = ARENA_INIT;
        struct strbuf got = STRBUF_INIT;

        find_but(rows[i].form, rows[i].except, rows[i].part, rows[i].text,
                 &arena, &got);
        if (!slice_equal(strbuf_slice(&got), slice_of(rows[i].places)))
            fail_msg("row %zu: got '%.*s', expected '%s'", i,
                     SLICE_ARG(strbuf_slice(&got)), rows[i].places);
        strbuf_release(&got);
        arena_release(&arena);
    }
}

static void test_an_acronym_is_short_and_all_capitals(void **state)
{
    (void)state;
    assert_true(form_is_acronym(SLICE("ABM")));
    assert_true(form_is_acronym(SLICE("\xD0\x9F\xD0\xA0\xD0\x9E"))); /* ПРО */
    assert_true(form_is_acronym(SLICE("S400A")));
    assert_false(form_is_acronym(SLICE("A")));
    assert_false(form_is_acronym(SLICE("Abm")));
    assert_false(form_is_acronym(SLICE("ABM Treaty")));
    assert_false(form_is_acronym(SLICE("\xE5\x8C\x97\xE6\x96\xB9")));
    assert_false(form_is_acronym(SLICE("CAPITALS")));
    assert_true(form_is_acronym(SLICE("МООНСОМ")));
}

static int set_up(void **state)
{
    (void)state;
    analyser = analyser_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    analyser_free(analyser);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms_are_found_where_they_stand),
        cmocka_unit_test(test_a_bound_form_is_for_its_language),
        cmocka_unit_test(test_a_name_is_itself_and_no_part_of_another_word),
        cmocka_unit_test(test_an_exception_takes_its_part_out),
        cmocka_unit_test(test_an_acronym_is_short_and_all_capitals),
    };

    return cmocka_run_group_tests_name("forms", tests, set_up, tear_down);
}
