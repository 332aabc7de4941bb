#include "searchd/dial.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

/* Is who listens there this user? */
static bool is_own(int fd)
{
    struct ucred peer = {0};
    socklen_t size = sizeof peer;

    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size))
        return false;
    if (peer.uid == geteuid())
        return true;
    errno = EPERM;
    return false;
}

static bool join(int fd, const struct sockaddr_un *address, int patience_s)
{
    const struct timeval patience = {.tv_sec = patience_s};

    return !setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience,
                       sizeof patience) &&
           !setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience,
                       sizeof patience) &&
           !connect(fd, (const struct sockaddr *)address, sizeof *address) &&
           is_own(fd);
}

int dial(const char *path, int patience_s)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t len = strlen(path);
    int fd, reason;

    if (len >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(address.sun_path, path, len + 1);
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || join(fd, &address, patience_s))
        return fd;
    reason = errno;
    close(fd);
    errno = reason;
    return -1;
}

bool dial_send(int fd, struct slice bytes)
{
    while (bytes.len) {
        ssize_t len = send(fd, bytes.bytes, bytes.len, MSG_NOSIGNAL);

        if (len < 0 && errno != EINTR)
            return false;
        bytes = slice_part(bytes, len > 0 ? (size_t)len : 0, bytes.len);
    }
    return true;
}
