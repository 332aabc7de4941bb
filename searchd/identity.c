#include "searchd/identity.h"

#include <inttypes.h>

#include "common/file.h"

/* The same file, and not written since: its number alone may be used again. */
static enum status add_file(const char *path, bool is_written_on,
                            struct strbuf *out, struct error *err)
{
    struct file_info info;
    enum status status = file_look(path, &info, err);

    if (status)
        return status;
    strbuf_add_format(out, "%" PRIu64 ":%" PRIu64, info.device, info.inode);
    if (!is_written_on)
        strbuf_add_format(out, ":%" PRId64, info.mtime_ns);
    strbuf_add_byte(out, ' ');
    return STATUS_OK;
}

enum status identity_add(const struct service_options *options,
                         const char *program, struct strbuf *out,
                         struct error *err)
{
    enum status status = add_file(options->index_folder, true, out, err);

    if (!status)
        status = add_file(program, false, out, err);
    if (!status)
        service_topic_source(options, out);
    return status;
}
