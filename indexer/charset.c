#include "indexer/charset_inside.h"

#include <iconv.h>

#include "indexer/iso2022.h"

enum { NAME_MOST = 40, REPLACEMENT = 0xFFFD };

static const struct charset charsets[] = {
    {"UTF-8", "UTF-8", UTF_8, "utf8 unicode-1-1-utf-8 ascii us-ascii"},
    {"UTF-16LE", "UTF-16LE", UTF_16LE, "utf-16 unicode ucs-2"},
    {"UTF-16BE", "UTF-16BE", UTF_16BE, ""},
    {"windows-1252", "CP1252", SINGLE,
     "cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 latin1 l1 "
     "latin-1 ansi"},
    {"windows-1251", "CP1251", SINGLE,
     "cp1251 x-cp1251 win-1251 win1251 cp-1251 windows1251"},
    {"KOI8-R", "KOI8-R", SINGLE, "koi koi8 koi8r koi8_r cskoi8r"},
    {"KOI8-U", "KOI8-U", SINGLE, "koi8-ru"},
    {"IBM866", "CP866", SINGLE, "866 cp866 csibm866"},
    {"ISO-8859-5", "ISO-8859-5", SINGLE, "iso8859-5 cyrillic iso_8859-5"},
    {"x-mac-cyrillic", "MAC-CYRILLIC", SINGLE, "mac-cyrillic maccyrillic"},
    {"macintosh", "MACINTOSH", SINGLE, "mac x-mac-roman"},
    {"windows-1250", "CP1250", SINGLE, "cp1250 x-cp1250 windows1250"},
    {"ISO-8859-2", "ISO-8859-2", SINGLE, "iso8859-2 latin2 l2 iso_8859-2"},
    {"ISO-8859-3", "ISO-8859-3", SINGLE, "iso8859-3 latin3"},
    {"ISO-8859-4", "ISO-8859-4", SINGLE, "iso8859-4 latin4"},
    {"ISO-8859-10", "ISO-8859-10", SINGLE, "iso8859-10 latin6"},
    {"ISO-8859-13", "ISO-8859-13", SINGLE, "iso8859-13"},
    {"ISO-8859-14", "ISO-8859-14", SINGLE, "iso8859-14"},
    {"ISO-8859-15", "ISO-8859-15", SINGLE, "iso8859-15 latin9 iso_8859-15"},
    {"ISO-8859-16", "ISO-8859-16", SINGLE, "iso8859-16"},
    {"windows-1253", "CP1253", SINGLE, "cp1253 x-cp1253"},
    {"ISO-8859-7", "ISO-8859-7", SINGLE, "iso8859-7 greek iso_8859-7"},
    {"windows-1254", "CP1254", SINGLE,
     "cp1254 x-cp1254 iso-8859-9 iso8859-9 latin5 iso_8859-9"},
    {"windows-1255", "CP1255", SINGLE, "cp1255 x-cp1255"},
    {"ISO-8859-8", "ISO-8859-8", SINGLE,
     "iso8859-8 hebrew iso-8859-8-i iso-8859-8-e"},
    {"windows-1256", "CP1256", SINGLE, "cp1256 x-cp1256"},
    {"ISO-8859-6", "ISO-8859-6", SINGLE, "iso8859-6 arabic iso_8859-6"},
    {"windows-1257", "CP1257", SINGLE, "cp1257 x-cp1257"},
    {"windows-1258", "CP1258", SINGLE, "cp1258 x-cp1258"},
    {"windows-874", "CP874", SINGLE, "tis-620 iso-8859-11 dos-874"},
    {"Shift_JIS", "CP932", SJIS,
     "sjis shift-jis x-sjis windows-31j ms932 ms_kanji cp932 csshiftjis"},
    {"EUC-JP", "EUC-JP-MS", EUC_JP, "x-euc-jp eucjp cseucpkdfmtjapanese"},
    {"GB18030", "GB18030", GB,
     "gb2312 gbk x-gbk gb_2312 gb_2312-80 cp936 euc-cn"},
    {"Big5", "BIG5-HKSCS", BIG_5, "big5-hkscs x-x-big5 big-5 cn-big5 cp950"},
    {"EUC-KR", "UHC", UHC,
     "ks_c_5601-1987 ksc5601 korean windows-949 cp949 uhc ksc_5601"},
};

static bool has_label(const char *labels, struct slice name)
{
    struct slice rest = slice_of(labels), label;

    while (slice_next(&rest, ' ', &label))
        if (slice_equal_nocase(label, name))
            return true;
    return false;
}

const struct charset *charset_named(struct slice name)
{
    name = slice_trim(name);
    if (!name.len || name.len > NAME_MOST)
        return NULL;
    for (size_t i = 0; i < COUNT_OF(charsets); i++)
        if (slice_equal_nocase(name, slice_of(charsets[i].name)) ||
            has_label(charsets[i].labels, name))
            return &charsets[i];
    return NULL;
}

const char *charset_name(const struct charset *charset)
{
    return charset->name;
}

bool charset_is_utf8(const struct charset *charset)
{
    return charset->kind == UTF_8;
}

bool charset_is_utf16(const struct charset *charset)
{
    return charset->kind == UTF_16LE || charset->kind == UTF_16BE;
}

/* ---- characters ---- */

enum { NOT_KNOWN = 0, NO_CHARACTER = -1 };

struct charset_decoder {
    const struct charset *charset;
    iconv_t iconv;
    /* What one byte or two make, as far as it was asked. */
    int32_t *known;
};

static bool is_wide(enum charset_kind kind)
{
    return kind >= SJIS;
}

