/* rpc and params: what is asked, and what is wrong with it. */
#include "tests/unit/unit.h"

#include "searchd/params.h"
#include "searchd/rpc.h"

/* A message that is one request. */
static enum status read_one(const char *message, struct arena *arena,
                            struct rpc_request *out, enum rpc_code *code,
                            struct error *err)
{
    json_t *root;
    enum status status = rpc_parse(slice_of(message), &root, code, err);

    out->id = SLICE("null");
    if (!status)
        status = rpc_read(root, arena, out, code, err);
    json_decref(root);
    return status;
}

static void test_a_request(void **state)
{
    struct arena arena = ARENA_INIT;
    struct rpc_request request;
    enum rpc_code code;
    struct error err;

    (void)state;
    assert_ok(read_one("{\"jsonrpc\":\"2.0\",\"id\":\"a\\\"b\","
                       "\"method\":\"search\",\"params\":{\"n\":3}}",
                       &arena, &request, &code, &err),
              &err);
    assert_slice(request.method, "search");
    assert_slice(request.id, "\"a\\\"b\"");
    assert_int_equal(params_number(request.params, "n", 0), 3);
    assert_int_equal(params_number(request.params, "m", 7), 7);
    rpc_request_release(&request);
    arena_release(&arena);
}

static void test_a_notification_has_no_id(void **state)
{
    struct arena arena = ARENA_INIT;
    struct rpc_request request;
    enum rpc_code code;
    struct error err;

    (void)state;
    assert_ok(read_one("{\"jsonrpc\":\"2.0\",\"method\":\"x\"}", &arena,
                       &request, &code, &err),
              &err);
    assert_false(slice_is_known(request.id));
    rpc_request_release(&request);
    arena_release(&arena);
}

static void test_no_parameters_may_be_written_as_null(void **state)
{
    struct arena arena = ARENA_INIT;
    struct rpc_request request;
    enum rpc_code code;
    struct error err;

    (void)state;
    assert_ok(read_one("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\","
                       "\"params\":null}",
                       &arena, &request, &code, &err),
              &err);
    assert_null(request.params);
    rpc_request_release(&request);
    arena_release(&arena);
}

static void test_wrong_requests(void **state)
{
    static const struct {
        const char *message;
        enum status status;
        enum rpc_code code;
        const char *id;
    } cases[] = {
        {"{", STATUS_BAD_FORMAT, RPC_PARSE_ERROR, "null"},
        {"{\"id\":1,\"id\":2}", STATUS_BAD_FORMAT, RPC_PARSE_ERROR, "null"},
        {"[]", STATUS_BAD_FORMAT, RPC_INVALID_REQUEST, "null"},
        {"{\"id\":7,\"method\":\"x\"}", STATUS_BAD_FORMAT, RPC_INVALID_REQUEST,
         "7"},
        {"{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"x\"}", STATUS_BAD_FORMAT,
         RPC_INVALID_REQUEST, "null"},
        {"{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":5}", STATUS_BAD_FORMAT,
         RPC_INVALID_REQUEST, "null"},
        {"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\",\"params\":5}",
         STATUS_BAD_FORMAT, RPC_INVALID_PARAMS, "1"},
        {"{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}", STATUS_END,
         RPC_PARSE_ERROR, "1"},
    };
    struct arena arena = ARENA_INIT;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct rpc_request request;
        enum rpc_code code = RPC_PARSE_ERROR;
        struct error err;

        assert_int_equal(
            read_one(cases[i].message, &arena, &request, &code, &err),
            cases[i].status);
        assert_int_equal(code, cases[i].code);
        assert_slice(request.id, cases[i].id);
    }
    arena_release(&arena);
}

