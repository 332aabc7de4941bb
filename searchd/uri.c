#include "searchd/uri.h"

void uri_add_file(struct strbuf *out, const char *host, struct slice path)
{
    strbuf_add_format(out, "file://%s", host);
    for (size_t i = 0; i < path.len; i++) {
        unsigned char byte = (unsigned char)path.bytes[i];

        if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
            (byte >= '0' && byte <= '9') || (byte && memchr("/-._~", byte, 5)))
            strbuf_add_byte(out, path.bytes[i]);
        else
            strbuf_add_format(out, "%%%02X", byte);
    }
}

static int digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

struct slice uri_decode(struct slice text, struct arena *arena)
{
    char *bytes = arena_alloc(arena, text.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < text.len; i++) {
        bool is_code = text.bytes[i] == '%' && i + 2 < text.len &&
                       digit(text.bytes[i + 1]) >= 0 &&
                       digit(text.bytes[i + 2]) >= 0;

        bytes[len++] = is_code ? (char)(digit(text.bytes[i + 1]) * 16 +
                                        digit(text.bytes[i + 2]))
                               : text.bytes[i];
        i += is_code ? 2 : 0;
    }
    return (struct slice){bytes, len};
}

struct slice uri_file(struct slice uri, struct arena *arena)
{
    static const char *const heads[] = {"file:///", "file://localhost/",
                                        "file:/"};

    for (size_t i = 0; i < COUNT_OF(heads); i++) {
        struct slice head = slice_of(heads[i]), path;

        if (!slice_equal_nocase(slice_part(uri, 0, head.len), head) ||
            (i == 2 &&
             slice_starts(slice_part(uri, head.len, uri.len), SLICE("/"))))
            continue;
        path = uri_decode(slice_part(uri, head.len - 1, uri.len), arena);
        return memchr(path.bytes, '\0', path.len) ? SLICE_UNKNOWN : path;
    }
    return SLICE_UNKNOWN;
}
