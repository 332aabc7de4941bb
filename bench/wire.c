#include "bench/wire.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

enum { READ_BYTES = 64 << 10, HEAD_BYTES = 80 };

enum status wire_open(const char *socket_path, enum frame_form form,
                      struct wire *out, struct error *err)
{
    const struct timeval patience = {.tv_sec = WIRE_PATIENCE_S};
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t len = strlen(socket_path);
    int fd;

    *out = (struct wire){.fd = -1};
    if (len >= sizeof address.sun_path)
        return error_set(err, STATUS_IO, "%s: the path is too long",
                         socket_path);
    memcpy(address.sun_path, socket_path, len);
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 ||
        connect(fd, (const struct sockaddr *)&address, sizeof address)) {
        error_set(err, STATUS_IO, "cannot connect to %s: %s", socket_path,
                  strerror(errno));
        if (fd >= 0)
            close(fd);
        return STATUS_IO;
    }
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
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
    size_t sent = 0;

    strbuf_reset(&wire->out);
    frame_add(wire->form, message, &wire->out);
    while (sent < wire->out.len) {
        ssize_t len = send(wire->fd, wire->out.bytes + sent,
                           wire->out.len - sent, MSG_NOSIGNAL);

        if (len < 0 && errno != EINTR)
            return error_set(err, STATUS_IO, "cannot send: %s",
                             strerror(errno));
        sent += len > 0 ? (size_t)len : 0;
    }
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
