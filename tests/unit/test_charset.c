#include "tests/unit/unit.h"

#include <iconv.h>

#include "indexer/charset.h"

static const char russian[] =
    "Министры иностранных дел обсудили положение в регионе и условились "
    "продолжить консультации экспертов весной.";
static const char japanese[] = "両大臣は、地域情勢について意見を交換し、専門家"
                               "による協議を継続することで一致"
                               "しました。";
static const char chinese[] = "两国外长就地区局势交换了意见，并同意继续举行专家"
                              "磋商，共同维护和平与稳定。";
static const char taiwanese[] = "兩國外長就區域情勢交換了意見，並同意繼續舉行專"
                                "家磋商，共同維護和平與穩定。";
static const char korean[] =
    "양국 외교장관은 지역 정세에 대해 의견을 교환하고 전문가 협의를 계속하기로 "
    "합의하였습니다.";
static const char french[] =
    "Les deux ministres ont évoqué la situation dans la région et sont "
    "convenus de poursuivre les échanges entre leurs experts à Genève.";
static const char polish[] =
    "Ministrowie omówili sytuację w regionie i zgodzili się, że konsultacje "
    "ekspertów będą kontynuowane wiosną również w Łodzi.";

static struct slice encode(const char *text, const char *charset,
                           struct strbuf *out)
{
    iconv_t iconv_ = iconv_open(charset, "UTF-8");
    char *from = (char *)(uintptr_t)text;
    size_t left = strlen(text), room = 4 * left + 4;
    char *to;

    strbuf_reset(out);
    strbuf_reserve(out, room);
    to = out->bytes;
    assert_true(iconv_ != (iconv_t)-1);
    assert_int_equal(iconv(iconv_, &from, &left, &to, &room), 0);
    iconv_close(iconv_);
    out->len = (size_t)(to - out->bytes);
    return strbuf_slice(out);
}

static void decode(const struct charset *charset, struct slice bytes,
                   struct strbuf *out)
{
    struct charset_decoder *decoder = charset_decoder_new(charset);

    strbuf_reset(out);
    for (size_t at = 0; at < bytes.len;) {
        int32_t c;

        at += charset_decode(decoder, bytes.bytes + at, bytes.len - at, &c);
        strbuf_add_utf8(out, c < 0 ? 0xFFFD : c);
    }
    charset_decoder_free(decoder);
}

static void test_texts_are_detected_and_decoded(void **state)
{
    static const struct {
        const char *text, *charset, *name;
    } rows[] = {
        {russian, "CP1251", "windows-1251"},
        {russian, "KOI8-R", "KOI8-R"},
        {russian, "ISO-8859-5", "ISO-8859-5"},
        {japanese, "CP932", "Shift_JIS"},
        {japanese, "EUC-JP", "EUC-JP"},
        {chinese, "GB18030", "GB18030"},
        {taiwanese, "BIG5", "Big5"},
        {korean, "EUC-KR", "EUC-KR"},
        {french, "CP1252", "windows-1252"},
        {polish, "CP1250", "windows-1250"},
        {russian, "UTF-8", "UTF-8"},
        {french, "UTF-16LE", "UTF-16LE"},
        {french, "UTF-16BE", "UTF-16BE"},
    };
    struct strbuf bytes = STRBUF_INIT, text = STRBUF_INIT;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct slice raw = encode(rows[i].text, rows[i].charset, &bytes);
        const struct charset *found = charset_find(raw, SLICE_UNKNOWN);

        if (strcmp(charset_name(found), rows[i].name) != 0)
            fail_msg("%s: found %s", rows[i].name, charset_name(found));
        decode(found, raw, &text);
        assert_slice(strbuf_slice(&text), rows[i].text);
    }
    strbuf_release(&bytes);
    strbuf_release(&text);
}

static void test_what_is_declared_counts_where_it_can_be(void **state)
{
    static const struct {
        const char *text, *charset, *declared, *name;
    } rows[] = {
        {polish, "ISO-8859-2", "iso-8859-2", "ISO-8859-2"},
        {russian, "CP1251", "Windows-1251", "windows-1251"},
        /* These bytes are UTF-8 and nothing else, whatever is said. */
        {russian, "UTF-8", "windows-1251", "UTF-8"},
        /* Western by habit, but all its letters are outside ASCII. */
        {russian, "CP1251", "iso-8859-1", "windows-1251"},
        {japanese, "CP932", "utf-8", "Shift_JIS"},
        {japanese, "CP932", "euc-jp", "Shift_JIS"},
        {french, "CP1252", "ISO-8859-1", "windows-1252"},
        {french, "CP1252", "no such thing", "windows-1252"},
    };
    struct strbuf bytes = STRBUF_INIT;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct slice raw = encode(rows[i].text, rows[i].charset, &bytes);
        const struct charset *found =
            charset_find(raw, slice_of(rows[i].declared));

        if (strcmp(charset_name(found), rows[i].name) != 0)
            fail_msg("row %zu: found %s", i, charset_name(found));
    }
    strbuf_release(&bytes);
}

static void test_names_are_what_browsers_take_them_for(void **state)
{
    static const char *const rows[][2] = {
        {"latin1", "windows-1252"},  {" ISO-8859-1 ", "windows-1252"},
        {"gb2312", "GB18030"},       {"x-sjis", "Shift_JIS"},
        {"UTF8", "UTF-8"},           {"cp1251", "windows-1251"},
        {"ks_c_5601-1987", "EUC-KR"}};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct charset *found = charset_named(slice_of(rows[i][0]));

        assert_non_null(found);
        assert_string_equal(charset_name(found), rows[i][1]);
    }
    assert_null(charset_named(SLICE("klingon")));
    assert_null(charset_named(SLICE("")));
}

/* Cut anywhere, bytes give characters of at least one byte, and never read
 * beyond the end. */
static void test_bytes_cut_off_are_no_character(void **state)
{
    static const char *const names[] = {"shift_jis", "euc-jp", "gb18030",
                                        "big5",      "euc-kr", "utf-16le"};
    static const char cut[] = {'\x8F', '\x81'};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        struct charset_decoder *decoder =
            charset_decoder_new(charset_named(slice_of(names[i])));
        int32_t c;

        assert_int_equal(charset_decode(decoder, cut + 1, 1, &c), 1);
        assert_int_equal(c, -1);
        charset_decoder_free(decoder);
    }
}

static void test_a_tag_is_not_swallowed_by_half_a_character(void **state)
{
    struct charset_decoder *decoder =
        charset_decoder_new(charset_named(SLICE("shift_jis")));
    int32_t c;

    (void)state;
    assert_int_equal(charset_decode(decoder, "\x83<p>", 4, &c), 1);
    assert_int_equal(c, -1);
    charset_decoder_free(decoder);
}

static void test_mojibake_is_counted(void **state)
{
    (void)state;
    assert_int_equal(charset_count_mojibake(SLICE("Ã©tÃ© â€™ ÐœÐ¸Ð")), 5);
    assert_int_equal(charset_count_mojibake(SLICE("été Ärger São Öl")), 0);
    assert_true(charset_is_mojibake(6, 20));
    assert_false(charset_is_mojibake(6, 20000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts_are_detected_and_decoded),
        cmocka_unit_test(test_what_is_declared_counts_where_it_can_be),
        cmocka_unit_test(test_names_are_what_browsers_take_them_for),
        cmocka_unit_test(test_bytes_cut_off_are_no_character),
        cmocka_unit_test(test_a_tag_is_not_swallowed_by_half_a_character),
        cmocka_unit_test(test_mojibake_is_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
