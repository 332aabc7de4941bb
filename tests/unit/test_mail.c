/* mail: heads, parts, what they are wrapped in, and the way back. */
#include "tests/unit/unit.h"

#include "indexer/charset.h"
#include "indexer/iso2022.h"
#include "indexer/mail_choice.h"
#include "indexer/mail_decode.h"
#include "indexer/mail_head.h"
#include "indexer/rfc822.h"

static struct arena arena;

static void test_encoded_words(void **state)
{
    static const char *const rows[][2] = {
        {"plain text", "plain text"},
        {"=?utf-8?Q?Caf=C3=A9_noir?=", "Café noir"},
        {"=?UTF-8*fr?b?Q2Fmw6k=?= =?utf-8?q?_x?=", "Café x"},
        {"a =?iso-8859-1?q?=E9?= b", "a é b"},
        /* a character that begins in one word and ends in the next */
        {"=?utf-8?B?0JzQ?= =?utf-8?B?mNCU?=", "МИД"},
        {"=?koi8-r?B?7fbk?=", "МЖД"},
        {"=?utf-8?X?no?=", "=?utf-8?X?no?="},
        {"=?broken", "=?broken"},
        {"two\t  spaces", "two spaces"},
        {"bytes \xC3\xA9 as they are", "bytes é as they are"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_slice(mail_words(slice_of(rows[i][0]), &arena), rows[i][1]);
}

static void test_fields_and_parameters(void **state)
{
    static const char head[] = "Subject: one\r\n two\r\nSUBJECT: no\r\n"
                               "Empty:\r\n\r\nbody";
    static const char *const rows[][3] = {
        {"text/html; charset=utf-8", "charset", "utf-8"},
        {"text/html; Charset=\"a b\" ; x=y", "charset", "a b"},
        {"a; name=\"q\\\"uote\"", "name", "q\"uote"},
        {"a; filename*=utf-8''%C3%A9.txt", "filename", "é.txt"},
        {"a; name*0=\"one \"; name*1=two", "name", "one two"},
        {"a; name*0*=koi8-r''%CD; name*1=x", "name", "мx"},
        {"a; n=", "n", ""},
        {"a; open=\"no end", "open", "no end"},
    };

    (void)state;
    assert_int_equal(rfc822_head_length(slice_of(head)), sizeof head - 5);
    assert_int_equal(rfc822_head_length(SLICE("a: b\r\n")), SIZE_MAX);
    assert_slice(rfc822_field(slice_of(head), SLICE("subject"), &arena),
                 "one two");
    assert_slice(rfc822_field(slice_of(head), SLICE("empty"), &arena), "");
    assert_false(
        slice_is_known(rfc822_field(slice_of(head), SLICE("none"), &arena)));
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_slice(rfc822_parameter(slice_of(rows[i][0]),
                                      slice_of(rows[i][1]), &arena),
                     rows[i][2]);
    assert_false(slice_is_known(
        rfc822_parameter(SLICE("text/html"), SLICE("charset"), &arena)));
}

/* Each byte of what was decoded has its place in what was wrapped. */
static void check_way(const char *encoding, const char *body, const char *text,
                      const size_t *places)
{
    struct strbuf out = STRBUF_INIT;
    struct stretches way = {.count = 0};
    size_t near = 0;

    mail_decode(slice_of(body), slice_of(encoding), &out, &way);
    assert_slice(strbuf_slice(&out), text);
    for (size_t i = 0; i < out.len; i++)
        assert_int_equal(stretch_find(way.items, way.count, &near, i),
                         places[i]);
    strbuf_release(&out);
    stretches_release(&way);
}

static void test_the_way_back(void **state)
{
    static const size_t plain[] = {0, 1, 2};
    static const size_t quoted[] = {0, 1, 4, 5, 9, 10, 11};
    static const size_t base64[] = {0, 1, 2, 4, 5, 6, 9, 10, 11, 13};

    (void)state;
    check_way("8bit", "abc", "abc", plain);
    check_way("Quoted-Printable", "a=3Dbc= \n=x", "a=bc=x", quoted);
    check_way("base64", "YWJjZGVm\nZ2hpag==", "abcdefghij", base64);
    check_way("base64", "!!!!", "", plain);
    check_way("quoted-printable", "=", "", plain);
}

static void test_japanese_of_seven_bits(void **state)
{
    static const char text[] = "A \x1B$B4_ED\x1B(B, \x1B(I1\x1B(BZ";
    struct strbuf out = STRBUF_INIT;
    struct stretches way = {.count = 0};
    size_t near = 0;

    (void)state;
    assert_true(iso2022_is(slice_of(text)));
    assert_false(iso2022_is(SLICE("\x1B[31mred")));
    assert_false(iso2022_is(SLICE("\x1B$B\xE3\x81\x82")));
    iso2022_convert(slice_of(text), &out, &way);
    assert_slice(strbuf_slice(&out), "A \xB4\xDF\xC5\xC4, \x8E\xB1Z");
    assert_int_equal(stretch_find(way.items, way.count, &near, 2), 5);
    assert_int_equal(stretch_find(way.items, way.count, &near, 5), 8);
    assert_int_equal(stretch_find(way.items, way.count, &near, 6), 12);
    assert_slice(charset_to_utf8(slice_of(text), SLICE_UNKNOWN, &arena),
                 "A 岸田, ｱZ");
    strbuf_release(&out);
    stretches_release(&way);
}

static void test_parts(void **state)
{
    static const char mail[] =
        "Content-Type: multipart/mixed; boundary=b\r\n\r\nbefore\r\n"
        "--b\r\nContent-Type: multipart/alternative; boundary=bb\r\n\r\n"
        "--bb\r\n\r\nstub\r\n--bb\r\nContent-Type: text/html\r\n\r\n"
        "<p>a page that is far longer than the stub of it</p>\r\n--bb--\r\n"
        "--b  \r\nContent-Type: application/pdf; name=x.pdf\r\n"
        "Content-Disposition: attachment\r\n\r\n%PDF\r\n--b--\r\nbehind";
    struct mail_parts parts;

    (void)state;
    mail_parts_find(slice_of(mail), &arena, &parts);
    assert_int_equal(parts.count, 3);
    assert_slice(parts.items[0].body, "stub");
    assert_slice(parts.items[1].type, "text/html");
    assert_int_equal(parts.items[0].choice, parts.items[1].choice);
    assert_slice(parts.items[2].body, "%PDF");
    assert_slice(parts.items[2].name, "x.pdf");
    assert_true(parts.items[2].is_attached);
    assert_int_equal(mail_choice_text(&parts), 1);
    assert_false(mail_choice_is_sent(&parts, 1, 0));
    assert_true(mail_choice_is_sent(&parts, 1, 2));
}

static void test_parts_are_bounded(void **state)
{
    struct strbuf mail = STRBUF_INIT;
    struct mail_parts parts;

    (void)state;
    strbuf_add_text(&mail, "Content-Type: multipart/mixed; boundary=b\n\n");
    for (size_t i = 0; i < 2 * MAIL_PARTS_MOST; i++)
        strbuf_add_text(&mail, "--b\n\nx\n");
    mail_parts_find(strbuf_slice(&mail), &arena, &parts);
    assert_int_equal(parts.count, MAIL_PARTS_MOST);
    assert_true(parts.is_cut);
    strbuf_reset(&mail);
    for (size_t i = 0; i < 2 * MAIL_DEPTH_MOST; i++)
        strbuf_add_format(
            &mail, "Content-Type: multipart/mixed; boundary=b%zu\n\n--b%zu\n",
            i, i);
    mail_parts_find(strbuf_slice(&mail), &arena, &parts);
    assert_true(parts.is_cut);
    strbuf_release(&mail);
}

static int release(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_encoded_words),
        cmocka_unit_test(test_fields_and_parameters),
        cmocka_unit_test(test_the_way_back),
        cmocka_unit_test(test_japanese_of_seven_bits),
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_parts_are_bounded),
    };

    return cmocka_run_group_tests_name("mail", tests, NULL, release);
}
