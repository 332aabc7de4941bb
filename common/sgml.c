#include "common/sgml.h"

bool sgml_is_one_of(struct slice name, const char *const *names)
{
    for (; *names; names++)
        if (slice_equal_nocase(name, slice_of(*names)))
            return true;
    return false;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_name_byte(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == ':';
}

bool sgml_tag_read(struct slice text, size_t at, struct sgml_tag *out)
{
    size_t start = at + 1, end;

    text = slice_part(text, 0, at + SGML_TAG_BYTES_MOST);
    out->is_end = start < text.len && text.bytes[start] == '/';
    start += out->is_end;
    if (start >= text.len || !is_letter(text.bytes[start]))
        return false;
    end = start;
    while (end < text.len && is_name_byte(text.bytes[end]))
        end++;
    out->name = slice_part(text, start, end);
    start = end;
    while (end < text.len && text.bytes[end] != '>' && text.bytes[end] != '<')
        end++;
    if (end == text.len || text.bytes[end] == '<')
        return false;
    out->attributes = slice_part(text, start, end);
    out->len = end + 1 - at;
    return true;
}

size_t sgml_foreign_len(struct slice text, size_t at)
{
    struct slice rest = slice_part(text, at, text.len);
    bool is_comment = slice_starts(rest, SLICE("<!--"));
    size_t end;

    if (!is_comment && !slice_starts(rest, SLICE("<!")) &&
        !slice_starts(rest, SLICE("<?")))
        return 0;
    end = is_comment ? slice_find(rest, SLICE("-->"), 4)
                     : slice_find(rest, SLICE(">"), 2);
    if (end == SIZE_MAX)
        return rest.len;
    return end + (is_comment ? 3 : 1);
}

struct slice sgml_attribute(const struct sgml_tag *tag, struct slice wanted)
{
    struct slice attributes = tag->attributes;
    size_t at = 0;

    while ((at = slice_find(attributes, wanted, at)) != SIZE_MAX) {
        struct slice rest =
            slice_part(attributes, at + wanted.len, attributes.len);
        bool is_whole = at > 0 && !is_name_byte(attributes.bytes[at - 1]);
        char mark;
        size_t end = 1;

        at += wanted.len;
        rest = slice_trim(rest);
        if (!is_whole || !slice_starts(rest, SLICE("=")))
            continue;
        rest = slice_trim(slice_part(rest, 1, rest.len));
        if (!rest.len)
            return SLICE_UNKNOWN;
        mark = rest.bytes[0];
        if (mark != '"' && mark != '\'') {
            while (end < rest.len && is_name_byte(rest.bytes[end]))
                end++;
            return slice_part(rest, 0, end);
        }
        while (end < rest.len && rest.bytes[end] != mark)
            end++;
        return slice_part(rest, 1, end);
    }
    return SLICE_UNKNOWN;
}
