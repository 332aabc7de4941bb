#include "common/fold.h"

#include <assert.h>
#include <string.h>
#include <utf8proc.h>

#include "common/script.h"

enum {
    CLUSTER_BYTES_MOST = 64, /* a character with more marks is cut */
    CLUSTER_CODEPOINTS_MOST = CLUSTER_BYTES_MOST * 18,
    FOLD_OPTIONS = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE |
                   UTF8PROC_CASEFOLD | UTF8PROC_IGNORE,
    DOT_ABOVE = 0x307,
    LETTER_POINTS_MOST = 32 /* that one character folds to; 18 are known */
};

static size_t ascii_length(const char *bytes, size_t len)
{
    size_t at = 0;

    for (; at + 8 <= len; at += 8) {
        uint64_t eight;
        memcpy(&eight, bytes + at, sizeof eight);
        if (eight & 0x8080808080808080U)
            break;
    }
    while (at < len && (unsigned char)bytes[at] < 0x80)
        at++;
    return at;
}

static char ascii_fold(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c | 0x20);
    return c == '`' ? '\'' : c;
}

static void add_ascii(struct strbuf *out, const char *bytes, size_t len)
{
    char *to;

    strbuf_reserve(out, len);
    to = out->bytes + out->len;
    for (size_t i = 0; i < len; i++)
        to[i] = ascii_fold(bytes[i]);
    out->len += len;
    out->bytes[out->len] = '\0';
}

/* Does the character change with what stands before it? */
static bool is_extender(int32_t codepoint)
{
    if (codepoint < 0x300 || (codepoint >= 0x400 && codepoint < 0x483))
        return false;
    if (codepoint >= 0x1160 && codepoint < 0x1200)
        return true; /* the second or third letter of a Hangul syllable */
    return fold_class(codepoint) == FOLD_MARK;
}

/* Bytes of the character at bytes and of the marks that follow it. */
static size_t cluster_length(const char *bytes, size_t len, int32_t *first)
{
    size_t used = utf8_decode(bytes, len, first);
    int32_t codepoint;

    while (*first >= 0 && used < len && (unsigned char)bytes[used] >= 0x80) {
        size_t more = utf8_decode(bytes + used, len - used, &codepoint);
        if (!is_extender(codepoint) || used + more > CLUSTER_BYTES_MOST)
            break;
        used += more;
    }
    return used;
}

/* Characters that stand for one we know, though NFKC keeps them apart. */
static int32_t stand_in(int32_t codepoint)
{
    static const int32_t zeros[] = {0x660, 0x6F0, 0x966, 0x9E6, 0xE50};

    switch (codepoint) {
    case 0x00B4: /* acute accent */
    case 0x02BB: /* turned comma, as in Hawaiian and Arabic names */
    case 0x02BC: /* modifier apostrophe */
    case 0x055A: /* Armenian apostrophe */
    case 0x2018: /* quotation marks */
    case 0x2019:
    case 0x201B:
        return '\'';
    case 0x2010: /* hyphen */
    case 0x2011: /* non-breaking hyphen */
        return '-';
    default:
        break;
    }
    for (size_t i = 0; i < COUNT_OF(zeros); i++)
        if (codepoint >= zeros[i] && codepoint < zeros[i] + 10)
            return '0' + codepoint - zeros[i];
    return codepoint;
}

/* A lower-case letter or ideograph that folding leaves alone, or the capital
 * of one: spares the tables for most of the text. */
static int32_t fold_simple(int32_t codepoint)
{
    if (codepoint >= 0x430 && codepoint < 0x460)
        return codepoint;
    if (codepoint >= 0x410 && codepoint < 0x430)
        return codepoint + 0x20;
    if ((codepoint >= 0x4E00 && codepoint < 0xA000) ||
        (codepoint >= 0x3041 && codepoint < 0x3095) ||
        (codepoint >= 0x30A1 && codepoint < 0x30FB) ||
        (codepoint >= 0xAC00 && codepoint < 0xD7A4))
        return codepoint;
    return -1;
}

