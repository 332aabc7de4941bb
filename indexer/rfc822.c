#include "indexer/rfc822.h"

#include "indexer/charset.h"

size_t rfc822_head_length(struct slice text)
{
    size_t at = 0;

    if (text.len > RFC822_HEAD_MOST)
        text.len = RFC822_HEAD_MOST;
    while (at < text.len) {
        const char *end = memchr(text.bytes + at, '\n', text.len - at);
        size_t len;

        if (!end)
            return SIZE_MAX;
        len = (size_t)(end - (text.bytes + at));
        if (len == 0 || (len == 1 && text.bytes[at] == '\r'))
            return at + len + 1;
        at += len + 1;
    }
    return SIZE_MAX;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* The next line of the head with those that go on with it. */
static bool next_field(struct slice *rest, struct slice *out)
{
    size_t at = 0;

    if (!rest->len)
        return false;
    do {
        const char *end = memchr(rest->bytes + at, '\n', rest->len - at);

        at = end ? (size_t)(end - rest->bytes) + 1 : rest->len;
    } while (at < rest->len && is_space(rest->bytes[at]));
    *out = slice_part(*rest, 0, at);
    *rest = slice_part(*rest, at, rest->len);
    return true;
}

static struct slice unfold(struct slice value, struct arena *arena)
{
    struct strbuf text = STRBUF_INIT;
    struct slice kept;

    value = slice_trim(value);
    for (size_t i = 0; i < value.len; i++)
        if (value.bytes[i] != '\r' && value.bytes[i] != '\n')
            strbuf_add_byte(&text, value.bytes[i]);
    kept = slice_copy(arena, strbuf_slice(&text));
    strbuf_release(&text);
    return kept;
}

struct slice rfc822_field(struct slice head, struct slice name,
                          struct arena *arena)
{
    struct slice line;

    if (head.len > RFC822_HEAD_MOST)
        head.len = RFC822_HEAD_MOST;
    while (next_field(&head, &line))
        if (line.len > name.len && line.bytes[name.len] == ':' &&
            slice_equal_nocase(slice_part(line, 0, name.len), name))
            return unfold(slice_part(line, name.len + 1, line.len), arena);
    return SLICE_UNKNOWN;
}

/* ---- parameters ---- */

struct slice rfc822_main_value(struct slice value)
{
    size_t end = slice_find(value, SLICE(";"), 0);

    return slice_trim(slice_part(value, 0, end));
}

/* One "name=value" of a field, as it stands. */
struct parameter {
    struct slice name;
    struct slice value;
    bool is_quoted;
};

static bool next_parameter(struct slice *rest, struct parameter *out)
{
    size_t at = 0, start;

    while (at < rest->len &&
           (rest->bytes[at] == ';' || is_space(rest->bytes[at])))
        at++;
    start = at;
    while (at < rest->len && rest->bytes[at] != '=' && rest->bytes[at] != ';')
        at++;
    if (at == rest->len || rest->bytes[at] != '=')
        return false;
    out->name = slice_trim(slice_part(*rest, start, at));
    at++;
    while (at < rest->len && is_space(rest->bytes[at]))
        at++;
    out->is_quoted = at < rest->len && rest->bytes[at] == '"';
    start = at += out->is_quoted;
    while (at < rest->len && rest->bytes[at] != (out->is_quoted ? '"' : ';'))
        at += rest->bytes[at] == '\\' && at + 1 < rest->len ? 2 : 1;
    out->value = slice_part(*rest, start, at);
    *rest = slice_part(*rest, at + out->is_quoted, rest->len);
    return true;
}

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void add_percent(struct strbuf *out, struct slice value)
{
    for (size_t i = 0; i < value.len; i++) {
        int high = i + 2 < value.len ? hex(value.bytes[i + 1]) : -1;
        int low = i + 2 < value.len ? hex(value.bytes[i + 2]) : -1;

        if (value.bytes[i] == '%' && high >= 0 && low >= 0) {
            strbuf_add_byte(out, (char)(high << 4 | low));
            i += 2;
        } else {
            strbuf_add_byte(out, value.bytes[i]);
        }
    }
}

static void add_plain(struct strbuf *out, struct slice value, bool is_quoted)
{
    value = is_quoted ? value : slice_trim(value);
    for (size_t i = 0; i < value.len; i++) {
        if (is_quoted && value.bytes[i] == '\\' && i + 1 < value.len)
            i++;
        strbuf_add_byte(out, value.bytes[i]);
    }
}

/* "charset'language'" before an extended value. */
static struct slice cut_charset(struct slice *value)
{
    size_t first = slice_find(*value, SLICE("'"), 0);
    size_t second = first == SIZE_MAX
                        ? SIZE_MAX
                        : slice_find(*value, SLICE("'"), first + 1);
    struct slice charset;

    if (second == SIZE_MAX)
        return SLICE_UNKNOWN;
    charset = slice_part(*value, 0, first);
    *value = slice_part(*value, second + 1, value->len);
    return charset;
}

/* Does the parameter's name go on with "*", "*0", "*1*"? */
static bool is_part(struct slice have, struct slice name)
{
    return have.len > name.len && have.bytes[name.len] == '*' &&
           slice_equal_nocase(slice_part(have, 0, name.len), name);
}

struct slice rfc822_parameter(struct slice value, struct slice name,
                              struct arena *arena)
{
    size_t end = slice_find(value, SLICE(";"), 0);
    struct slice rest = slice_part(value, end, value.len);
    struct slice charset = SLICE_UNKNOWN, kept = SLICE_UNKNOWN;
    struct strbuf text = STRBUF_INIT;
    struct parameter one;

    while (next_parameter(&rest, &one)) {
        if (slice_equal_nocase(one.name, name)) {
            strbuf_reset(&text);
            add_plain(&text, one.value, one.is_quoted);
            kept = SLICE("");
            break;
        }
        if (!is_part(one.name, name))
            continue;
        if (!slice_is_known(kept) && one.name.bytes[one.name.len - 1] == '*')
            charset = cut_charset(&one.value);
        kept = SLICE("");
        if (one.name.bytes[one.name.len - 1] == '*')
            add_percent(&text, one.value);
        else
            add_plain(&text, one.value, one.is_quoted);
    }
    if (slice_is_known(kept))
        kept = charset_to_utf8(strbuf_slice(&text), charset, arena);
    strbuf_release(&text);
    return kept;
}
