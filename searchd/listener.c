#include "searchd/listener.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include "common/log.h"
#include "common/str.h"

enum { BACKLOG = 4096 }; /* the system may have a smaller one */

struct listener {
    struct arena arena;
    const char *path;
    int fd;
    int lock_fd;
    int spare_fd; /* given up for a client when there is no other; or -1 */
    bool is_lent; /* by systemd */
};

static enum status fail(struct error *err, const char *path, const char *what)
{
    return error_set(err, STATUS_IO, "%s: %s: %s", path, what, strerror(errno));
}

/* ---- the folder and the lock ---- */

/* The folder is ours, and no other user may look into it. */
static enum status make_folder(const char *folder, struct error *err)
{
    struct stat info;

    if (mkdir(folder, 0700) && errno != EEXIST)
        return fail(err, folder, "cannot make this folder");
    if (stat(folder, &info))
        return fail(err, folder, "cannot look at this folder");
    if (info.st_uid != geteuid() || (info.st_mode & 022))
        return error_set(err, STATUS_IO,
                         "%s: this folder is another user's, or open to "
                         "others: chmod 700, or give --socket elsewhere",
                         folder);
    return STATUS_OK;
}

static enum status take_lock(struct listener *listener, struct error *err)
{
    struct strbuf path = STRBUF_INIT;
    enum status status = STATUS_OK;

    strbuf_add_format(&path, "%s.lock", listener->path);
    listener->lock_fd =
        open(path.bytes, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (listener->lock_fd < 0)
        status = fail(err, path.bytes, "cannot open");
    else if (flock(listener->lock_fd, LOCK_EX | LOCK_NB))
        status =
            error_set(err, STATUS_BUSY, "%s: another daemon is running there",
                      listener->path);
    strbuf_release(&path);
    return status;
}

/* What a dead daemon left may go: we have the lock. */
static enum status remove_old(const char *path, struct error *err)
{
    struct stat info;

    if (lstat(path, &info))
        return errno == ENOENT ? STATUS_OK : fail(err, path, "cannot look");
    if (!S_ISSOCK(info.st_mode))
        return error_set(err, STATUS_IO,
                         "%s: there is a file that is no socket; move it away",
                         path);
    return unlink(path) ? fail(err, path, "cannot remove") : STATUS_OK;
}

/* ---- the socket ---- */

static enum status bind_socket(struct listener *listener, struct error *err)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    mode_t mask;
    int bound;

    memcpy(address.sun_path, listener->path, strlen(listener->path) + 1);
    listener->fd =
        socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (listener->fd < 0)
        return fail(err, listener->path, "cannot make a socket");
    mask = umask(0177);
    bound = bind(listener->fd, (struct sockaddr *)&address, sizeof address);
    umask(mask);
    if (bound)
        return fail(err, listener->path, "cannot bind");
    if (listen(listener->fd, BACKLOG))
        return fail(err, listener->path, "cannot listen");
    return STATUS_OK;
}

static enum status make_socket(struct listener *listener, struct error *err)
{
    const struct sockaddr_un limits = {0};
    struct strbuf folder = STRBUF_INIT;
    const char *name = strrchr(listener->path, '/');
    enum status status = STATUS_OK;

    if (strlen(listener->path) >= sizeof limits.sun_path)
        return error_set(err, STATUS_USAGE,
                         "%s: a socket's path has at most %zu bytes",
                         listener->path, sizeof limits.sun_path - 1);
    if (name && name > listener->path) {
        strbuf_add(&folder, (struct slice){listener->path,
                                           (size_t)(name - listener->path)});
        status = make_folder(folder.bytes, err);
    }
    strbuf_release(&folder);
    if (!status)
        status = take_lock(listener, err);
    if (!status)
        status = remove_old(listener->path, err);
    return status ? status : bind_socket(listener, err);
}

/* Take what systemd hands over; END: nothing. */
static enum status inherit(struct listener *listener, struct error *err)
{
    int count = sd_listen_fds(1), flags;

    if (count == 0)
        return STATUS_END;
    if (count != 1 ||
        sd_is_socket(SD_LISTEN_FDS_START, AF_UNIX, SOCK_STREAM, 1) <= 0)
        return error_set(err, STATUS_USAGE,
                         "one listening Unix stream socket is wanted from "
                         "systemd");
    listener->fd = SD_LISTEN_FDS_START;
    listener->is_lent = true;
    listener->path = "the socket of systemd";
    flags = fcntl(listener->fd, F_GETFL);
    if (flags < 0 || fcntl(listener->fd, F_SETFL, flags | O_NONBLOCK))
        return fail(err, listener->path, "cannot set it up");
    return STATUS_OK;
}

enum status listener_open(const char *path, struct listener **out,
                          struct error *err)
{
    struct listener *listener = heap_alloc(sizeof *listener);
    enum status status;

    *out = NULL;
    *listener = (struct listener){.fd = -1, .lock_fd = -1, .spare_fd = -1};
    status = inherit(listener, err);
    if (status == STATUS_END) {
        listener->path = path ? arena_copy(&listener->arena, path, strlen(path))
                              : listener_default_path(&listener->arena);
        status = listener->path
                     ? make_socket(listener, err)
                     : error_set(err, STATUS_USAGE,
                                 "$XDG_RUNTIME_DIR is not set: give --socket "
                                 "PATH");
    }
    if (status) {
        listener->is_lent = true; /* what is there is not ours to remove */
        listener_close(listener);
        return status;
    }
    *out = listener;
    return STATUS_OK;
}

int listener_fd(const struct listener *listener)
{
    return listener->fd;
}

const char *listener_path(const struct listener *listener)
{
    return listener->path;
}

/* A client that cannot be accepted would wait for ever, and wake us again and
 * again: so one descriptor is kept to accept it with, and to tell it. */
static int accept_one(struct listener *listener, bool *is_last)
{
    const int flags = SOCK_CLOEXEC | SOCK_NONBLOCK;
    int fd;

    if (listener->spare_fd < 0)
        listener->spare_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    fd = accept4(listener->fd, NULL, NULL, flags);
    *is_last = fd < 0 && (errno == EMFILE || errno == ENFILE) &&
               listener->spare_fd >= 0;
    if (!*is_last)
        return fd;
    close(listener->spare_fd);
    listener->spare_fd = -1;
    return accept4(listener->fd, NULL, NULL, flags);
}

int listener_accept(struct listener *listener, bool *is_last)
{
    struct ucred peer;
    socklen_t size = sizeof peer;
    int fd = accept_one(listener, is_last);

    if (fd < 0)
        return -1;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) ||
        peer.uid != geteuid()) {
        log_warning("a connection of another user was refused");
        close(fd);
        return -1;
    }
    return fd;
}

void listener_close(struct listener *listener)
{
    if (!listener)
        return;
    if (listener->fd >= 0)
        close(listener->fd);
    if (!listener->is_lent)
        unlink(listener->path);
    if (listener->lock_fd >= 0)
        close(listener->lock_fd);
    if (listener->spare_fd >= 0)
        close(listener->spare_fd);
    arena_release(&listener->arena);
    heap_free(listener);
}
