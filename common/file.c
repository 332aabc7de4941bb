#include "common/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum status errno_status(int number)
{
    return number == ENOENT || number == ENOTDIR ? STATUS_NOT_FOUND : STATUS_IO;
}

static enum status fail(struct error *err, const char *path, const char *what)
{
    int number = errno;

    return error_set(err, errno_status(number), "%s: cannot %s: %s", path, what,
                     strerror(number));
}

enum status file_take(int descriptor, const char *name, size_t most,
                      struct strbuf *out, size_t *got, struct error *err)
{
    ssize_t read_now;

    strbuf_reserve(out, most);
    do
        read_now = read(descriptor, out->bytes + out->len, most);
    while (read_now < 0 && errno == EINTR);
    *got = read_now > 0 ? (size_t)read_now : 0;
    if (read_now < 0)
        return fail(err, name, "read");
    out->len += *got;
    out->bytes[out->len] = '\0';
    return STATUS_OK;
}

enum status file_take_all(int descriptor, const char *name, size_t most,
                          struct strbuf *out, struct error *err)
{
    for (;;) {
        size_t got;
        enum status status =
            file_take(descriptor, name, 64 * 1024, out, &got, err);

        if (status || got == 0)
            return status;
        if (out->len > most)
            return error_set(err, STATUS_TOO_LARGE,
                             "%s: more than %zu bytes came of it", name, most);
    }
}

enum status file_open(const char *path, int *descriptor, struct error *err)
{
    struct stat info;

    *descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (*descriptor < 0)
        return fail(err, path, "open");
    if (fstat(*descriptor, &info) || !S_ISDIR(info.st_mode))
        return STATUS_OK;
    close(*descriptor);
    *descriptor = -1;
    return error_set(err, STATUS_IO, "%s: is a folder, not a file", path);
}

/* Open a regular file to read it. */
static enum status open_regular(const char *path, int *descriptor,
                                struct stat *info, struct error *err)
{
    enum status status = STATUS_OK;

    /* Non-blocking, so that a pipe in a folder cannot hold us up. */
    *descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (*descriptor < 0)
        return fail(err, path, "open");
    if (fstat(*descriptor, info))
        status = fail(err, path, "look at");
    else if (!S_ISREG(info->st_mode))
        status = error_set(err, STATUS_IO, "%s: not a regular file", path);
    if (status)
        close(*descriptor);
    return status;
}

enum status file_read(const char *path, size_t most, struct strbuf *out,
                      struct error *err)
{
    struct stat info;
    int descriptor;
    enum status status = open_regular(path, &descriptor, &info, err);

    strbuf_reset(out);
    if (status)
        return status;
    if ((uint64_t)info.st_size > most) {
        status = error_set(err, STATUS_TOO_LARGE,
                           "%s: %lld bytes, over the limit of %zu; split it",
                           path, (long long)info.st_size, most);
    } else {
        strbuf_reserve(out, (size_t)info.st_size + 1);
        status = file_take_all(descriptor, path, most, out, err);
    }
    close(descriptor);
    return status;
}

enum status file_read_head(const char *path, size_t most, struct strbuf *out,
                           struct error *err)
{
    struct stat info;
    int descriptor;
    size_t got;
    enum status status = open_regular(path, &descriptor, &info, err);

    strbuf_reset(out);
    if (status)
        return status;
    status = file_take(descriptor, path, most, out, &got, err);
    close(descriptor);
    return status;
}

enum status file_read_tail(const char *path, size_t most, struct strbuf *out,
                           struct error *err)
{
    struct stat info;
    int descriptor;
    enum status status = open_regular(path, &descriptor, &info, err);

    strbuf_reset(out);
    if (status)
        return status;
    if ((uint64_t)info.st_size > most &&
        lseek(descriptor, info.st_size - (off_t)most, SEEK_SET) < 0)
        status = fail(err, path, "read");
    else
        status = file_take_all(descriptor, path, most, out, err);
    close(descriptor);
    return status;
}

enum status file_hash(const char *path, uint64_t *out, struct error *err)
{
    char chunk[64 * 1024];
    struct stat info;
    int descriptor;
    ssize_t got;
    enum status status = open_regular(path, &descriptor, &info, err);

