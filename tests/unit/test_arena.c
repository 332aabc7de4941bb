/* arena: zeroed, aligned, reusable memory; growing heap arrays. */
#include "tests/unit/unit.h"

#include <string.h>

#include "common/arena.h"

static void test_memory_is_zeroed_and_aligned_again_after_reset(void **state)
{
    struct arena arena = ARENA_INIT;

    (void)state;
    for (int round = 0; round < 3; round++) {
        for (size_t size = 0; size < 300; size += 7) {
            unsigned char *memory = arena_alloc(&arena, size);

            assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
            for (size_t i = 0; i < size; i++)
                assert_int_equal(memory[i], 0);
            memset(memory, 0xAB, size);
        }
        arena_reset(&arena);
    }
    arena_release(&arena);
    assert_null(arena.blocks);
}

static void test_pieces_do_not_overlap(void **state)
{
    struct arena arena = ARENA_INIT;
    unsigned char *pieces[64];

    (void)state;
    for (size_t i = 0; i < COUNT_OF(pieces); i++) {
        pieces[i] = arena_alloc(&arena, 5000);
        memset(pieces[i], (int)i + 1, 5000);
    }
    for (size_t i = 0; i < COUNT_OF(pieces); i++)
        for (size_t j = 0; j < 5000; j++)
            assert_int_equal(pieces[i][j], i + 1);
    arena_release(&arena);
}

static void test_a_piece_over_the_block_size_is_given_whole(void **state)
{
    struct arena arena = ARENA_INIT;
    char *large = arena_alloc(&arena, 1 << 20);

    (void)state;
    memset(large, 1, 1 << 20);
    arena_reset(&arena);
    assert_non_null(arena_alloc(&arena, 1 << 20));
    arena_release(&arena);
}

static void test_copy_ends_with_nul(void **state)
{
    struct arena arena = ARENA_INIT;

    (void)state;
    assert_string_equal(arena_copy(&arena, "Kuril Islands", 5), "Kuril");
    assert_string_equal(arena_copy(&arena, NULL, 0), "");
    arena_release(&arena);
}

static void test_grow_keeps_what_was_there(void **state)
{
    size_t capacity = 0;
    int *array = NULL;

    (void)state;
    for (size_t i = 0; i < 1000; i++) {
        array = heap_grow(array, i, &capacity, sizeof *array);
        array[i] = (int)i;
    }
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(array[i], i);
    heap_free(array);
}

static void test_what_is_adopted_lives_and_ends_with_the_arena(void **state)
{
    struct arena arena = ARENA_INIT;
    char *first = heap_alloc(100), *second = heap_alloc(10);

    (void)state;
    assert_ptr_equal(arena_adopt(&arena, first), first);
    assert_ptr_equal(arena_adopt(&arena, second), second);
    assert_null(arena_adopt(&arena, NULL));
    first[99] = second[9] = 'x';
    arena_reset(&arena); /* what is left behind, the sanitizers tell */
    arena_adopt(&arena, heap_alloc(5));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_is_zeroed_and_aligned_again_after_reset),
        cmocka_unit_test(test_pieces_do_not_overlap),
        cmocka_unit_test(test_a_piece_over_the_block_size_is_given_whole),
        cmocka_unit_test(test_copy_ends_with_nul),
        cmocka_unit_test(test_grow_keeps_what_was_there),
        cmocka_unit_test(test_what_is_adopted_lives_and_ends_with_the_arena),
    };

    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
