/* lsp_documents: what an editor has open, change by change. */
#include "tests/unit/unit.h"

#include "searchd/lsp_documents.h"

#define URI   SLICE("untitled:1")
#define EMOJI "\xF0\x9F\x98\x80"

static enum status change(struct lsp_documents *documents, const char *json,
                          enum text_units units)
{
    json_t *changes = json_loads(json, 0, NULL);
    struct error err;
    enum status status =
        lsp_documents_change(documents, URI, changes, units, &err);

    assert_non_null(changes);
    json_decref(changes);
    return status;
}

static struct slice text_of(const struct lsp_documents *documents)
{
    const struct lsp_document *document = lsp_documents_find(documents, URI);

    return document ? document->text : SLICE_UNKNOWN;
}

static void open_text(struct lsp_documents *documents, const char *text)
{
    struct error err;

    assert_ok(lsp_documents_open(documents, URI, slice_of(text), &err), &err);
}

static void test_changes(void **state)
{
    static const struct {
        const char *before, *changes, *after;
        enum text_units units;
    } cases[] = {
        {"old", "[{\"text\":\"new\"}]", "new", TEXT_UTF16},
        {"a" EMOJI "b",
         "[{\"range\":{\"start\":{\"line\":0,\"character\":3},"
         "\"end\":{\"line\":0,\"character\":4}},\"text\":\"c\"}]",
         "a" EMOJI "c", TEXT_UTF16},
        {"a" EMOJI "b",
         "[{\"range\":{\"start\":{\"line\":0,\"character\":5},"
         "\"end\":{\"line\":0,\"character\":6}},\"text\":\"c\"}]",
         "a" EMOJI "c", TEXT_UTF8},
        {"a\r\nb\r\nc",
         "[{\"range\":{\"start\":{\"line\":0,\"character\":1},"
         "\"end\":{\"line\":2,\"character\":0}},\"text\":\"-\"},"
         "{\"range\":{\"start\":{\"line\":0,\"character\":3},"
         "\"end\":{\"line\":9,\"character\":9}},\"text\":\"d\"}]",
         "a-cd", TEXT_UTF16},
        {"abc", "[]", "abc", TEXT_UTF16},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct lsp_documents documents = {0};

        open_text(&documents, cases[i].before);
        assert_int_equal(change(&documents, cases[i].changes, cases[i].units),
                         STATUS_OK);
        assert_slice(text_of(&documents), cases[i].after);
        lsp_documents_release(&documents);
    }
}

/* What a document is after a change that cannot be read is not known. */
static void test_wrong_changes_end_a_document(void **state)
{
    static const char *const cases[] = {
        "[{}]",
        "[{\"text\":5}]",
        "[{\"range\":{},\"text\":\"a\"}]",
        "[{\"range\":{\"start\":{\"line\":-1,\"character\":0},"
        "\"end\":{\"line\":0,\"character\":0}},\"text\":\"a\"}]",
        "[{\"range\":{\"start\":{\"line\":0,\"character\":2},"
        "\"end\":{\"line\":0,\"character\":1}},\"text\":\"a\"}]",
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct lsp_documents documents = {0};

        open_text(&documents, "text");
        assert_int_equal(change(&documents, cases[i], TEXT_UTF16),
                         STATUS_BAD_FORMAT);
        assert_false(slice_is_known(text_of(&documents)));
        assert_int_equal(change(&documents, "[]", TEXT_UTF16),
                         STATUS_NOT_FOUND);
        lsp_documents_release(&documents);
    }
}

static void test_who_holds_a_document_keeps_it(void **state)
{
    struct lsp_documents documents = {0}, held;

    (void)state;
    open_text(&documents, "old");
    lsp_documents_hold(&documents, &held);
    assert_int_equal(change(&documents, "[{\"text\":\"new\"}]", TEXT_UTF16),
                     STATUS_OK);
    assert_slice(text_of(&held), "old");
    assert_slice(text_of(&documents), "new");
    lsp_documents_close(&documents, URI);
    assert_int_equal(documents.count, 0);
    assert_slice(text_of(&held), "old");
    lsp_documents_release(&held);
    lsp_documents_release(&documents);
}

static void test_too_many_and_too_large_ones(void **state)
{
    struct lsp_documents documents = {0};
    char *large = heap_alloc(LSP_DOCUMENT_BYTES_MOST + 1);
    struct error err;

    (void)state;
    memset(large, 'a', LSP_DOCUMENT_BYTES_MOST + 1);
    assert_int_equal(
        lsp_documents_open(&documents, URI,
                           (struct slice){large, LSP_DOCUMENT_BYTES_MOST + 1},
                           &err),
        STATUS_TOO_LARGE);
    for (int i = 0; i <= LSP_DOCUMENTS_MOST; i++) {
        struct strbuf uri = STRBUF_INIT;

        strbuf_add_format(&uri, "untitled:%d", i + 2);
        assert_int_equal(lsp_documents_open(&documents, strbuf_slice(&uri),
                                            SLICE("a"), &err),
                         i < LSP_DOCUMENTS_MOST ? STATUS_OK : STATUS_TOO_LARGE);
        strbuf_release(&uri);
    }
    lsp_documents_release(&documents);
    for (int i = 0; i < LSP_DOCUMENTS_BYTES_MOST / LSP_DOCUMENT_BYTES_MOST; i++)
        assert_ok(lsp_documents_open(
                      &documents, (struct slice){"untitled:", (size_t)i + 1},
                      (struct slice){large, LSP_DOCUMENT_BYTES_MOST}, &err),
                  &err);
    assert_int_equal(
        lsp_documents_open(&documents, SLICE("x"), SLICE("a"), &err),
        STATUS_TOO_LARGE);
    lsp_documents_release(&documents);
    heap_free(large);
}

/* Each change of a range goes over the text: a message of very many is not
 * carried out, so that it holds nobody up. */
static void test_too_many_changes_at_once(void **state)
{
    struct lsp_documents documents = {0};
    struct strbuf changes = STRBUF_INIT, text = STRBUF_INIT;

    (void)state;
    for (int i = 0; i < 1 << 20; i++)
        strbuf_add_byte(&text, 'a');
    for (int i = 0; i < 100; i++)
        strbuf_add_text(
            &changes, ",{\"range\":{\"start\":{\"line\":0,\"character\":0},"
                      "\"end\":{\"line\":0,\"character\":0}},\"text\":\"b\"}");
    strbuf_add_byte(&changes, ']');
    changes.bytes[0] = '[';
    open_text(&documents, "a small text");
    assert_int_equal(change(&documents, changes.bytes, TEXT_UTF16), STATUS_OK);
    open_text(&documents, text.bytes);
    assert_int_equal(change(&documents, changes.bytes, TEXT_UTF16),
                     STATUS_TOO_LARGE);
    assert_false(slice_is_known(text_of(&documents)));
    strbuf_release(&changes);
    strbuf_release(&text);
    lsp_documents_release(&documents);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_changes),
        cmocka_unit_test(test_wrong_changes_end_a_document),
        cmocka_unit_test(test_who_holds_a_document_keeps_it),
        cmocka_unit_test(test_too_many_and_too_large_ones),
        cmocka_unit_test(test_too_many_changes_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
