/* service: requests against an index that others go on writing. */
#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/document.h"
#include "searchd/service.h"

static char folder[64];

static void write_passage(struct index_writer *writer, const char *key,
                          uint32_t n, const char *text)
{
    struct analyser *analyser = analyser_new();
    struct arena arena = ARENA_INIT;
    struct statement statement = {
        .id = SLICE("s"), .file = slice_of(key), .language = SLICE("en")};
    struct passage passage = {.n = n, .line = 1, .text = slice_of(text)};
    struct index_file file = {.key = slice_of(key), .passages = 1};
    struct index_document document;
    struct error err;

    document_build(analyser, &statement, &passage, file.key, &arena, &document);
    assert_ok(index_writer_begin(writer, file.key, &err), &err);
    assert_ok(index_writer_add(writer, &document, &err), &err);
    assert_ok(index_writer_end(writer, &file, &err), &err);
    arena_release(&arena);
    analyser_free(analyser);
}

static size_t count_hits(struct service *service, const char *query)
{
    struct arena arena = ARENA_INIT;
    struct service_request request = {.query = slice_of(query), .most = 100};
    struct service_reply reply;
    struct error err;
    size_t count;

    assert_ok(service_search(service, &request, &arena, &reply, &err), &err);
    count = reply.result.count;
    arena_release(&arena);
    return count;
}

static struct service *open_service(void)
{
    struct service_options options = {.index_folder = folder};
    struct service *service;
    struct error err;

    assert_ok(service_open(&options, &service, &err), &err);
    return service;
}

/* A reader outlives one commit and not the second: the service must not show
 * it, and must see what was written. */
static void test_a_request_sees_what_was_committed(void **state)
{
    struct index_lock *lock;
    struct index_writer *writer;
    struct service *service;
    struct error err;

    (void)state;
    assert_ok(index_lock_take(folder, 1, &lock, &err), &err);
    assert_ok(index_writer_open(folder, 0, &writer, &err), &err);
    write_passage(writer, "/a", 1, "The first treaty of all.");
    assert_ok(index_writer_commit(writer, &err), &err);
    service = open_service();
    assert_int_equal(count_hits(service, "treaty"), 1);
    for (uint32_t n = 2; n < 8; n++) {
        char key[8];

        snprintf(key, sizeof key, "/%u", n);
        write_passage(writer, key, n, "Another treaty of peace.");
        assert_ok(index_writer_commit(writer, &err), &err);
        if (n % 3 == 0)
            assert_int_equal(count_hits(service, "treaty"), n);
    }
    assert_int_equal(count_hits(service, "treaty"), 7);
    service_close(service);
    assert_ok(index_writer_close(writer, &err), &err);
    index_lock_release(lock);
}

static void test_too_many_hits_are_refused(void **state)
{
    struct service *service = open_service();
    struct arena arena = ARENA_INIT;
    struct service_request request = {
        .query = SLICE("treaty"), .offset = 1, .most = 10000};
    struct service_reply reply;
    struct error err;

    (void)state;
    assert_int_equal(service_search(service, &request, &arena, &reply, &err),
                     STATUS_USAGE);
    arena_release(&arena);
    service_close(service);
}

static void test_pages_are_parts_of_one_ranking(void **state)
{
    struct service *service = open_service();
    struct arena arena = ARENA_INIT;
    struct service_request request = {.query = SLICE("treaty"), .most = 7};
    struct service_reply all, one;
    struct error err;

    (void)state;
    assert_ok(service_search(service, &request, &arena, &all, &err), &err);
    request.most = 1;
    for (size_t i = 0; i < all.result.count; i++) {
        request.offset = i;
        assert_ok(service_search(service, &request, &arena, &one, &err), &err);
        assert_int_equal(one.result.count, 1);
        assert_true(slice_equal(one.result.hits[0].id, all.result.hits[i].id));
    }
    arena_release(&arena);
    service_close(service);
}

static int set_up(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/demarche-service-%ld",
             (long)getpid());
    return 0;
}

static int tear_down(void **state)
{
    char command[96];

    (void)state;
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command) != 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_request_sees_what_was_committed),
        cmocka_unit_test(test_too_many_hits_are_refused),
        cmocka_unit_test(test_pages_are_parts_of_one_ranking),
    };

    return cmocka_run_group_tests_name("service", tests, set_up, tear_down);
}
