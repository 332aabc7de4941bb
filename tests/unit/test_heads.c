/* heads: may one text hold another? Never no where it does. */
#include <string.h>

#include "tests/unit/unit.h"

#include "searchd/heads.h"

static bool may_hold(const char *text, const char *part)
{
    struct heads heads = {{0}};

    heads_add(&heads, slice_of(text));
    return heads_have(&heads, heads_first(slice_of(part))) &&
           heads_have_all(&heads, slice_of(part));
}

static void test_what_is_there_is_found(void **state)
{
    static const char *const rows[][2] = {
        {"missile defence in Asia", "Missile Defense"},
        {"the States of the Union", "state"},
        {"talks with the UN today", "UN"},
        {"the Cote d'Ivoire talks", "C\u00F4te d\u2019Ivoire"},
        {"C\u00D4TE D'IVOIRE", "c\u00F4te d'Ivoire"},
        {"U.S.-Japan alliance", "Japan"},
        {"anti-ballistic missiles", "Anti-Ballistic Missile"},
        {"\u041A\u0443\u0440\u0438\u043B\u044B",
         "\u041A\u0423\u0420\u0418\u041B\u042C\u0421\u041A\u0418\u0415"},
        {"\u4ECA\u65E5\u5317\u671D\u9BAE\u306E\u6838", "\u5317\u671D\u9BAE"},
        {"\u5317\u671D\u9BAE\u306E\u6838", "\u6838"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (!may_hold(rows[i][0], rows[i][1]))
            fail_msg("%s in %s", rows[i][1], rows[i][0]);
}

static void test_what_is_not_there_is_mostly_refused(void **state)
{
    static const char *const rows[][2] = {
        {"missile defence", "missile launch"},
        {"missile defence", "the missile defence"},
        {"arms control", "Ukraine"},
        {"\u5317\u671D\u9BAE", "\u97D3\u56FD"},
        {"", "Japan"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (may_hold(rows[i][0], rows[i][1]))
            fail_msg("%s in %s", rows[i][1], rows[i][0]);
}

static void test_bad_bytes_end_a_head(void **state)
{
    struct heads heads = {{0}};

    (void)state;
    heads_add(&heads, (struct slice){"ab\xFF\xC3", 4});
    assert_true(heads_have(&heads, heads_first(SLICE("ab"))));
    assert_true(heads_have_all(&heads, (struct slice){"\xFF\xC3", 2}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_there_is_found),
        cmocka_unit_test(test_what_is_not_there_is_mostly_refused),
        cmocka_unit_test(test_bad_bytes_end_a_head),
    };

    return cmocka_run_group_tests_name("heads", tests, NULL, NULL);
}
