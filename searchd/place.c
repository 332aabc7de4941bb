#include "searchd/place.h"

#include <fcntl.h>
#include <unistd.h>

#include "common/file.h"
#include "common/schema.h"
#include "searchd/uri.h"

/* A line starts at most this far before the passage, or its column is not
 * worked out. */
enum { BEFORE_MOST = 64 * 1024 };

/* Bytes [from, to) of a file; fewer when it is shorter. */
static void read_range(const char *path, size_t from, size_t to,
                       struct strbuf *out)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    size_t len = to - from;
    ssize_t got = 0;

    if (descriptor < 0)
        return;
    strbuf_reserve(out, len + 1);
    got = pread(descriptor, out->bytes, len, (off_t)from);
    close(descriptor);
    if (got > 0) {
        out->len = (size_t)got;
        out->bytes[out->len] = '\0';
    }
}

static size_t line_start(struct slice text, size_t at)
{
    while (at > 0 && text.bytes[at - 1] != '\n')
        at--;
    return at;
}

void place_find(struct slice file, const struct passage *passage,
                struct slice word, struct place *out)
{
    struct arena arena = ARENA_INIT;
    struct strbuf bytes = STRBUF_INIT;
    size_t before =
        passage->byte_start < BEFORE_MOST ? passage->byte_start : BEFORE_MOST;
    size_t end = passage->byte_end, at = before, found;

    *out = (struct place){passage->line, 1};
    if (end > passage->byte_start + SCHEMA_LINE_BYTES_MOST)
        end = passage->byte_start + SCHEMA_LINE_BYTES_MOST;
    if (end > passage->byte_start)
        read_range(slice_copy(&arena, file).bytes, passage->byte_start - before,
                   end, &bytes);
    if (bytes.len > before) {
        struct slice text = strbuf_slice(&bytes);

        found = word.len ? slice_find(text, word, before) : SIZE_MAX;
        if (found != SIZE_MAX)
            at = found;
        for (size_t i = before; i < at; i++)
            out->line += text.bytes[i] == '\n';
        out->column = (unsigned)(at - line_start(text, at) + 1);
    }
    strbuf_release(&bytes);
    arena_release(&arena);
}

void place_add(struct strbuf *out, const struct statement *statement,
               const struct passage *passage)
{
    const struct passage whole = {.n = 0};
    bool is_within = !passage_is_in_file(statement, &whole); /* a member */

    strbuf_add_clean(out, statement->file);
    if (is_within) {
        strbuf_add_byte(out, ':');
        strbuf_add_clean(out, statement->member);
    }
    if (!passage->page || !passage->is_extracted)
        strbuf_add_format(out, ":%u", passage->line);
    if (passage->page)
        strbuf_add_format(out, ", page %u", passage->page);
}

char *place_url(struct arena *arena, const char *host, struct slice file)
{
    struct strbuf url = STRBUF_INIT;
    char *path = file_real_path(arena, slice_copy(arena, file).bytes);
    char *out;

    if (!path)
        return NULL;
    uri_add_file(&url, host, slice_of(path));
    out = arena_copy(arena, url.bytes, url.len);
    strbuf_release(&url);
    return out;
}