static void add_cluster(struct strbuf *out, const char *bytes, size_t len)
{
    int32_t points[CLUSTER_CODEPOINTS_MOST];
    utf8proc_ssize_t count = utf8proc_decompose(
        (const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)len, points,
        COUNT_OF(points), (utf8proc_option_t)FOLD_OPTIONS);

    assert(count <= (utf8proc_ssize_t)COUNT_OF(points));
    if (count > 0)
        count = utf8proc_normalize_utf32(points, count,
                                         (utf8proc_option_t)FOLD_OPTIONS);
    for (utf8proc_ssize_t i = 0; i < count; i++)
        if (points[i] != DOT_ABOVE || i == 0 || points[i - 1] != 'i')
            strbuf_add_utf8(out, stand_in(points[i]));
}

/* Add the character at bytes with its marks, folded; returns its length. */
static size_t add_character(struct strbuf *out, const char *bytes, size_t len)
{
    int32_t first, simple;
    size_t used = cluster_length(bytes, len, &first);

    if (first < 0) {
        strbuf_add_byte(out, ' ');
        return used;
    }
    simple = stand_in(first);
    if (simple == first)
        simple = fold_simple(first);
    if (simple >= 0 && (first < 0x800 ? used <= 2 : used == 3))
        strbuf_add_utf8(out, simple);
    else
        add_cluster(out, bytes, used);
    return used;
}

/* How much of the ASCII at bytes stays as it is: all of it, but for the last
 * character when a mark may follow. */
static size_t plain_length(const char *bytes, size_t len)
{
    size_t plain = ascii_length(bytes, len);
    int32_t next;

    if (plain == 0 || plain == len)
        return plain;
    utf8_decode(bytes + plain, len - plain, &next);
    return is_extender(next) ? plain - 1 : plain;
}

void fold_add(struct slice raw, struct strbuf *out)
{
    for (size_t at = 0; at < raw.len;) {
        size_t plain = plain_length(raw.bytes + at, raw.len - at);

        add_ascii(out, raw.bytes + at, plain);
        at += plain;
        if (at < raw.len)
            at += add_character(out, raw.bytes + at, raw.len - at);
    }
}

static void reserve_map(struct folded *folded, size_t count)
{
    if (count <= folded->capacity)
        return;
    if (count < 2 * folded->capacity)
        count = 2 * folded->capacity;
    folded->starts = heap_resize(folded->starts, count, sizeof(uint32_t));
    folded->ends = heap_resize(folded->ends, count, sizeof(uint32_t));
    folded->capacity = count;
}

/* The bytes of text from `from` on came from raw bytes [start, end). */
static void map_character(struct folded *folded, size_t from, size_t start,
                          size_t end)
{
    reserve_map(folded, folded->text.len);
    for (size_t i = from; i < folded->text.len; i++) {
        folded->starts[i] = (uint32_t)start;
        folded->ends[i] = (uint32_t)end;
    }
}

static void map_plain(struct folded *folded, size_t from, size_t start)
{
    reserve_map(folded, folded->text.len);
    for (size_t i = from; i < folded->text.len; i++) {
        folded->starts[i] = (uint32_t)(start + i - from);
        folded->ends[i] = (uint32_t)(start + i - from + 1);
    }
}

static void fold_mapped(struct folded *folded, struct slice raw)
{
    for (size_t at = 0; at < raw.len;) {
        size_t plain = plain_length(raw.bytes + at, raw.len - at);
        size_t from = folded->text.len;
        size_t used;

        add_ascii(&folded->text, raw.bytes + at, plain);
        map_plain(folded, from, at);
        at += plain;
        if (at == raw.len)
            break;
        from = folded->text.len;
        used = add_character(&folded->text, raw.bytes + at, raw.len - at);
        map_character(folded, from, at, at + used);
        at += used;
    }
}

void folded_set(struct folded *folded, struct slice raw)
{
    assert(raw.len < UINT32_MAX);
    strbuf_reset(&folded->text);
    folded->is_plain = ascii_length(raw.bytes, raw.len) == raw.len;
    if (folded->is_plain)
        add_ascii(&folded->text, raw.bytes, raw.len);
    else
        fold_mapped(folded, raw);
}

void folded_release(struct folded *folded)
{
    strbuf_release(&folded->text);
    heap_free(folded->starts);
    heap_free(folded->ends);
    *folded = (struct folded){.text = STRBUF_INIT};
}

