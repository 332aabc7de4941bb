#include <utf8proc.h>

#include "common/fold.h"

enum { POINTS_MOST = 32 /* that one character stands for; 18 are known */ };

/* One that Unicode has for the sake of how it is drawn. */
static bool is_drawn(int32_t codepoint)
{
    static const int32_t ranges[][2] = {
        {0x2E80, 0x2FDF}, {0xF900, 0xFDFF}, {0xFE10, 0xFE1F},
        {0xFE30, 0xFE4F}, {0xFE70, 0xFEFE},
    };

    for (size_t i = 0; i < COUNT_OF(ranges); i++)
        if (codepoint >= ranges[i][0] && codepoint <= ranges[i][1])
            return true;
    return false;
}

void fold_add_undrawn(int32_t codepoint, struct strbuf *out)
{
    int32_t points[POINTS_MOST];
    int boundary = 0;
    utf8proc_ssize_t count = 0;

    if (is_drawn(codepoint))
        count = utf8proc_decompose_char(
            codepoint, points, COUNT_OF(points),
            UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE, &boundary);
    if (count <= 0 || count > (utf8proc_ssize_t)COUNT_OF(points)) {
        strbuf_add_utf8(out, codepoint);
        return;
    }
    for (utf8proc_ssize_t i = 0; i < count; i++)
        strbuf_add_utf8(out, points[i]);
}
