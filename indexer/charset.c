#include "indexer/charset.h"

#include <iconv.h>
#include <stdlib.h>
#include <uchardet.h>

enum {
    NAME_MOST = 40,
    SAMPLE_MOST = 32768, /* bytes outside tags that detection looks at */
    TAG_MOST = 2000,     /* bytes of a tag left out of them */
    BAD_SHARE = 500,     /* one character in so many may be none */
    SURE_LEAST = 60,     /* bytes outside ASCII that make detection sure */
    FOREIGN_PERCENT = 40 /* of letters outside ASCII: no Western text */
};

enum kind { UTF_8, UTF_16LE, UTF_16BE, SINGLE, SJIS, EUC_JP, GB, BIG_5, UHC };

struct charset {
    const char *name;
    const char *iconv_name;
    enum kind kind;
    const char *labels; /* other names, parted by spaces */
};

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

static bool is_wide(enum kind kind)
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
static size_t wide_length(enum kind kind, const unsigned char *bytes,
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
    enum kind kind = decoder->charset->kind;
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

/* ---- which one ---- */

size_t charset_mark_length(struct slice bytes)
{
    if (slice_starts(bytes, SLICE("\xEF\xBB\xBF")))
        return 3;
    return slice_starts(bytes, SLICE("\xFF\xFE")) ||
                   slice_starts(bytes, SLICE("\xFE\xFF"))
               ? 2
               : 0;
}

/* What bytes would be in a character set. */
struct trial {
    size_t characters; /* outside ASCII */
    size_t bad;
    size_t letters; /* of ASCII */
};

static struct trial try_charset(const struct charset *charset,
                                struct slice bytes)
{
    struct charset_decoder *decoder = charset_decoder_new(charset);
    struct trial trial = {0};

    for (size_t at = 0; at < bytes.len;) {
        unsigned char byte = (unsigned char)bytes.bytes[at];
        int32_t c;

        if (byte < 0x80 && charset->kind != UTF_16LE &&
            charset->kind != UTF_16BE) {
            trial.letters += (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
            at++;
            continue;
        }
        at += charset_decode(decoder, bytes.bytes + at, bytes.len - at, &c);
        trial.bad += c < 0 || (c >= 0x80 && c < 0xA0);
        trial.characters += c < 0 || c >= 0x80;
    }
    charset_decoder_free(decoder);
    return trial;
}

static struct trial try_utf8(struct slice bytes)
{
    struct trial trial = {0};

    for (size_t at = 0; at < bytes.len;) {
        int32_t c;

        if ((signed char)bytes.bytes[at] >= 0) {
            at++;
            continue;
        }
        at += utf8_decode_long(bytes.bytes + at, bytes.len - at, &c);
        trial.bad += c < 0;
        trial.characters++;
    }
    return trial;
}

static bool holds(const struct trial *trial)
{
    return trial->bad * BAD_SHARE <= trial->characters;
}

/* UTF-16 without a mark: every other byte of Western text is NUL. */
static const struct charset *find_utf16(struct slice bytes)
{
    size_t nuls[2] = {0}, most = bytes.len < 4096 ? bytes.len : 4096;

    for (size_t i = 0; i < most; i++)
        nuls[i % 2] += bytes.bytes[i] == '\0';
    if (nuls[1] * 4 > most && nuls[0] * 16 < most)
        return charset_named(SLICE("utf-16le"));
    if (nuls[0] * 4 > most && nuls[1] * 16 < most)
        return charset_named(SLICE("utf-16be"));
    return NULL;
}

/* The bytes that stand outside tags, as many as are looked at; runs of ASCII
 * tell nothing of the character set, so the text begins where they end. */
static void take_sample(struct slice bytes, struct strbuf *out)
{
    size_t at = 0;

    while (at < bytes.len && (unsigned char)bytes.bytes[at] < 0x80)
        at++;
    while (at < bytes.len && out->len < SAMPLE_MOST) {
        const char *end = NULL;

        if (bytes.bytes[at] == '<')
            end = memchr(bytes.bytes + at, '>',
                         bytes.len - at < TAG_MOST ? bytes.len - at : TAG_MOST);
        if (end) {
            strbuf_add_byte(out, ' ');
            at = (size_t)(end - bytes.bytes) + 1;
        } else {
            strbuf_add_byte(out, bytes.bytes[at++]);
        }
    }
}

/* Letters of Central Europe that in windows-1252 are none, or rare. */
static bool is_central(unsigned char byte)
{
    static const unsigned char marks[] = {0x8A, 0x8C, 0x8E, 0x8F, 0x9A, 0x9C,
                                          0x9D, 0x9E, 0x9F, 0xA3, 0xA5, 0xA6,
                                          0xB1, 0xB3, 0xB6, 0xB9, 0xBE, 0xBF};

    return memchr(marks, byte, sizeof marks) != NULL;
}

/* Of a short Western text the detector often says that it is of Central Europe,
 * or of a rare character set. */
static bool is_western_rather(const struct charset *found, struct slice sample)
{
    static const char *const rare[] = {"ISO-8859-3",   "ISO-8859-10",
                                       "ISO-8859-14",  "ISO-8859-16",
                                       "windows-1258", "macintosh"};
    static const char *const central[] = {"windows-1250", "ISO-8859-2"};
    size_t high = 0, marks = 0;

    for (size_t i = 0; i < sample.len; i++) {
        unsigned char byte = (unsigned char)sample.bytes[i];

        high += byte >= 0x80;
        marks += is_central(byte);
    }
    if (high > SURE_LEAST)
        return false;
    for (size_t i = 0; i < COUNT_OF(rare); i++)
        if (!strcmp(found->name, rare[i]))
            return true;
    for (size_t i = 0; i < COUNT_OF(central); i++)
        if (!strcmp(found->name, central[i]))
            return marks == 0;
    return false;
}

static const struct charset *detect(struct slice bytes)
{
    const struct charset *found = NULL;
    struct strbuf sample = STRBUF_INIT;
    uchardet_t detector = uchardet_new();

    take_sample(bytes, &sample);
    if (sample.len &&
        uchardet_handle_data(detector, sample.bytes, sample.len) == 0) {
        uchardet_data_end(detector);
        found = charset_named(slice_of(uchardet_get_charset(detector)));
    }
    uchardet_delete(detector);
    if (!found || found->kind < SINGLE ||
        is_western_rather(found, strbuf_slice(&sample)))
        found = charset_named(SLICE("windows-1252"));
    strbuf_release(&sample);
    return found;
}

/* A Western character set takes any bytes; a text nearly all of whose letters
 * lie outside ASCII is none, whatever the page declares. */
static bool is_doubtful(const struct charset *charset,
                        const struct trial *trial)
{
    return charset->kind == SINGLE &&
           (slice_equal(slice_of(charset->name), SLICE("windows-1252")) ||
            slice_equal(slice_of(charset->name), SLICE("ISO-8859-15"))) &&
           trial->characters * 100 >
               (trial->characters + trial->letters) * FOREIGN_PERCENT;
}

static const struct charset *find_declared(struct slice bytes,
                                           struct slice declared)
{
    const struct charset *charset = charset_named(declared);
    struct strbuf sample = STRBUF_INIT;
    struct trial trial;

    if (!charset || charset->kind < SINGLE)
        return NULL;
    take_sample(bytes, &sample);
    trial = try_charset(charset, strbuf_slice(&sample));
    strbuf_release(&sample);
    return holds(&trial) && !is_doubtful(charset, &trial) ? charset : NULL;
}

const struct charset *charset_find(struct slice bytes, struct slice declared)
{
    const struct charset *found;
    struct trial trial;
    size_t at = 0;

    if (slice_starts(bytes, SLICE("\xFF\xFE")))
        return charset_named(SLICE("utf-16le"));
    if (slice_starts(bytes, SLICE("\xFE\xFF")))
        return charset_named(SLICE("utf-16be"));
    while (at < bytes.len && (signed char)bytes.bytes[at] > 0)
        at++;
    if (at == bytes.len || charset_mark_length(bytes))
        return &charsets[0];
    if ((found = find_utf16(bytes)) != NULL)
        return found;
    trial = try_utf8(slice_part(bytes, at, bytes.len));
    if (trial.bad * 20 <= trial.characters)
        return &charsets[0]; /* a few damaged characters do not matter */
    found = find_declared(bytes, declared);
    return found ? found : detect(bytes);
}

/* ---- mojibake ---- */

/* The byte that windows-1252 has for the character, or -1. */
static int western_byte(int32_t c)
{
    static const uint16_t high[] = {
        0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
        0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
        0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

    if (c >= 0xA0 && c <= 0xFF)
        return (int)c;
    for (size_t i = 0; i < COUNT_OF(high); i++)
        if (high[i] == c)
            return (int)(0x80 + i);
    return -1;
}

size_t charset_count_mojibake(struct slice text)
{
    size_t count = 0, at = 0;

    while (at < text.len) {
        int32_t first, second;
        size_t len;
        int byte;

        if ((unsigned char)text.bytes[at] != 0xC3) { /* U+00C0 to U+00FF */
            at++;
            continue;
        }
        len = utf8_decode(text.bytes + at, text.len - at, &first);
        at += len;
        if (first < 0xC2 || first > 0xF4 || at >= text.len)
            continue;
        len = utf8_decode(text.bytes + at, text.len - at, &second);
        byte = second >= 0x80 ? western_byte(second) : -1;
        if (byte >= 0x80 && byte < 0xC0) {
            count++;
            at += len;
        }
    }
    return count;
}

bool charset_is_mojibake(size_t places, size_t len)
{
    enum { PLACES_LEAST = 4, SHARE = 400 };

    return places >= PLACES_LEAST && places * SHARE > len;
}
