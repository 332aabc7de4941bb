#include "searchd/client.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { READ_BYTES = 64 << 10 };

struct client *client_new(int fd, uint64_t number)
{
    struct client *client = heap_alloc(sizeof *client);

    client->fd = fd;
    client->number = number;
    return client;
}

void client_free(struct client *client)
{
    if (!client)
        return;
    close(client->fd);
    frames_release(&client->frames);
    lsp_session_free(client->lsp);
    strbuf_release(&client->out);
    heap_free(client);
}

void client_read(struct client *client)
{
    char bytes[READ_BYTES];
    ssize_t len = recv(client->fd, bytes, sizeof bytes, MSG_DONTWAIT);

    if (len > 0)
        frames_feed(&client->frames, (struct slice){bytes, (size_t)len});
    else if (len == 0) {
        client->is_ended = true;
        frames_end(&client->frames);
    } else if (errno != EAGAIN && errno != EINTR)
        client->is_ended = client->is_broken = true;
}

void client_flush(struct client *client)
{
    while (!client->is_broken && client->sent < client->out.len) {
        ssize_t len =
            send(client->fd, client->out.bytes + client->sent,
                 client->out.len - client->sent, MSG_DONTWAIT | MSG_NOSIGNAL);

        if (len >= 0)
            client->sent += (size_t)len;
        else if (errno == EAGAIN)
            return;
        else if (errno != EINTR)
            client->is_broken = client->is_ended = true;
    }
    client->sent = 0;
    strbuf_release(&client->out); /* thousands may be connected */
}

void client_send(struct client *client, struct slice message)
{
    if (client->is_broken)
        return;
    frame_add(client->frames.form, message, &client->out);
    client_flush(client);
}

void client_refuse(struct client *client)
{
    const enum frame_form form = client->frames.form;

    client->is_ended = client->is_refused = true;
    frames_release(&client->frames);
    client->frames.form = form; /* of the replies that are still to come */
}

bool client_may_ask(const struct client *client)
{
    return !client->is_broken && !client->is_refused &&
           client->asked < CLIENT_ASKED_MOST &&
           client->out.len - client->sent < CLIENT_OUT_BYTES_MOST;
}

bool client_is_over(const struct client *client)
{
    return client->is_broken ||
           (client->is_ended && !client->asked && !client->out.len);
}

uint32_t client_wants(const struct client *client)
{
    return (!client->is_ended && client_may_ask(client) ? EPOLLIN : 0U) |
           (client->out.len ? EPOLLOUT : 0U);
}
