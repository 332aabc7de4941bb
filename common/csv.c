#include "common/csv.h"

#include <string.h>

void csv_add_cell(struct strbuf *out, struct slice text)
{
    bool needs_quotes = false;

    for (size_t i = 0; i < text.len; i++)
        needs_quotes |= strchr("\",\r\n", text.bytes[i]) != NULL;
    if (needs_quotes)
        strbuf_add_byte(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.bytes[i] == '"')
            strbuf_add_byte(out, '"');
        strbuf_add_byte(out, text.bytes[i]);
    }
    if (needs_quotes)
        strbuf_add_byte(out, '"');
}
