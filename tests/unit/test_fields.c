/* fields: what people write of a statement. */
#include "tests/unit/unit.h"

#include "indexer/fields.h"

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static void test_values_are_read_as_people_write_them(void **state)
{
    static const struct {
        const char *name;
        const char *value;
        enum status status;
        const char *date;
        const char *other;
    } rows[] = {
        {"date", "2018-07-31", STATUS_OK, "2018-07-31", NULL},
        {"date", "2018-07", STATUS_OK, "2018-07", NULL},
        {"date", " 2018 ", STATUS_OK, "2018", NULL},
        {"date", "2018-07-31 15:04:25-04:00", STATUS_OK, "2018-07-31", NULL},
        {"date", "2018-07-31T15:04:25Z", STATUS_OK, "2018-07-31", NULL},
        {"Date", "31 July 2018", STATUS_OK, "2018-07-31", NULL},
        {"date", "2018-13-31", STATUS_BAD_FORMAT, NULL, NULL},
        {"date", "soon", STATUS_BAD_FORMAT, NULL, NULL},
        {"date", "", STATUS_OK, NULL, NULL},
        {"lang", "en-US", STATUS_OK, NULL, "en"},
        {"language", "Russian", STATUS_OK, NULL, "ru"},
        {"language", "x", STATUS_BAD_FORMAT, NULL, NULL},
        {"language", "english, mostly", STATUS_BAD_FORMAT, NULL, NULL},
        {"url", "https://x.example/a b", STATUS_OK, NULL,
         "https://x.example/a b"},
        {"url", "javascript:x", STATUS_BAD_FORMAT, NULL, NULL},
        {"side", "RUS", STATUS_OK, NULL, "Russia"},
        {"country", "Russian Federation", STATUS_OK, NULL, "Russia"},
        {"side", "Atlantis", STATUS_OK, NULL, "Atlantis"},
        {"title", "  On \xC2\xA0 the\n talks ", STATUS_OK, NULL,
         "On the talks"},
        {"speaker", "Ann Other", STATUS_OK, NULL, "Ann Other"},
        {"colour", "red", STATUS_NOT_FOUND, NULL, NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct said said = {.speaker = SLICE_UNKNOWN};
        const struct statement *statement = &said.statement;
        struct error err;
        struct slice other;
        enum status status = fields_set(&said, slice_of(rows[i].name),
                                        slice_of(rows[i].value), &arena, &err);

        if (status != rows[i].status)
            fail_msg("row %zu: %s", i, status_name(status));
        other = slice_is_known(statement->language) ? statement->language
                : slice_is_known(statement->url)    ? statement->url
                : slice_is_known(statement->issuer_side)
                    ? statement->issuer_side
                : slice_is_known(statement->title) ? statement->title
                                                   : said.speaker;
        assert_slice(date_format(&arena, statement->date), rows[i].date);
        assert_slice(other, rows[i].other);
        if (rows[i].date)
            assert_int_equal(statement->date_basis, DATE_METADATA);
    }
}

static void test_the_date_counts_before_the_publication(void **state)
{
    static const char *const orders[][2] = {{"date", "published"},
                                            {"published", "date"}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(orders); i++) {
        struct said said = {.speaker = SLICE_UNKNOWN};
        struct error err;

        for (size_t j = 0; j < 2; j++)
            assert_ok(fields_set(&said, slice_of(orders[i][j]),
                                 slice_of(orders[i][j][0] == 'd' ? "2018-07-31"
                                                                 : "2019"),
                                 &arena, &err),
                      &err);
        assert_slice(date_format(&arena, said.statement.date), "2018-07-31");
    }
}

static void test_more_wins_where_it_says_something(void **state)
{
    struct said said = {.statement = {.title = SLICE("old"),
                                      .language = SLICE("en"),
                                      .date = {2018, 1, 2},
                                      .date_end = {2018, 1, 3}}};
    const struct said more = {
        .statement = {.title = SLICE("new"), .date = {2019, 0, 0}},
        .role = SLICE("Minister")};

    (void)state;
    fields_apply(&said, &more);
    assert_slice(said.statement.title, "new");
    assert_slice(said.statement.language, "en");
    assert_slice(said.role, "Minister");
    assert_slice(date_format(&arena, said.statement.date), "2019");
    assert_false(date_is_known(said.statement.date_end));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_are_read_as_people_write_them),
        cmocka_unit_test(test_the_date_counts_before_the_publication),
        cmocka_unit_test(test_more_wins_where_it_says_something),
    };

    return cmocka_run_group_tests_name("fields", tests, NULL, clear);
}
