/* index: how passages are spread over shards changes no weight. */
#include "tests/unit/index_help.h"

#include <inttypes.h>
#include <malloc.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FILES = 40, WORDS = 30, PLANS = 300, HITS_MOST = 2000 };

/* The complement of the bytes that new memory is filled with: doubles in it
 * are negative, so that bounds which nobody has set drop what they should
 * not. */
enum { PERTURBED = 0x3F };

/* xorshift: the same numbers on every machine. */
static uint64_t seed = 20180731;

static unsigned draw(unsigned below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed % below);
}

/* Low numbers are drawn far more often, as words are. */
static unsigned draw_word(void)
{
    return draw(1 + draw(1 + draw(WORDS)));
}

static void add_random_passage(struct fixture *f, struct index_writer *writer,
                               const char *file, uint32_t n)
{
    struct strbuf text = STRBUF_INIT;
    unsigned len = 3 + draw(40);

    for (unsigned i = 0; i < len; i++)
        strbuf_add_format(&text, "w%u ", draw_word());
    add_passage(f, writer, file, n, text.bytes);
    strbuf_release(&text);
}

static void add_random_file(struct fixture *f, struct index_writer *writer,
                            unsigned number)
{
    char name[32];
    struct index_file entry = {.passages = 1 + number % 20, .statements = 1};

    snprintf(name, sizeof name, "/file-%u.txt", number);
    entry.key = slice_of(name);
    seed = 1000 + number; /* alike, in whichever order files are written */
    assert_ok(index_writer_begin(writer, entry.key, &f->err), &f->err);
    for (uint32_t n = 1; n <= entry.passages; n++)
        add_random_passage(f, writer, name, n);
    assert_ok(index_writer_end(writer, &entry, &f->err), &f->err);
}

static void make_random_index(struct fixture *f, const char *folder,
                              unsigned shards)
{
    struct index_lock *lock;
    struct index_writer *writer;

    assert_ok(index_lock_take(folder, shards, &lock, &f->err), &f->err);
    for (unsigned shard = 0; shard < shards; shard++) {
        assert_ok(index_writer_open(folder, shard, &writer, &f->err), &f->err);
        for (unsigned i = 0; i < FILES; i++)
            if (i % shards == shard)
                add_random_file(f, writer, i);
        assert_ok(index_writer_close(writer, &f->err), &f->err);
    }
    index_lock_release(lock);
}

static struct plan *random_term(struct arena *arena)
{
    char text[16];

    snprintf(text, sizeof text, "w%u", draw_word());
    return plan_term(arena, "", slice_of(text));
}

static struct plan *random_phrase(struct arena *arena)
{
    struct plan *words[] = {random_term(arena), random_term(arena)};
    struct plan *plan =
        plan_group(arena, draw(2) ? PLAN_PHRASE : PLAN_NEAR, words, 2);

    plan->window = 2 + draw(3);
    return plan;
}

static struct plan *random_prefix(struct arena *arena)
{
    struct plan *plan = plan_new(arena, PLAN_PREFIX);
    char text[16];

    snprintf(text, sizeof text, "w%u", draw(3));
    plan->term = slice_copy(arena, slice_of(text));
    plan->window = 1 + draw(8);
    return plan;
}

static struct plan *random_plan(struct arena *arena, unsigned depth)
{
    static const enum plan_kind kinds[] = {PLAN_AND,   PLAN_OR,  PLAN_OR,
                                           PLAN_MAYBE, PLAN_NOT, PLAN_FILTER};
    struct plan *children[4];
    enum plan_kind kind;
    unsigned count = 2 + draw(3);

    if (depth == 0 || draw(4) == 0)
        return draw(3)   ? random_term(arena)
               : draw(2) ? random_phrase(arena)
                         : random_prefix(arena);
    if (draw(4) == 0)
        return plan_scale(arena, random_plan(arena, depth - 1), draw(8) / 4.0);
    if (draw(2)) {
        for (unsigned i = 0; i < count; i++)
            children[i] = draw(2) ? random_term(arena) : random_phrase(arena);
        return plan_group(arena, PLAN_SYNONYM, children, count);
    }
    kind = kinds[draw(COUNT_OF(kinds))];
    for (unsigned i = 0; i < count; i++)
        children[i] = kind == PLAN_FILTER && i ? random_term(arena)
                                               : random_plan(arena, depth - 1);
    return plan_group(arena, kind, children, count);
}

struct found {
    char id[48];
    double weight;
};

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct found *)a)->id, ((const struct found *)b)->id);
}

