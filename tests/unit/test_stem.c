/* stem: what meets and what must not. */
#include "tests/unit/unit.h"

#include "common/stem.h"

static struct slice stem_in(struct stem *stem, const char *language,
                            const char *word, enum script script)
{
    return stem_word(stem, stem_language_for(slice_of(language), script),
                     slice_of(word));
}

static struct slice english(struct stem *stem, struct arena *arena,
                            const char *word)
{
    return slice_copy(arena, stem_in(stem, "en", word, SCRIPT_LATIN));
}

static void test_forms_of_a_word_meet(void **state)
{
    static const char *const pairs[][2] = {
        {"treaties", "treaty"},        {"crises", "crisis"},
        {"analyses", "analysis"},      {"terrorist", "terrorism"},
        {"socialism", "socialists"},   {"extremists", "extremism"},
        {"withdrew", "withdrawal"},    {"frozen", "freezing"},
        {"children", "child"},         {"missiles", "missile"},
        {"nations", "nation"},         {"colonialist", "colonialism"},
        {"consideration", "consider"}, {"multilateralism", "multilateral"},
        {"accordance", "according"},   {"emergencies", "emergency"},
    };
    struct stem stem = {{NULL}};
    struct arena arena = ARENA_INIT;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        if (!slice_equal(english(&stem, &arena, pairs[i][0]),
                         english(&stem, &arena, pairs[i][1])))
            fail_msg("%s and %s", pairs[i][0], pairs[i][1]);
    arena_release(&arena);
    stem_release(&stem);
}

static void test_different_words_do_not_meet(void **state)
{
    static const char *const pairs[][2] = {
        {"organic", "organ"},        {"international", "internal"},
        {"university", "universal"}, {"universe", "universal"},
        {"national", "nation"},      {"united", "unit"},
        {"policy", "police"},        {"important", "import"},
        {"relative", "relation"},    {"community", "communism"},
        {"arms", "armed"},           {"news", "new"},
        {"social", "socialism"},     {"extreme", "extremism"},
        {"positive", "position"},    {"conventional", "convention"},
        {"objective", "object"},     {"integrity", "integration"},
        {"customs", "custom"},       {"detente", "detention"},
        {"humanity", "human"},       {"convention", "convene"},
        {"responsible", "response"}, {"majority", "major"},
        {"accession", "access"},     {"based", "bases"},
    };
    struct stem stem = {{NULL}};
    struct arena arena = ARENA_INIT;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        if (slice_equal(english(&stem, &arena, pairs[i][0]),
                        english(&stem, &arena, pairs[i][1])))
            fail_msg("%s and %s", pairs[i][0], pairs[i][1]);
    arena_release(&arena);
    stem_release(&stem);
}

static void test_each_language_has_its_stemmer(void **state)
{
    static const struct {
        const char *language;
        enum script script;
        const char *word;
        const char *stem;
    } rows[] = {
        {"ru", SCRIPT_CYRILLIC,
         "\xD1\x80\xD0\xB0\xD0\xBA\xD0\xB5\xD1\x82\xD1\x8B",
         "\xD1\x80\xD0\xB0\xD0\xBA\xD0\xB5\xD1\x82"}, /* ракеты */
        {"fr", SCRIPT_LATIN, "territoires", "territoir"},
        {"es", SCRIPT_LATIN, "territorios", "territori"},
        {"de", SCRIPT_LATIN, "raketen", "raket"},
        {"pt", SCRIPT_LATIN, "acordos", "acord"},
        {"it", SCRIPT_LATIN, "accordi", "accord"},
        {"nl", SCRIPT_LATIN, "raketten", "raket"},
        {"EN-us", SCRIPT_LATIN, "treaties", "treati"},
        {"ru", SCRIPT_LATIN, "treaties", "treati"},
        {"ja", SCRIPT_LATIN, "treaties", "treati"},
        {"xx", SCRIPT_LATIN, "treaties", "treaties"},
        {"", SCRIPT_LATIN, "treaties", "treaties"},
        {"uk", SCRIPT_LATIN, "treaties", "treati"},
        {"pl", SCRIPT_LATIN, "treaties", "treaties"},
    };
    struct stem stem = {{NULL}};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_slice(
            stem_in(&stem, rows[i].language, rows[i].word, rows[i].script),
            rows[i].stem);
    stem_release(&stem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms_of_a_word_meet),
        cmocka_unit_test(test_different_words_do_not_meet),
        cmocka_unit_test(test_each_language_has_its_stemmer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
