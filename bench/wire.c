#include "bench/wire.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#include "searchd/dial.h"

enum { READ_BYTES = 64 << 10, HEAD_BYTES = 80 };

enum status wire_open(const char *socket_path, enum frame_form form,
                      struct wire *out, struct error *err)
{
    int fd = dial(socket_path, WIRE_PATIENCE_S);

    *out = (struct wire){.fd = -1};
    if (fd < 0)
        return error_set(err, STATUS_IO, "cannot connect to %s: %s",
                         socket_path, strerror(errno));
    *out = (struct wire){.fd = fd, .form = form};
    return STATUS_OK;
}

void wire_close(struct wire *wire)
{
    if (wire->form != FRAME_FORM_UNKNOWN)
        close(wire->fd);
    frames_release(&wire->in);
    strbuf_release(&wire->out);
    *wire = (struct wire){0};
}

enum status wire_send(struct wire *wire, struct slice message,
                      struct error *err)
{
    strbuf_reset(&wire->out);
    frame_add(wire->form, message, &wire->out);
    if (!dial_send(wire->fd, strbuf_slice(&wire->out)))
        return error_set(err, STATUS_IO, "cannot send: %s", strerror(errno));
    return STATUS_OK;
}

/* Read once. END: nothing was there. */
static enum status feed(struct wire *wire, int flags, struct error *err)
{
    char bytes[READ_BYTES];
    ssize_t len = recv(wire->fd, bytes, sizeof bytes, flags);

    if (len > 0) {
        frames_feed(&wire->in, (struct slice){bytes, (size_t)len});
        return STATUS_OK;
    }
    if (len == 0)
        return error_set(err, STATUS_IO, "the daemon ended the connection");
    if (flags && (errno == EAGAIN || errno == EINTR))
        return STATUS_END;
    if (errno == EINTR)
        return STATUS_OK;
    return error_set(err, STATUS_IO, "no answer: %s", strerror(errno));
}

enum status wire_take(struct wire *wire, struct slice *reply, struct error *err)
{
    enum status status = feed(wire, MSG_DONTWAIT, err);

    return status ? status : frames_next(&wire->in, reply, err);
}

enum status wire_ask(struct wire *wire, struct slice message,
                     struct slice *reply, struct error *err)
{
    enum status status = wire_send(wire, message, err);

    while (!status) {
        status = frames_next(&wire->in, reply, err);
        if (status != STATUS_END)
            return status;
        status = feed(wire, 0, err);
    }
    return status;
}

/* Quotation marks of texts are escaped: what is found is the key. */
uint64_t wire_hash(struct slice reply)
{
    size_t at = slice_find(reply, SLICE("\"total\":"), 0);
    size_t end = at == SIZE_MAX ? reply.len : slice_find(reply, SLICE(","), at);
    uint64_t hash = slice_hash(slice_part(reply, 0, at));

    return slice_hash_more(hash, slice_part(reply, end, reply.len));
}

bool wire_is_result(struct slice reply)
{
    return slice_find(slice_part(reply, 0, HEAD_BYTES), SLICE("\"result\":"),
                      0) != SIZE_MAX;
}