static size_t search(struct fixture *f, struct index_reader *reader,
                     const struct plan *plan, const struct index_model *model,
                     struct arena *arena, struct found *out)
{
    struct index_hit *hits;
    size_t count;
    uint64_t estimate;

    assert_ok(index_reader_search(reader, plan, model, 0, HITS_MOST, HITS_MOST,
                                  arena, &hits, &count, &estimate, &f->err),
              &f->err);
    assert_int_equal(estimate, count);
    for (size_t i = 0; i < count; i++) {
        struct statement statement;
        struct passage passage;
        struct slice data;

        assert_ok(
            index_reader_data(reader, hits[i].document, arena, &data, &f->err),
            &f->err);
        assert_ok(passage_decode(data, &statement, &passage, &f->err), &f->err);
        snprintf(out[i].id, sizeof out[i].id, "%.*s#%u",
                 SLICE_ARG(statement.id), passage.n);
        out[i].weight = hits[i].weight;
    }
    qsort(out, count, sizeof *out, by_id);
    return count;
}

static void compare_plans(struct fixture *f, struct index_reader *one,
                          const struct plan *plan, struct index_reader *three,
                          const struct plan *other,
                          const struct index_model *model)
{
    static struct found a[HITS_MOST], b[HITS_MOST];
    struct arena arena = ARENA_INIT;
    struct strbuf text = STRBUF_INIT;
    size_t a_count = search(f, one, plan, model, &arena, a);
    size_t b_count = search(f, three, other, model, &arena, b);

    plan_print(plan, &text);
    if (a_count != b_count)
        fail_msg("%s: %zu and %zu hits", text.bytes, a_count, b_count);
    for (size_t i = 0; i < a_count; i++)
        if (strcmp(a[i].id, b[i].id) != 0 ||
            fabs(a[i].weight - b[i].weight) > 1e-9)
            fail_msg("%s: %s %.12f and %s %.12f", text.bytes, a[i].id,
                     a[i].weight, b[i].id, b[i].weight);
    strbuf_release(&text);
    arena_release(&arena);
}

static void compare(struct fixture *f, struct index_reader *one,
                    struct index_reader *three, const struct plan *plan,
                    const struct index_model *model)
{
    compare_plans(f, one, plan, three, plan, model);
}

static void test_one_shard_and_three_rank_alike(void **state)
{
    static const struct index_model models[] = {{1.2, 0.25}, {0.9, 0}};
    struct fixture *f = *state;
    char *other = file_join(&f->arena, f->root, "three");
    struct index_reader *one, *three;

    make_random_index(f, f->folder, 1);
    make_random_index(f, other, 3);
    one = open_reader(f);
    assert_ok(index_reader_open(other, &three, &f->err), &f->err);
    seed = 20180731;
    print_message("# seed %" PRIu64 "\n", seed);
    for (unsigned i = 0; i < PLANS; i++) {
        struct arena arena = ARENA_INIT;

        compare(f, one, three, random_plan(&arena, 3),
                &models[i % COUNT_OF(models)]);
        arena_release(&arena);
    }
    index_reader_close(one);
    index_reader_close(three);
}

/* Under a condition it is the library that searches, else lists do. */
static void test_lists_and_the_library_rank_alike(void **state)
{
    static const struct index_model models[] = {{1.2, 0.25}, {0.9, 0}};
    struct fixture *f = *state;
    struct index_reader *lists, *library;

    make_random_index(f, f->folder, 2);
    lists = open_reader(f);
    library = open_reader(f);
    seed = 20190530;
    for (unsigned i = 0; i < PLANS; i++) {
        struct arena arena = ARENA_INIT;
        struct plan *pair[2] = {random_plan(&arena, 1),
                                plan_new(&arena, PLAN_ALL)};

        compare_plans(f, lists, pair[0], library,
                      plan_group(&arena, PLAN_FILTER, pair, 2),
                      &models[i % COUNT_OF(models)]);
        arena_release(&arena);
    }
    index_reader_close(lists);
    index_reader_close(library);
}

