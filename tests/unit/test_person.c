/* person: transliterations of a name meet, other names do not. */
#include "tests/unit/unit.h"

#include "common/terms.h"

/* Words of one person's name, parted by spaces. */
static const char *const same[] = {
    "Sergey Sergei Sergej Sergueï Сергей",
    "Shoygu Shoigu Choïgou Шойгу",
    "Lavrov Лавров",
    "Yuri Yuriy Yury Iouri Юрий",
    "Zelensky Zelenskyy Zelenskiy Zelenskii Зеленский Зеленський",
    "Putin Poutine Путин",
    "Khrushchev Khrouchtchev Хрущёв Хрущев",
    "Yeltsin Eltsin Ельцин",
    "Alexander Aleksandr Alexandre Александр",
    "Vasilyev Vasiliev Васильев",
    "Andreyev Andreev Андреев",
    "Nebenzya Nebenzia Небензя",
    "Zakharova Захарова",
    "Mikhail Михаил",
    "Churkin Tchourkine Чуркин",
    "Mohammed Muhammad Mohamed",
    "Youssouf Yusuf",
    "Viktor Victor Виктор",
    "Nazarbayev Nazarbaev Назарбаев",
    "Fernández Fernandez",
};

/* Names of different people. */
static const char *const different[] = {
    "Le Lee Li",
    "May Mai",
    "Zhang Jang Chang Shang",
    "Khan Han",
    "Ivanov Ivanova Ivanovic",
    "Martin Martine",
    "Medvedev Lebedev",
    "Kishida Kishi",
    "Mitchell Michel",
    "Chen Shen",
};

static struct slice form_of(struct slice word, struct arena *arena)
{
    return terms_fold_person(terms_fold_name(word, arena), arena);
}

static void test_transliterations_meet(void **state)
{
    struct arena arena = ARENA_INIT;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(same); i++) {
        struct slice rest = slice_of(same[i]), word, first;

        slice_next(&rest, ' ', &word);
        first = form_of(word, &arena);
        while (slice_next(&rest, ' ', &word))
            if (!slice_equal(form_of(word, &arena), first))
                fail_msg("%.*s is '%.*s', not '%.*s'", SLICE_ARG(word),
                         SLICE_ARG(form_of(word, &arena)), SLICE_ARG(first));
    }
    arena_release(&arena);
}

static void check_apart(struct slice names, struct arena *arena)
{
    struct slice word, rest, other;

    while (slice_next(&names, ' ', &word)) {
        rest = names;
        while (slice_next(&rest, ' ', &other))
            if (slice_equal(form_of(word, arena), form_of(other, arena)))
                fail_msg("%.*s meets %.*s", SLICE_ARG(word), SLICE_ARG(other));
    }
}

static void test_different_people_do_not_meet(void **state)
{
    struct arena arena = ARENA_INIT;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(different); i++)
        check_apart(slice_of(different[i]), &arena);
    arena_release(&arena);
}

static void test_names_are_words_and_single_spaces(void **state)
{
    static const char *const rows[][2] = {
        {"North  Korea", "north korea"},
        {" Côte d'Ivoire ", "cote divoire"},
        {"Côte d’Ivoire", "cote divoire"},
        {"U.S.", "us"},
        {"S.V. Lavrov", "sv lavrov"},
        {"S.Lavrov", "s lavrov"},
        {"St. Kitts & Nevis", "st kitts nevis"},
        {"Timor-Leste", "timor leste"},
        {"José Luis Rodríguez", "jose luis rodriguez"},
        {"ＪＡＰＡＮ", "japan"},
        {"Хрущёв", "хрущев"},
        {"河野太郎", "河野太郎"},
        {"岸田・文雄", "岸田 文雄"},
        {"Bosnia – Herzegovina", "bosnia herzegovina"},
        {"(?)", ""},
        {"", ""},
    };
    struct arena arena = ARENA_INIT;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_slice(terms_fold_name(slice_of(rows[i][0]), &arena), rows[i][1]);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_transliterations_meet),
        cmocka_unit_test(test_different_people_do_not_meet),
        cmocka_unit_test(test_names_are_words_and_single_spaces),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