static void test_parameters_are_held_against_the_table(void **state)
{
    static const struct param_spec table[] = {
        {"query", PARAM_TEXT, true, 0, 0},
        {"n", PARAM_NUMBER, false, 1, 10},
        {"all", PARAM_TRUTH, false, 0, 0}};
    static const struct {
        const char *params;
        const char *error; /* NULL: none */
    } cases[] = {
        {"{\"query\":\"a\",\"n\":10,\"all\":true,\"_meta\":{}}", NULL},
        {"{\"query\":\"a\",\"n\":null}", NULL},
        {"{}", "\"query\" is missing"},
        {"{\"query\":null}", "\"query\" must be a string"},
        {"{\"query\":\"a\",\"n\":11}",
         "\"n\" must be a whole number from 1 to 10"},
        {"{\"query\":\"a\",\"n\":1.5}",
         "\"n\" must be a whole number from 1 to 10"},
        {"{\"query\":\"a\",\"all\":1}", "\"all\" must be true or false"},
        {"{\"query\":\"a\",\"m\":1}", "no parameter \"m\""},
        {"[\"a\"]", "parameters are an object"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        json_t *params = json_loads(cases[i].params, 0, NULL);
        struct error err = {STATUS_OK, ""};
        enum status status = params_check(params, table, COUNT_OF(table), &err);

        assert_int_equal(status, cases[i].error ? STATUS_USAGE : STATUS_OK);
        assert_string_equal(err.text, cases[i].error ? cases[i].error : "");
        json_decref(params);
    }
}

static void test_a_batch_is_read_one_by_one(void **state)
{
    struct arena arena = ARENA_INIT;
    struct strbuf message = STRBUF_INIT, replies = STRBUF_INIT;
    struct rpc_request request;
    json_t *root;
    enum rpc_code code;
    struct error err;

    (void)state;
    assert_ok(rpc_parse(SLICE("[{\"jsonrpc\":\"2.0\",\"method\":\"x\"},5]"),
                        &root, &code, &err),
              &err);
    assert_ok(rpc_read(json_array_get(root, 0), &arena, &request, &code, &err),
              &err);
    json_decref(root);
    assert_slice(request.method, "x");
    rpc_request_release(&request);
    rpc_batch_add(&replies, SLICE(""));
    rpc_batch_end(&replies);
    assert_int_equal(replies.len, 0);
    rpc_batch_add(&replies, SLICE("{}"));
    rpc_batch_add(&replies, SLICE(""));
    rpc_batch_add(&replies, SLICE("{}"));
    rpc_batch_end(&replies);
    assert_slice(strbuf_slice(&replies), "[{},{}]");
    strbuf_add_byte(&message, '[');
    for (int i = 0; i <= RPC_BATCH_MOST; i++)
        strbuf_add_text(&message, i ? ",1" : "1");
    strbuf_add_byte(&message, ']');
    assert_int_equal(rpc_parse(strbuf_slice(&message), &root, &code, &err),
                     STATUS_BAD_FORMAT);
    assert_int_equal(code, RPC_INVALID_REQUEST);
    strbuf_release(&message);
    strbuf_release(&replies);
    arena_release(&arena);
}

static void test_replies(void **state)
{
    struct strbuf out = STRBUF_INIT;

    (void)state;
    rpc_add_result(&out, SLICE("1"), SLICE("{}"));
    assert_slice(strbuf_slice(&out),
                 "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
    strbuf_reset(&out);
    rpc_add_error(&out, SLICE("null"), RPC_BUSY, "so \"it\" is");
    assert_slice(strbuf_slice(&out),
                 "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32000,"
                 "\"message\":\"so \\\"it\\\" is\"}}");
    strbuf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_request),
        cmocka_unit_test(test_a_notification_has_no_id),
        cmocka_unit_test(test_no_parameters_may_be_written_as_null),
        cmocka_unit_test(test_wrong_requests),
        cmocka_unit_test(test_parameters_are_held_against_the_table),
        cmocka_unit_test(test_a_batch_is_read_one_by_one),
        cmocka_unit_test(test_replies),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