struct charset_decoder *charset_decoder_new(const struct charset *charset)
{
    struct charset_decoder *decoder = heap_alloc(sizeof *decoder);

    decoder->charset = charset;
    decoder->iconv = (iconv_t)-1;
    if (charset->kind < SINGLE)
        return decoder;
    decoder->iconv = iconv_open("UTF-32LE", charset->iconv_name);
    decoder->known =
        heap_alloc((is_wide(charset->kind) ? 65536 : 256) * sizeof(int32_t));
    return decoder;
}

void charset_decoder_free(struct charset_decoder *decoder)
{
    if (!decoder)
        return;
    if (decoder->iconv != (iconv_t)-1)
        iconv_close(decoder->iconv);
    heap_free(decoder->known);
    heap_free(decoder);
}

static int32_t convert(const struct charset_decoder *decoder, const char *bytes,
                       size_t len)
{
    char unit[4] = {0};
    unsigned char out[16];
    char *from = unit, *to = (char *)out;
    size_t left = len, room = sizeof out;
    int32_t c;

    if (decoder->iconv == (iconv_t)-1)
        return NO_CHARACTER;
    memcpy(unit, bytes, len);
    iconv(decoder->iconv, NULL, NULL, NULL, NULL);
    /* A letter that an accent may follow is kept back until it is flushed. */
    if (iconv(decoder->iconv, &from, &left, &to, &room) == (size_t)-1 || left ||
        iconv(decoder->iconv, NULL, NULL, &to, &room) == (size_t)-1 ||
        sizeof out - room < 4)
        return NO_CHARACTER;
    c = (int32_t)(out[0] | (uint32_t)out[1] << 8 | (uint32_t)out[2] << 16);
    return c < 0xA0 ? NO_CHARACTER : c; /* controls are none in a text */
}

/* Bytes of the character that begins so; of what is none, 1. */
static size_t wide_length(enum charset_kind kind, const unsigned char *bytes,
                          size_t len)
{
    unsigned char lead = bytes[0], second = len > 1 ? bytes[1] : 0;

    if (kind == SJIS)
        return ((lead >= 0x81 && lead <= 0x9F) ||
                (lead >= 0xE0 && lead <= 0xFC)) &&
                       second >= 0x40
                   ? 2
                   : 1;
    if (kind == EUC_JP && lead == 0x8F)
        return len > 2 && second >= 0xA1 && bytes[2] >= 0xA1 ? 3 : 1;
    if (kind == EUC_JP)
        return (lead == 0x8E || lead >= 0xA1) && second >= 0xA1 ? 2 : 1;
    if (kind == GB && lead >= 0x81 && second >= 0x30 && second <= 0x39)
        return len > 3 ? 4 : 1;
    return lead >= 0x81 && lead <= 0xFE && second >= 0x40 ? 2 : 1;
}

static size_t decode_utf16(const unsigned char *bytes, size_t len,
                           bool is_big_endian, int32_t *out)
{
    unsigned high = is_big_endian ? 0 : 1, low = 1 - high;
    int32_t second;

    *out = NO_CHARACTER;
    if (len < 2)
        return 1;
    *out = bytes[high] << 8 | bytes[low];
    if (*out < 0xD800 || *out >= 0xE000)
        return 2;
    second = len >= 4 ? bytes[2 + high] << 8 | bytes[2 + low] : 0;
    if (*out >= 0xDC00 || second < 0xDC00 || second >= 0xE000) {
        *out = NO_CHARACTER;
        return 2;
    }
    *out = 0x10000 + ((*out - 0xD800) << 10) + second - 0xDC00;
    return 4;
}

size_t charset_decode(struct charset_decoder *decoder, const char *bytes,
                      size_t len, int32_t *out)
{
    const unsigned char *raw = (const unsigned char *)bytes;
    enum charset_kind kind = decoder->charset->kind;
    size_t length = 1, key = raw[0];

    if (kind == UTF_8)
        return utf8_decode(bytes, len, out);
    if (kind == UTF_16LE || kind == UTF_16BE)
        return decode_utf16(raw, len, kind == UTF_16BE, out);
    if (raw[0] < 0x80) {
        *out = raw[0];
        return 1;
    }
    if (is_wide(kind))
        length = wide_length(kind, raw, len);
    if (length > 2) {
        *out = convert(decoder, bytes, length);
        return length;
    }
    if (length == 2)
        key = key << 8 | raw[1];
    if (decoder->known[key] == NOT_KNOWN)
        decoder->known[key] = convert(decoder, bytes, length);
    *out = decoder->known[key];
    return length;
}

struct slice charset_to_utf8(struct slice bytes, struct slice declared,
                             struct arena *arena)
{
    struct strbuf text = STRBUF_INIT, euc = STRBUF_INIT;
    struct charset_decoder *decoder;
    struct slice kept;

    if (iso2022_is(bytes)) {
        iso2022_convert(bytes, &euc, NULL);
        bytes = strbuf_slice(&euc);
        declared = SLICE(ISO2022_AS);
    }
    decoder = charset_decoder_new(charset_find(bytes, declared));

    for (size_t at = charset_mark_length(bytes); at < bytes.len;) {
        int32_t codepoint;

        at += charset_decode(decoder, bytes.bytes + at, bytes.len - at,
                             &codepoint);
        if (codepoint < 0)
            codepoint = REPLACEMENT;
        strbuf_add_utf8(
            &text, codepoint < 0x20 || codepoint == 0x7F ? ' ' : codepoint);
    }
    kept = slice_copy(arena, strbuf_slice(&text));
    strbuf_release(&text);
    strbuf_release(&euc);
    charset_decoder_free(decoder);
    return kept;
}
