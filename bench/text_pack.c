#include "bench/text_pack.h"

#include <string.h>

enum { PACK_BYTES = 64 * 1024 };

struct slice text_pack_add(struct text_pack *pack, struct arena *arena,
                           struct slice text)
{
    struct slice copy;

    if (text.len > pack->room) {
        pack->room = text.len > PACK_BYTES ? text.len : PACK_BYTES;
        pack->place = arena_alloc(arena, pack->room);
    }
    copy = (struct slice){pack->place, text.len};
    if (text.len)
        memcpy(pack->place, text.bytes, text.len);
    pack->place += text.len;
    pack->room -= text.len;
    return copy;
}
