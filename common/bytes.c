#include "common/bytes.h"

#include <string.h>

void bytes_put_number(struct strbuf *out, uint64_t number)
{
    while (number >= 0x80) {
        strbuf_add_byte(out, (char)(unsigned char)(number | 0x80));
        number >>= 7;
    }
    strbuf_add_byte(out, (char)number);
}

void bytes_put_text(struct strbuf *out, struct slice text)
{
    if (!slice_is_known(text)) {
        bytes_put_number(out, 0);
        return;
    }
    bytes_put_number(out, (uint64_t)text.len + 1);
    strbuf_add(out, text);
}

static void spoil(struct bytes_reader *reader)
{
    reader->is_bad = true;
    reader->rest = SLICE_UNKNOWN;
}

/* Of more than one byte, or wrong. */
static uint64_t take_long(struct bytes_reader *reader, uint64_t most)
{
    uint64_t number = 0;

    for (size_t i = 0; i < reader->rest.len && i < 10; i++) {
        unsigned char byte = (unsigned char)reader->rest.bytes[i];

        if (i == 9 && byte > 1)
            break; /* over 64 bits */
        number |= (uint64_t)(byte & 0x7F) << (7 * i);
        if (byte & 0x80)
            continue;
        if (number > most)
            break;
        reader->rest = slice_part(reader->rest, i + 1, reader->rest.len);
        return number;
    }
    spoil(reader);
    return 0;
}

uint64_t bytes_take_number(struct bytes_reader *reader, uint64_t most)
{
    struct slice *rest = &reader->rest;
    unsigned char first;

    if (!rest->len)
        return take_long(reader, most);
    first = (unsigned char)*rest->bytes;
    if (first & 0x80 || first > most)
        return take_long(reader, most);
    rest->bytes++;
    rest->len--;
    return first;
}

struct slice bytes_take_text(struct bytes_reader *reader)
{
    uint64_t len = bytes_take_number(reader, UINT64_MAX);
    struct slice text;

    if (reader->is_bad || len == 0)
        return SLICE_UNKNOWN;
    if (--len > reader->rest.len) {
        spoil(reader);
        return SLICE_UNKNOWN;
    }
    text = (struct slice){reader->rest.bytes, (size_t)len};
    reader->rest.bytes += len;
    reader->rest.len -= (size_t)len;
    return text;
}

static uint64_t sum_more(uint64_t sum, uint64_t word)
{
    sum = (sum ^ word) * 0x9E3779B97F4A7C15U;
    return sum ^ sum >> 32;
}

uint64_t bytes_sum(struct slice bytes)
{
    uint64_t sum = bytes.len, word;
    size_t at = 0;

    for (; bytes.len - at >= sizeof word; at += sizeof word) {
        memcpy(&word, bytes.bytes + at, sizeof word);
        sum = sum_more(sum, word);
    }
    word = 0;
    if (at < bytes.len)
        memcpy(&word, bytes.bytes + at, bytes.len - at);
    return sum_more(sum, word);
}
