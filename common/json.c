#include "common/json.h"

#include <inttypes.h>
#include <math.h>

static void begin_value(struct json_writer *json)
{
    if (json->needs_comma)
        strbuf_add_byte(json->out, ',');
    json->needs_comma = true;
}

static void open_with(struct json_writer *json, char byte)
{
    begin_value(json);
    strbuf_add_byte(json->out, byte);
    json->needs_comma = false;
}

static void close_with(struct json_writer *json, char byte)
{
    strbuf_add_byte(json->out, byte);
    json->needs_comma = true;
}

void json_begin_object(struct json_writer *json)
{
    open_with(json, '{');
}

void json_end_object(struct json_writer *json)
{
    close_with(json, '}');
}

void json_begin_array(struct json_writer *json)
{
    open_with(json, '[');
}

void json_end_array(struct json_writer *json)
{
    close_with(json, ']');
}

static void put_escape(struct strbuf *out, unsigned char byte)
{
    switch (byte) {
    case '"':
        strbuf_add_text(out, "\\\"");
        break;
    case '\\':
        strbuf_add_text(out, "\\\\");
        break;
    case '\n':
        strbuf_add_text(out, "\\n");
        break;
    case '\t':
        strbuf_add_text(out, "\\t");
        break;
    case '\r':
        strbuf_add_text(out, "\\r");
        break;
    default:
        strbuf_add_format(out, "\\u%04x", byte);
        break;
    }
}

static void put_string(struct strbuf *out, struct slice text)
{
    size_t plain = 0; /* where the run not yet copied begins */
    size_t at = 0;

    strbuf_add_byte(out, '"');
    while (at < text.len) {
        unsigned char byte = (unsigned char)text.bytes[at];
        int32_t codepoint;
        size_t len = 1;

        if (byte >= 0x80)
            len = utf8_decode(text.bytes + at, text.len - at, &codepoint);
        else
            codepoint = byte;
        if (codepoint >= 0x20 && byte != '"' && byte != '\\' &&
            codepoint != 0x7F) {
            at += len;
            continue;
        }
        strbuf_add(out, slice_part(text, plain, at));
        if (codepoint < 0)
            strbuf_add_utf8(out, 0xFFFD);
        else
            put_escape(out, byte);
        at += len;
        plain = at;
    }
    strbuf_add(out, slice_part(text, plain, at));
    strbuf_add_byte(out, '"');
}

void json_key(struct json_writer *json, const char *key)
{
    begin_value(json);
    put_string(json->out, slice_of(key));
    strbuf_add_byte(json->out, ':');
    json->needs_comma = false;
}

void json_put_text(struct json_writer *json, struct slice text)
{
    if (!slice_is_known(text)) {
        json_put_null(json);
        return;
    }
    begin_value(json);
    put_string(json->out, text);
}

void json_put_integer(struct json_writer *json, int64_t number)
{
    begin_value(json);
    strbuf_add_format(json->out, "%" PRId64, number);
}

void json_put_number(struct json_writer *json, double number, int digits)
{
    if (!isfinite(number)) {
        json_put_null(json);
        return;
    }
    begin_value(json);
    strbuf_add_format(json->out, "%.*f", digits, number);
}

void json_put_truth(struct json_writer *json, bool is_true)
{
    begin_value(json);
    strbuf_add_text(json->out, is_true ? "true" : "false");
}

void json_put_null(struct json_writer *json)
{
    begin_value(json);
    strbuf_add_text(json->out, "null");
}

void json_add_text(struct json_writer *json, const char *key, struct slice text)
{
    json_key(json, key);
    json_put_text(json, text);
}

void json_add_integer(struct json_writer *json, const char *key, int64_t number)
{
    json_key(json, key);
    json_put_integer(json, number);
}

void json_put_raw(struct json_writer *json, struct slice value)
{
    begin_value(json);
    strbuf_add(json->out, value);
}