/* Any page is a part of the whole. */
static void check_page(struct fixture *f, struct index_reader *reader,
                       const struct plan *plan, struct arena *arena)
{
    static const struct index_model model = {1.2, 0.25};
    struct index_hit *all, *page;
    size_t count, page_count, from = draw(9), most = 1 + draw(9);
    uint64_t estimate;

    assert_ok(index_reader_search(reader, plan, &model, 0, HITS_MOST, HITS_MOST,
                                  arena, &all, &count, &estimate, &f->err),
              &f->err);
    assert_ok(index_reader_search(reader, plan, &model, from, most,
                                  from + most + 1, arena, &page, &page_count,
                                  &estimate, &f->err),
              &f->err);
    assert_int_equal(page_count, from >= count         ? 0
                                 : from + most > count ? count - from
                                                       : most);
    assert_true(estimate >= from + page_count || !page_count);
    for (size_t i = 0; i < page_count; i++) {
        assert_int_equal(page[i].document, all[from + i].document);
        assert_true(page[i].weight == all[from + i].weight);
    }
}

static void test_a_page_is_a_part_of_the_whole(void **state)
{
    struct fixture *f = *state;
    struct index_reader *reader;

    make_random_index(f, f->folder, 2);
    reader = open_reader(f);
    seed = 20160415;
    for (unsigned i = 0; i < PLANS; i++) {
        struct arena arena = ARENA_INIT;
        struct plan *words[3] = {random_term(&arena), random_term(&arena),
                                 random_phrase(&arena)};

        check_page(f, reader, plan_group(&arena, PLAN_OR, words, 3), &arena);
        arena_release(&arena);
    }
    index_reader_close(reader);
}

/* The documents on which the term is (or is not), in their order. */
static size_t documents_of(struct fixture *f, struct index_reader *reader,
                           struct slice term, bool is_there,
                           struct arena *arena, uint32_t *out)
{
    uint32_t *all, *having;
    size_t all_count, having_count, count = 0, at = 0;

    assert_ok(index_reader_holding(reader, SLICE(""), HITS_MOST, arena, &all,
                                   &all_count, &f->err),
              &f->err);
    assert_ok(index_reader_holding(reader, term, HITS_MOST, arena, &having,
                                   &having_count, &f->err),
              &f->err);
    for (size_t i = 0; i < all_count; i++) {
        bool has = at < having_count && having[at] == all[i];

        at += has;
        if (has == is_there)
            out[count++] = all[i];
    }
    return count;
}

static int compare_numbers(const void *a, const void *b)
{
    const uint32_t *left = a, *right = b;

    return (*left > *right) - (*left < *right);
}

static void check_condition(struct fixture *f, struct index_reader *reader,
                            struct arena *arena)
{
    static const struct index_model model = {1.2, 0.25};
    bool is_there = draw(2);
    struct plan *pair[2] = {plan_new(arena, PLAN_ALL), random_term(arena)};
    const struct plan *plan =
        plan_group(arena, is_there ? PLAN_FILTER : PLAN_NOT, pair, 2);
    uint32_t wanted[HITS_MOST];
    size_t from = draw(40), most = 1 + draw(500), check = draw(1000);
    struct index_hit *page;
    uint64_t estimate;
    size_t total, count;

    total = documents_of(f, reader, pair[1]->term, is_there, arena, wanted);
    qsort(wanted, total, sizeof *wanted, compare_numbers);
    assert_ok(index_reader_search(reader, plan, &model, from, most, check,
                                  arena, &page, &count, &estimate, &f->err),
              &f->err);
    assert_int_equal(count, from >= total         ? 0
                            : from + most > total ? total - from
                                                  : most);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(page[i].document, wanted[from + i]);
        assert_true(page[i].weight == 0);
    }
    if (total < check)
        assert_int_equal(estimate, total);
    assert_true(estimate >= count);
}

/* Nothing weighs: the first ones that match, and no search to the end. */
static void test_mere_conditions_give_the_first_that_match(void **state)
{
    struct fixture *f = *state;
    struct index_reader *reader;

    make_random_index(f, f->folder, 3);
    reader = open_reader(f);
    seed = 20180731;
    for (unsigned i = 0; i < PLANS; i++) {
        struct arena arena = ARENA_INIT;

        check_condition(f, reader, &arena);
        arena_release(&arena);
    }
    index_reader_close(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_one_shard_and_three_rank_alike,
                                        fixture_begin, fixture_end),
        cmocka_unit_test_setup_teardown(test_lists_and_the_library_rank_alike,
                                        fixture_begin, fixture_end),
        cmocka_unit_test_setup_teardown(
            test_mere_conditions_give_the_first_that_match, fixture_begin,
            fixture_end),
        cmocka_unit_test_setup_teardown(test_a_page_is_a_part_of_the_whole,
                                        fixture_begin, fixture_end),
    };

    (void)mallopt(M_PERTURB, PERTURBED); /* the sanitizers have none */
    return cmocka_run_group_tests_name("index_layout", tests, NULL, NULL);
}
