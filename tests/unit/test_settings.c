/* settings: where the index is looked for. */
#include "tests/unit/unit.h"

#include <stdlib.h>

#include "common/settings.h"

static void set(const char *name, const char *value)
{
    if (value)
        setenv(name, value, 1);
    else
        unsetenv(name);
}

static void test_the_index_folder_comes_from_the_nearest_rule(void **state)
{
    static const struct {
        const char *given, *index, *data, *home, *expected;
    } rows[] = {
        {"here", "/i", "/d", "/h", "here"},
        {NULL, "/i", "/d", "/h", "/i"},
        {NULL, "", "/d", "/h", "/d/demarche/index"},
        {NULL, NULL, NULL, "/h", "/h/.local/share/demarche/index"},
        {NULL, NULL, "not/absolute", "/h", "/h/.local/share/demarche/index"},
        {NULL, NULL, "", NULL, "./.local/share/demarche/index"},
    };
    struct arena arena = ARENA_INIT;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        set("DEMARCHE_INDEX", rows[i].index);
        set("XDG_DATA_HOME", rows[i].data);
        set("HOME", rows[i].home);
        assert_string_equal(settings_index_folder(rows[i].given, &arena),
                            rows[i].expected);
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_index_folder_comes_from_the_nearest_rule),
    };

    return cmocka_run_group_tests_name("settings", tests, NULL, NULL);
}
