/* plan: the tree, its count of terms, its printed form. */
#include "tests/unit/unit.h"

#include "common/plan.h"

static struct plan *term(struct arena *arena, const char *text)
{
    return plan_term(arena, "", slice_of(text));
}

static void check_print(const struct plan *plan, const char *expected)
{
    struct strbuf out = STRBUF_INIT;

    plan_print(plan, &out);
    assert_slice(strbuf_slice(&out), expected);
    strbuf_release(&out);
}

static void test_a_term_carries_its_prefix(void **state)
{
    struct arena arena = ARENA_INIT;

    (void)state;
    check_print(plan_term(&arena, "XS", SLICE("island")), "XSisland");
    check_print(plan_term(&arena, "", SLICE("")), "\"\"");
    check_print(plan_term(&arena, "N", SLICE("north \"k\"\n")),
                "\"Nnorth \\\"k\\\"\\x0A\"");
    arena_release(&arena);
}

static void test_a_tree_prints_with_its_settings(void **state)
{
    struct arena arena = ARENA_INIT;
    struct plan *words[2], *parts[3], *all;

    (void)state;
    words[0] = term(&arena, "north");
    words[1] = term(&arena, "korea");
    parts[0] = plan_group(&arena, PLAN_PHRASE, words, 2);
    parts[0]->window = 2;
    parts[1] = plan_scale(&arena, term(&arena, "dprk"), 0.5);
    parts[2] = plan_new(&arena, PLAN_RANGE);
    parts[2]->slot = 1;
    parts[2]->low = SLICE("\x01\x02");
    all = plan_group(&arena, PLAN_OR, parts, 3);
    check_print(all, "(OR (PHRASE 2 north korea) (SCALE 0.5 dprk)"
                     " (RANGE 1 0x0102 *))");
    assert_int_equal(plan_term_count(all), 3);
    arena_release(&arena);
}

static void test_a_prefix_prints_and_counts_as_one_term(void **state)
{
    struct arena arena = ARENA_INIT;
    struct plan *plan = plan_new(&arena, PLAN_PREFIX);

    (void)state;
    plan->term = SLICE("denucl");
    plan->window = 20;
    check_print(plan, "(PREFIX 20 denucl)");
    assert_int_equal(plan_term_count(plan), 1);
    arena_release(&arena);
}

static void test_a_group_copies_the_list_of_children(void **state)
{
    struct arena arena = ARENA_INIT;
    struct plan *children[2] = {term(&arena, "a"), term(&arena, "b")};
    struct plan *group = plan_group(&arena, PLAN_AND, children, 2);

    (void)state;
    children[0] = NULL;
    check_print(group, "(AND a b)");
    check_print(plan_new(&arena, PLAN_NOTHING), "(NOTHING)");
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_term_carries_its_prefix),
        cmocka_unit_test(test_a_tree_prints_with_its_settings),
        cmocka_unit_test(test_a_prefix_prints_and_counts_as_one_term),
        cmocka_unit_test(test_a_group_copies_the_list_of_children),
    };

    return cmocka_run_group_tests_name("plan", tests, NULL, NULL);
}