    if (status)
        return status;
    *out = SLICE_HASH_NONE;
    while ((got = read(descriptor, chunk, sizeof chunk)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            break;
        *out = slice_hash_more(*out, (struct slice){chunk, (size_t)got});
    }
    if (got < 0)
        status = fail(err, path, "read");
    close(descriptor);
    return status;
}

static enum status write_all(int descriptor, struct slice text)
{
    while (text.len) {
        ssize_t put = write(descriptor, text.bytes, text.len);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return STATUS_IO;
        text = slice_part(text, (size_t)put, text.len);
    }
    return fsync(descriptor) ? STATUS_IO : STATUS_OK;
}

/* The rename is durable only once the folder itself is. */
static void sync_folder_of(const char *path)
{
    struct arena scratch = ARENA_INIT;
    const char *slash = strrchr(path, '/');
    const char *folder = ".";
    int descriptor;

    if (slash)
        folder = arena_copy(&scratch, path, (size_t)(slash - path) + 1);
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        (void)fsync(descriptor); /* some file systems cannot; nothing to do */
        close(descriptor);
    }
    arena_release(&scratch);
}

enum status file_write(const char *path, struct slice text, struct error *err)
{
    struct strbuf temporary = STRBUF_INIT;
    enum status status;
    int descriptor;

    strbuf_add_format(&temporary, "%s.%ld.tmp", path, (long)getpid());
    descriptor =
        open(temporary.bytes, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor < 0) {
        status = fail(err, temporary.bytes, "create");
        goto out;
    }
    status = write_all(descriptor, text);
    if (status)
        status = fail(err, temporary.bytes, "write");
    if (close(descriptor) && !status)
        status = fail(err, temporary.bytes, "write");
    if (!status && rename(temporary.bytes, path))
        status = fail(err, path, "replace");
    if (status)
        unlink(temporary.bytes);
    else
        sync_folder_of(path);
out:
    strbuf_release(&temporary);
    return status;
}

enum status file_make_folders(const char *path, struct error *err)
{
    struct strbuf part = STRBUF_INIT;
    enum status status = STATUS_OK;
    size_t len = strlen(path);

    for (size_t i = 1; i <= len && !status; i++) {
        if (i < len && path[i] != '/')
            continue;
        strbuf_reset(&part);
        strbuf_add(&part, (struct slice){path, i});
        if (mkdir(part.bytes, 0777) && errno != EEXIST)
            status = fail(err, part.bytes, "create folder");
    }
    strbuf_release(&part);
    return status;
}

enum status file_look(const char *path, struct file_info *out,
                      struct error *err)
{
    struct stat info;
    bool is_link;

    if (lstat(path, &info))
        return fail(err, path, "open");
    is_link = S_ISLNK(info.st_mode);
    if (is_link && stat(path, &info))
        return fail(err, path, "open");
    *out = (struct file_info){
        .size = info.st_size,
        .mtime_ns =
            (int64_t)info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec,
        .device = info.st_dev,
        .inode = info.st_ino,
        .is_folder = S_ISDIR(info.st_mode),
        .is_regular = S_ISREG(info.st_mode),
        .is_link = is_link,
    };
    return STATUS_OK;
}

bool file_exists(const char *path)
{
    struct file_info info;

    return file_look(path, &info, NULL) == STATUS_OK;
}

char *file_join(struct arena *arena, const char *folder, const char *name)
{
    size_t folder_len = strlen(folder);
    size_t name_len = strlen(name);
    char *path = arena_alloc(arena, folder_len + name_len + 2);

    while (folder_len > 1 && folder[folder_len - 1] == '/')
        folder_len--;
    memcpy(path, folder, folder_len);
    if (folder_len == 0 || path[folder_len - 1] != '/')
        path[folder_len++] = '/';
    memcpy(path + folder_len, name, name_len + 1);
    return path;
}

char *file_real_path(struct arena *arena, const char *path)
{
    char real[PATH_MAX];

    if (!realpath(path, real))
        return NULL;
    return arena_copy(arena, real, strlen(real));
}

const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

char *file_program_folder(struct arena *arena)
{
    char path[4096];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
    char *slash;

    if (len <= 0)
        return NULL;
    path[len] = '\0';
    slash = strrchr(path, '/');
    if (!slash)
        return NULL;
    return arena_copy(arena, path, (size_t)(slash - path));
}
