/* bilingual: passages in another language than their statement. */
#include "tests/unit/unit.h"

#include "indexer/bilingual.h"

#define ENGLISH                                                                \
    "The two delegations agreed that the talks on the treaty will go on in "   \
    "the autumn, and that the experts of both sides are to meet before it."
#define FRENCH                                                                    \
    "Les deux délégations sont convenues que les négociations sur le traité " \
    "se poursuivront à l'automne, et que les experts se réuniront avant."
#define RUSSIAN                                                                                                                 \
    "Обе делегации договорились о том, что переговоры о договоре будут " \
    "продолжены осенью, а эксперты сторон встретятся раньше."
#define JAPANESE                                                               \
    "両代表団は、条約交渉を秋に続け、専門家がその前に会うことで一致しました。"

static void test_only_what_is_sure_changes_the_language(void **state)
{
    static const struct {
        const char *statement, *text, *language; /* NULL: the statement's */
    } rows[] = {
        {"en", ENGLISH, NULL},
        {"en", FRENCH, "fr"},
        {"en", RUSSIAN, "ru"},
        {"en", JAPANESE, "ja"},
        {"fr", ENGLISH, "en"},
        {"fr", FRENCH, NULL},
        {"ru", ENGLISH, "en"},
        {"ru", RUSSIAN, NULL},
        {"ja", ENGLISH, "en"},
        {"ja", JAPANESE, NULL},
        {"zh", ENGLISH, "en"},
        {NULL, FRENCH, "fr"},
        {NULL, ENGLISH, "en"},
        /* Too short, names, a quote. */
        {"en", "Merci beaucoup, Monsieur le Président.", NULL},
        {"en", "Спасибо.", NULL},
        {"ja", "Thank you very much.", NULL},
        {"en",
         "Abdullah Rahman bin Ismail, Siti Nurhaliza Kamaruddin, Mohd Faizal "
         "Zulkifli, Nik Aziz Hassan, Tengku Razaleigh Hamzah, Wan Azizah",
         NULL},
        {"en",
         "As the French say, \"les absents ont toujours tort\", and the side "
         "that stays away from the talks will have to live with the outcome.",
         NULL},
        {"en", "", NULL},
        {"", "", NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct statement statement = {.language = slice_of(rows[i].statement)};
        struct passage passage = {.text = slice_of(rows[i].text)};

        bilingual_find(&statement, &passage, 1);
        if (!slice_equal(passage.language, slice_of(rows[i].language)))
            fail_msg("%s: '%.*s'", rows[i].text, SLICE_ARG(passage.language));
    }
}

static void test_what_is_known_stays(void **state)
{
    struct statement statement = {.language = SLICE("en")};
    struct passage passages[] = {
        {.text = SLICE(FRENCH), .language = SLICE("it")},
        {.text = SLICE(FRENCH)},
    };

    (void)state;
    bilingual_find(&statement, passages, COUNT_OF(passages));
    assert_slice(passages[0].language, "it");
    assert_slice(passages[1].language, "fr");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_only_what_is_sure_changes_the_language),
        cmocka_unit_test(test_what_is_known_stays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
