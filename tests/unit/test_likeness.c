/* likeness: which texts are copies of which. */
#include "tests/unit/unit.h"

#include "common/likeness.h"

enum { TEXT_WORDS = 300, NAME_EVERY = 12 };

/* A text of words drawn by a seed; each NAME_EVERY-th is a name. What is left
 * out, put in or changed makes it another one. */
struct draft {
    unsigned seed;
    unsigned words;
    unsigned first;     /* words from here on */
    unsigned drop_from; /* and none of these */
    unsigned drop_to;
    unsigned furniture; /* words of a page before and behind */
    unsigned other;     /* word that is another, if it is not 0 */
    uint32_t day;
};

static void add_word(struct likeness *likeness, unsigned seed, unsigned i,
                     enum likeness_kind kind)
{
    struct strbuf word = STRBUF_INIT;

    strbuf_add_format(&word, "w%u", (seed * 2654435761u + i * 40503u) % 99991u);
    likeness_add(likeness, strbuf_slice(&word), kind);
    strbuf_release(&word);
}

static void add_furniture(struct likeness *likeness, const struct draft *draft)
{
    likeness_begin_passage(likeness);
    for (unsigned i = 0; i < draft->furniture; i++)
        add_word(likeness, 77, i, LIKENESS_PLAIN);
    likeness_begin_passage(likeness);
}

static struct likeness_sketch sketch(const struct draft *draft)
{
    struct likeness likeness = {0};
    struct likeness_sketch out;

    add_furniture(&likeness, draft);
    for (unsigned i = draft->first; i < draft->words; i++) {
        bool is_other = draft->other && i == draft->other;

        if (i < draft->drop_from || i >= draft->drop_to)
            add_word(&likeness, is_other ? 5 : draft->seed, i,
                     i % NAME_EVERY ? LIKENESS_PLAIN : LIKENESS_NAME);
    }
    add_furniture(&likeness, draft);
    likeness_finish(&likeness, &out);
    out.first_day = out.last_day = draft->day;
    return out;
}

static bool are_copies(const struct draft *a, const struct draft *b)
{
    struct likeness_sketch first = sketch(a), second = sketch(b);
    bool is_copy = likeness_is_copy(&first, &second);

    assert_int_equal(is_copy, likeness_is_copy(&second, &first));
    return is_copy;
}

static void test_which_texts_are_copies(void **state)
{
    static const struct {
        const char *what;
        struct draft a, b;
        bool is_copy;
    } rows[] = {
        {"the same",
         {.seed = 1, .words = 300},
         {.seed = 1, .words = 300},
         true},
        {"another",
         {.seed = 1, .words = 300},
         {.seed = 2, .words = 300},
         false},
        {"lines of a page around it",
         {.seed = 1, .words = 300},
         {.seed = 1, .words = 300, .furniture = 20},
         true},
        {"a paragraph left out",
         {.seed = 1, .words = 300},
         {.seed = 1, .words = 300, .drop_from = 60, .drop_to = 110},
         true},
        {"a word that is no name is another",
         {.seed = 1, .words = 300},
         {.seed = 1, .words = 300, .other = 121},
         true},
        {"a name that is another",
         {.seed = 1, .words = 300},
         {.seed = 1, .words = 300, .other = 120},
         false},
        {"one such in a long text",
         {.seed = 1, .words = 1200},
         {.seed = 1, .words = 1200, .other = 120},
         true},
        {"a long part",
         {.seed = 1, .words = 1200},
         {.seed = 1, .words = 500},
         true},
        {"a short part",
         {.seed = 1, .words = 1200},
         {.seed = 1, .words = 100},
         false},
        {"short and equal",
         {.seed = 1, .words = 20},
         {.seed = 1, .words = 20},
         true},
        {"short and not equal",
         {.seed = 1, .words = 30},
         {.seed = 1, .words = 31},
         false},
        {"a few days apart",
         {.seed = 1, .words = 300, .day = 20201229},
         {.seed = 1, .words = 310, .first = 10, .day = 20210102},
         true},
        {"a year apart",
         {.seed = 1, .words = 300, .day = 20201229},
         {.seed = 1, .words = 310, .first = 10, .day = 20211229},
         false},
        {"a year apart and equal",
         {.seed = 1, .words = 300, .day = 20201229},
         {.seed = 1, .words = 300, .day = 20211229},
         true},
        {"nothing and nothing", {.seed = 1}, {.seed = 2}, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        if (are_copies(&rows[i].a, &rows[i].b) != rows[i].is_copy)
            fail_msg("%s", rows[i].what);
    }
}

static void test_a_sketch_tells_how_much_is_shared(void **state)
{
    const struct draft whole = {.seed = 1, .words = 4000};
    const struct draft half = {.seed = 1, .words = 2000};
    struct likeness_sketch first = sketch(&whole), second = sketch(&half);
    struct likeness_estimate seen;

    (void)state;
    likeness_compare(&first, &second, &seen);
    assert_true(seen.of_second > 0.95);
    assert_true(seen.of_first > 0.35 && seen.of_first < 0.65);
    assert_true(seen.resemblance > 0.35 && seen.resemblance < 0.65);
    assert_false(seen.is_equal);
}

static void test_stored_bytes_give_the_sketch_back(void **state)
{
    const struct draft draft = {
        .seed = 3, .words = TEXT_WORDS, .day = 20180731};
    struct likeness_sketch before = sketch(&draft), after;
    struct strbuf bytes = STRBUF_INIT;

    (void)state;
    likeness_encode(&before, &bytes);
    assert_true(bytes.len < LIKENESS_BYTES_MOST);
    assert_true(likeness_decode(strbuf_slice(&bytes), &after));
    assert_int_equal(after.words, before.words);
    assert_int_equal(after.count, before.count);
    assert_int_equal(after.fact_count, before.fact_count);
    assert_int_equal(after.first_day, 20180731);
    assert_memory_equal(after.hashes, before.hashes, sizeof after.hashes);
    for (size_t len = 0; len < bytes.len; len++)
        assert_false(
            likeness_decode(slice_part(strbuf_slice(&bytes), 0, len), &after));
    strbuf_add_byte(&bytes, 'x');
    assert_false(likeness_decode(strbuf_slice(&bytes), &after));
    strbuf_release(&bytes);
}

static void test_copies_share_anchors(void **state)
{
    const struct draft a = {.seed = 1, .words = TEXT_WORDS};
    const struct draft b = {.seed = 1, .words = TEXT_WORDS, .furniture = 30};
    const struct draft tiny = {.seed = 1, .words = 3};
    struct likeness_sketch first = sketch(&a), second = sketch(&b),
                           third = sketch(&tiny);
    uint32_t one[LIKENESS_ANCHORS_MOST], other[LIKENESS_ANCHORS_MOST];
    size_t count = likeness_anchors(&first, one), shared = 0;

    (void)state;
    assert_int_equal(count, LIKENESS_ANCHORS_MOST);
    assert_int_equal(likeness_anchors(&second, other), count);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            shared += one[i] == other[j];
    assert_true(shared >= 8);
    assert_int_equal(likeness_anchors(&third, one), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_which_texts_are_copies),
        cmocka_unit_test(test_a_sketch_tells_how_much_is_shared),
        cmocka_unit_test(test_stored_bytes_give_the_sketch_back),
        cmocka_unit_test(test_copies_share_anchors),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
