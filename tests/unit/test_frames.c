/* frames: two forms, whatever pieces the bytes come in. */
#include "tests/unit/unit.h"

#include <string.h>

#include "searchd/frames.h"

/* All messages of a stream that comes in pieces of so many bytes, each in
 * angle brackets; then the status that ended it. */
static enum status read_all(struct slice stream, size_t piece,
                            struct strbuf *out)
{
    struct frames frames = {0};
    struct slice message;
    struct error err;
    enum status status = STATUS_END;

    for (size_t at = 0; at < stream.len && status == STATUS_END; at += piece) {
        frames_feed(&frames, slice_part(stream, at, at + piece));
        while (!(status = frames_next(&frames, &message, &err)))
            strbuf_add_format(out, "<%.*s>", SLICE_ARG(message));
    }
    frames_release(&frames);
    return status;
}

static void check(const char *stream, const char *expected)
{
    for (size_t piece = 1; piece <= strlen(stream); piece++) {
        struct strbuf out = STRBUF_INIT;

        assert_int_equal(read_all(slice_of(stream), piece, &out), STATUS_END);
        assert_slice(strbuf_slice(&out), expected);
        strbuf_release(&out);
    }
}

static void test_lines(void **state)
{
    (void)state;
    check("{\"a\":1}\n\r\n  {\"b\":2}\r\n[3]\n{\"half",
          "<{\"a\":1}><{\"b\":2}><[3]>");
}

static void test_headers(void **state)
{
    (void)state;
    check("Content-Length: 2\r\n\r\n{}"
          "content-type: x\r\nCONTENT-LENGTH:  8\r\n\r\n{\n \"\": }"
          "Content-Length: 0\r\n\r\n"
          "Content-Length: 9\r\n\r\n{\"half",
          "<{}><{\n \"\": }><>");
}

static void test_what_cannot_be_read(void **state)
{
    static const char *const streams[] = {
        "GET / HTTP/1.1\r\n\r\n",
        "Content-Length: x\r\n\r\n",
        "Content-Length: -1\r\n\r\n",
        "Content-Length: 99999999999999999999x\r\n\r\n",
        "Content-Length:\r\n\r\n",
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(streams); i++) {
        struct strbuf out = STRBUF_INIT;

        assert_int_equal(read_all(slice_of(streams[i]), 3, &out),
                         STATUS_BAD_FORMAT);
        assert_int_equal(out.len, 0);
        strbuf_release(&out);
    }
}

static void test_a_message_that_is_too_long(void **state)
{
    struct strbuf stream = STRBUF_INIT, out = STRBUF_INIT;

    (void)state;
    strbuf_add_byte(&stream, '{');
    for (size_t i = 0; i <= FRAME_BYTES_MOST; i++)
        strbuf_add_byte(&stream, ' ');
    assert_int_equal(read_all(strbuf_slice(&stream), 4096, &out),
                     STATUS_TOO_LARGE);
    assert_int_equal(
        read_all(SLICE("Content-Length: 1048577\r\n\r\n"), 64, &out),
        STATUS_TOO_LARGE);
    assert_int_equal(
        read_all(SLICE("Content-Length: 99999999999999999999\r\n\r\n"), 64,
                 &out),
        STATUS_TOO_LARGE);
    strbuf_reset(&stream);
    for (size_t i = 0; i < FRAME_HEADER_BYTES_MOST; i++)
        strbuf_add_byte(&stream, 'x');
    assert_int_equal(read_all(strbuf_slice(&stream), 64, &out),
                     STATUS_BAD_FORMAT);
    strbuf_release(&stream);
    strbuf_release(&out);
}

static void test_the_end_of_a_stream(void **state)
{
    static const struct {
        const char *stream;
        enum status status;
        const char *message; /* the last one; "": none */
    } cases[] = {
        {"{\"a\":1}", STATUS_OK, "{\"a\":1}"},
        {"{}\n{", STATUS_OK, "{"},
        {"", STATUS_END, ""},
        {"Content-Length: 5\r\n\r\n{}", STATUS_BAD_FORMAT, ""},
        {"Content-Le", STATUS_BAD_FORMAT, ""},
        {"Content-Length: 2\r\n\r\n{}", STATUS_END, ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct frames frames = {0};
        struct slice message = {"", 0};
        struct error err;

        frames_feed(&frames, slice_of(cases[i].stream));
        while (!frames_next(&frames, &message, &err))
            message.len = 0;
        frames_end(&frames);
        assert_int_equal(frames_next(&frames, &message, &err), cases[i].status);
        assert_slice(message, cases[i].message);
        if (!cases[i].status)
            assert_int_equal(frames_next(&frames, &message, &err), STATUS_END);
        frames_release(&frames);
    }
}

static void test_messages_go_out_in_the_form_they_came_in(void **state)
{
    struct strbuf out = STRBUF_INIT;

    (void)state;
    frame_add(FRAME_FORM_UNKNOWN, SLICE("{}"), &out);
    frame_add(FRAME_FORM_LINES, SLICE("[1]"), &out);
    frame_add(FRAME_FORM_HEADERS, SLICE("{\"é\":1}"), &out);
    assert_slice(strbuf_slice(&out),
                 "{}\n[1]\nContent-Length: 8\r\n\r\n{\"é\":1}");
    strbuf_release(&out);
}

/* Thousands may be connected: a long message leaves no long buffer. */
static void test_what_is_taken_leaves_no_long_buffer(void **state)
{
    struct frames frames = {0};
    struct strbuf text = STRBUF_INIT;
    struct slice message;
    struct error err;

    (void)state;
    strbuf_add_text(&text, "[");
    for (int i = 0; i < 100000; i++)
        strbuf_add_byte(&text, '1');
    strbuf_add_text(&text, "]\n");
    for (int i = 0; i < 2; i++) {
        frames_feed(&frames, strbuf_slice(&text));
        assert_ok(frames_next(&frames, &message, &err), &err);
        assert_int_equal(message.len, 100002);
        assert_int_equal(frames_next(&frames, &message, &err), STATUS_END);
        assert_true(frames.in.capacity <= 4096);
    }
    frames_release(&frames);
    strbuf_release(&text);
}

/* An editor's connection takes larger messages than others. */
static void test_a_larger_limit(void **state)
{
    struct frames frames = {.most = 2 * FRAME_BYTES_MOST};
    struct strbuf text = STRBUF_INIT;
    struct slice message;
    struct error err;

    (void)state;
    strbuf_add_format(&text, "Content-Length: %d\r\n\r\n",
                      FRAME_BYTES_MOST + 5);
    for (int i = 0; i < FRAME_BYTES_MOST + 5; i++)
        strbuf_add_byte(&text, 'a');
    strbuf_add_text(&text, "Content-Length: 99999999999\r\n\r\n");
    frames_feed(&frames, strbuf_slice(&text));
    assert_ok(frames_next(&frames, &message, &err), &err);
    assert_int_equal(message.len, FRAME_BYTES_MOST + 5);
    assert_int_equal(frames_next(&frames, &message, &err), STATUS_TOO_LARGE);
    frames_release(&frames);
    strbuf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_headers),
        cmocka_unit_test(test_what_cannot_be_read),
        cmocka_unit_test(test_a_message_that_is_too_long),
        cmocka_unit_test(test_the_end_of_a_stream),
        cmocka_unit_test(test_messages_go_out_in_the_form_they_came_in),
        cmocka_unit_test(test_what_is_taken_leaves_no_long_buffer),
        cmocka_unit_test(test_a_larger_limit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
