#include <stdlib.h>

#include "common/str.h"
#include "searchd/listener.h"

const char *listener_default_path(struct arena *arena)
{
    const char *folder = getenv("XDG_RUNTIME_DIR");
    struct strbuf path = STRBUF_INIT;
    const char *out;

    if (!folder || !folder[0])
        return NULL;
    strbuf_add_format(&path, "%s/demarche/searchd.sock", folder);
    out = slice_copy(arena, strbuf_slice(&path)).bytes;
    strbuf_release(&path);
    return out;
}
