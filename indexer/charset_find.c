#include <uchardet.h>

#include "indexer/charset_inside.h"

enum {
    SAMPLE_MOST = 32768, /* bytes outside tags that detection looks at */
    TAG_MOST = 2000,     /* bytes of a tag left out of them */
    BAD_SHARE = 500,     /* one character in so many may be none */
    SURE_LEAST = 60,     /* bytes outside ASCII that make detection sure */
    FOREIGN_PERCENT = 40 /* of letters outside ASCII: no Western text */
};

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
        return charset_named(SLICE("utf-8"));
    if ((found = find_utf16(bytes)) != NULL)
        return found;
    trial = try_utf8(slice_part(bytes, at, bytes.len));
    if (trial.bad * 20 <= trial.characters)
        return charset_named(
            SLICE("utf-8")); /* a few damaged characters do not matter */
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