uint32_t folded_start(const struct folded *folded, size_t at)
{
    return folded->is_plain ? (uint32_t)at : folded->starts[at];
}

uint32_t folded_end(const struct folded *folded, size_t end)
{
    return folded->is_plain ? (uint32_t)end : folded->ends[end - 1];
}

/* Letters that do not decompose, though people write them without the bar. */
static const char *plain_letters(int32_t codepoint)
{
    switch (codepoint) {
    case 0x00E6:
        return "ae";
    case 0x00F0:
    case 0x0111:
        return "d";
    case 0x00F8:
        return "o";
    case 0x00FE:
        return "th";
    case 0x0127:
        return "h";
    case 0x0131:
        return "i";
    case 0x0142:
        return "l";
    case 0x0153:
        return "oe";
    case 0x0167:
        return "t";
    case 0x0259: /* Azerbaijani schwa */
        return "a";
    case 0x0451:
        return "\xD0\xB5";
    default:
        return NULL;
    }
}

static bool loses_marks(int32_t codepoint)
{
    enum script script = script_of(codepoint);

    return script == SCRIPT_LATIN || script == SCRIPT_GREEK ||
           script == SCRIPT_ARABIC || script == SCRIPT_HEBREW ||
           script == SCRIPT_NONE;
}

static void add_base_letters(struct strbuf *out, const char *bytes, size_t len,
                             int32_t codepoint)
{
    int32_t points[CLUSTER_CODEPOINTS_MOST];
    utf8proc_ssize_t count = 0;

    if (loses_marks(codepoint))
        count = utf8proc_decompose((const utf8proc_uint8_t *)bytes,
                                   (utf8proc_ssize_t)len, points,
                                   COUNT_OF(points), UTF8PROC_DECOMPOSE);
    if (count <= 0)
        strbuf_add(out, (struct slice){bytes, len});
    for (utf8proc_ssize_t i = 0; i < count; i++)
        if (fold_class(points[i]) != FOLD_MARK)
            strbuf_add_utf8(out, points[i]);
}

void fold_add_without_marks(struct slice text, struct strbuf *out)
{
    for (size_t at = 0; at < text.len;) {
        int32_t codepoint;
        size_t used = utf8_decode(text.bytes + at, text.len - at, &codepoint);
        const char *letters = plain_letters(codepoint);

        if (codepoint < 0x80)
            strbuf_add_byte(out, text.bytes[at]);
        else if (letters)
            strbuf_add_text(out, letters);
        else
            add_base_letters(out, text.bytes + at, used, codepoint);
        at += used;
    }
}

static enum fold_class ascii_class(int32_t codepoint)
{
    int32_t letter = codepoint | 0x20;

    if (letter >= 'a' && letter <= 'z')
        return FOLD_LETTER;
    return codepoint >= '0' && codepoint <= '9' ? FOLD_DIGIT : FOLD_OTHER;
}

bool fold_is_capital(int32_t codepoint)
{
    if (codepoint < 0x80)
        return codepoint >= 'A' && codepoint <= 'Z';
    return utf8proc_category(codepoint) == UTF8PROC_CATEGORY_LU;
}

enum fold_class fold_class(int32_t codepoint)
{
    if (codepoint >= 0 && codepoint < 0x80)
        return ascii_class(codepoint);
    if (codepoint >= 0x430 && codepoint < 0x460)
        return FOLD_LETTER;
    switch (codepoint < 0 ? UTF8PROC_CATEGORY_CN
                          : utf8proc_category(codepoint)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
        return FOLD_LETTER;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NO:
        return FOLD_DIGIT;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return FOLD_MARK;
    default:
        return FOLD_OTHER;
    }
}

int32_t fold_letter(int32_t codepoint)
{
    utf8proc_int32_t points[LETTER_POINTS_MOST];
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char(
        codepoint, points, COUNT_OF(points),
        (utf8proc_option_t)(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
                            UTF8PROC_CASEFOLD),
        &boundary);
    int32_t first = count > 0 ? points[0] : codepoint;
    const char *letters = plain_letters(first);
    enum fold_class kind = fold_class(first);

    if (kind != FOLD_LETTER && kind != FOLD_DIGIT)
        return 0;
    return letters ? letters[0] : first;
}
