#include "indexer/input.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "common/file.h"

enum { CHUNK_BYTES = 64 * 1024 };

struct open_file {
    int descriptor;
    const char *path;
};

static enum status file_input_take(void *context, char *into, size_t most,
                                   size_t *got, struct error *err)
{
    const struct open_file *file = context;
    ssize_t len;

    do
        len = read(file->descriptor, into, most);
    while (len < 0 && errno == EINTR);
    *got = len > 0 ? (size_t)len : 0;
    if (len < 0)
        return error_set(err, STATUS_IO, "%s: cannot read: %s", file->path,
                         strerror(errno));
    return STATUS_OK;
}

enum status input_file_open(const char *path, struct input *out,
                            struct error *err)
{
    struct open_file *file;
    struct file_info info;
    enum status status = file_look(path, &info, err);
    int descriptor;

    *out = (struct input){.name = path};
    if (status)
        return status;
    if (!info.is_regular)
        return error_set(err, STATUS_IO, "%s: not a regular file", path);
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0)
        return error_set(err, STATUS_IO, "%s: cannot open: %s", path,
                         strerror(errno));
    file = heap_alloc(sizeof *file);
    *file = (struct open_file){descriptor, path};
    out->total = (uint64_t)info.size;
    out->take = file_input_take;
    out->context = file;
    return STATUS_OK;
}

void input_file_close(struct input *input)
{
    struct open_file *file = input->context;

    if (file)
        close(file->descriptor);
    heap_free(file);
    *input = (struct input){.name = NULL};
}

static enum status refuse(const struct input *input, size_t most,
                          struct error *err)
{
    return error_set(err, STATUS_TOO_LARGE,
                     "%s: over the limit of %zu bytes; split it", input->name,
                     most);
}

enum status input_take_all(const struct input *input, size_t most,
                           struct strbuf *out, struct error *err)
{
    size_t start = out->len;

    if (input->total > most)
        return error_set(err, STATUS_TOO_LARGE,
                         "%s: %llu bytes, over the limit of %zu; split it",
                         input->name, (unsigned long long)input->total, most);
    strbuf_reserve(out, input->total ? (size_t)input->total + 1 : CHUNK_BYTES);
    for (;;) {
        size_t got;
        enum status status;

        strbuf_reserve(out, 1);
        if (out->capacity - out->len - 1 < 4096)
            strbuf_reserve(out, CHUNK_BYTES);
        status = input->take(input->context, out->bytes + out->len,
                             out->capacity - out->len - 1, &got, err);
        if (status || !got)
            return status;
        out->len += got;
        out->bytes[out->len] = '\0';
        if (out->len - start > most)
            return refuse(input, most, err);
    }
}
