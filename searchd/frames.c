#include "searchd/frames.h"

#include <string.h>

enum {
    LENGTH_MOST = 1 << 30, /* no message may be as long as that */
    KEPT_BYTES = 4 << 10   /* for the next message */
};

void frames_feed(struct frames *frames, struct slice bytes)
{
    if (frames->at) {
        size_t left = frames->in.len - frames->at;

        if (left)
            memmove(frames->in.bytes, frames->in.bytes + frames->at, left);
        strbuf_cut(&frames->in, left);
        frames->at = 0;
    }
    strbuf_add(&frames->in, bytes);
}

void frames_end(struct frames *frames)
{
    frames->is_ended = true;
}

static struct slice waiting(const struct frames *frames)
{
    return slice_part(strbuf_slice(&frames->in), frames->at, frames->in.len);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void skip_blanks(struct frames *frames)
{
    while (frames->at < frames->in.len &&
           is_blank(frames->in.bytes[frames->at])) {
        frames->at++;
        frames->searched = 0;
    }
}

static size_t most_bytes(const struct frames *frames)
{
    return frames->most ? frames->most : FRAME_BYTES_MOST;
}

static enum status refuse_size(const struct frames *frames, struct error *err)
{
    return error_set(err, STATUS_TOO_LARGE,
                     "a message of more than %zu bytes is refused",
                     most_bytes(frames));
}

static enum status next_line(struct frames *frames, struct slice *out,
                             struct error *err)
{
    struct slice rest = waiting(frames);
    const char *end = rest.len > frames->searched
                          ? memchr(rest.bytes + frames->searched, '\n',
                                   rest.len - frames->searched)
                          : NULL;
    size_t len = end ? (size_t)(end - rest.bytes) : rest.len;

    if (len > most_bytes(frames))
        return refuse_size(frames, err);
    frames->searched = rest.len;
    if (!end && !frames->is_ended)
        return STATUS_END;
    frames->at += end ? len + 1 : len;
    frames->searched = 0;
    *out = slice_trim(slice_part(rest, 0, len));
    return STATUS_OK;
}

/* The number in a header "Content-Length: 123", any case, SIZE_MAX for what is
 * no number, and LENGTH_MOST for more than that; false: another. */
static bool read_length(struct slice line, size_t *out)
{
    const struct slice name = SLICE("content-length");
    struct slice head;

    if (!slice_next(&line, ':', &head) ||
        !slice_equal_nocase(slice_trim(head), name))
        return false;
    line = slice_trim(line);
    *out = line.len ? 0 : SIZE_MAX;
    for (size_t i = 0; i < line.len && *out != SIZE_MAX; i++) {
        bool is_digit = line.bytes[i] >= '0' && line.bytes[i] <= '9';

        *out = is_digit ? *out * 10 + (size_t)(line.bytes[i] - '0') : SIZE_MAX;
        if (is_digit && *out > LENGTH_MOST)
            *out = LENGTH_MOST;
    }
    return true;
}

/* The headers end with an empty line. *length: SIZE_MAX without one. */
static void read_headers(struct slice headers, size_t *length)
{
    struct slice line;

    *length = SIZE_MAX;
    while (slice_next(&headers, '\n', &line))
        if (read_length(slice_trim(line), length))
            break;
}

static enum status wait_for_more(const struct frames *frames, struct error *err)
{
    return frames->is_ended
               ? error_set(err, STATUS_BAD_FORMAT, "the end came in a message")
               : STATUS_END;
}

static enum status next_counted(struct frames *frames, struct slice *out,
                                struct error *err)
{
    struct slice rest = waiting(frames);
    size_t end = slice_find(slice_part(rest, 0, FRAME_HEADER_BYTES_MOST),
                            SLICE("\r\n\r\n"), 0);
    size_t length;

    if (end == SIZE_MAX)
        return rest.len < FRAME_HEADER_BYTES_MOST
                   ? wait_for_more(frames, err)
                   : error_set(err, STATUS_BAD_FORMAT,
                               "no end of the headers in %d bytes",
                               FRAME_HEADER_BYTES_MOST);
    read_headers(slice_part(rest, 0, end), &length);
    if (length == SIZE_MAX)
        return error_set(err, STATUS_BAD_FORMAT,
                         "headers without a Content-Length that is a number");
    if (length > most_bytes(frames))
        return refuse_size(frames, err);
    if (rest.len - end - 4 < length)
        return wait_for_more(frames, err);
    frames->at += end + 4 + length;
    *out = slice_part(rest, end + 4, end + 4 + length);
    return STATUS_OK;
}

/* All is taken: a long message leaves no long buffer. */
static void let_go(struct frames *frames)
{
    if (frames->in.capacity > KEPT_BYTES)
        strbuf_release(&frames->in);
    else
        strbuf_reset(&frames->in);
    frames->at = 0;
}

enum status frames_next(struct frames *frames, struct slice *out,
                        struct error *err)
{
    skip_blanks(frames);
    if (frames->at == frames->in.len) {
        let_go(frames);
        return STATUS_END;
    }
    if (frames->form == FRAME_FORM_UNKNOWN) {
        char first = frames->in.bytes[frames->at];

        frames->form = first == '{' || first == '[' ? FRAME_FORM_LINES
                                                    : FRAME_FORM_HEADERS;
    }
    return frames->form == FRAME_FORM_LINES ? next_line(frames, out, err)
                                            : next_counted(frames, out, err);
}

void frames_release(struct frames *frames)
{
    strbuf_release(&frames->in);
    *frames = (struct frames){0};
}

void frame_add(enum frame_form form, struct slice message, struct strbuf *out)
{
    if (form == FRAME_FORM_HEADERS)
        strbuf_add_format(out, "Content-Length: %zu\r\n\r\n", message.len);
    strbuf_add(out, message);
    if (form != FRAME_FORM_HEADERS)
        strbuf_add_byte(out, '\n');
}
