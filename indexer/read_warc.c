#include "indexer/read_warc.h"

#include "common/schema.h"
#include "indexer/http_reply.h"
#include "indexer/rfc822.h"

enum {
    CHUNK_BYTES = 256 * 1024,
    /* A reply with its head. */
    REPLY_MOST = SCHEMA_FILE_BYTES_MOST + RFC822_HEAD_MOST,
    URI_MOST = 2000
};

struct warc {
    const struct input *input;
    struct strbuf held; /* read, and not yet gone through */
    size_t at;          /* so much of it is */
    uint64_t start;     /* of what is held, in the file */
    uint64_t records;
    uint64_t passed_over;
    bool is_ended;
    struct error failure; /* that ended it; told when all else is */
    struct strbuf body;   /* a decoded one */
};

/* A record whose head was read: its content begins at held + at. */
struct warc_record {
    struct slice type;
    struct slice content_type;
    struct slice uri;
    uint64_t len;
    bool is_segmented; /* its content goes on in another record */
};

static void *warc_open(const struct input *input)
{
    struct warc *warc = heap_alloc(sizeof *warc);

    warc->input = input;
    return warc;
}

static void warc_close(void *file)
{
    struct warc *warc = file;

    if (!warc)
        return;
    strbuf_release(&warc->held);
    strbuf_release(&warc->body);
    heap_free(warc);
}

static uint64_t warc_passed_over(const void *file)
{
    return ((const struct warc *)file)->passed_over;
}

/* ---- bytes ---- */

static void drop(struct warc *warc)
{
    memmove(warc->held.bytes, warc->held.bytes + warc->at,
            warc->held.len - warc->at);
    strbuf_cut(&warc->held, warc->held.len - warc->at);
    warc->start += warc->at;
    warc->at = 0;
}

static void read_more(struct warc *warc)
{
    size_t got;

    if (warc->at > CHUNK_BYTES)
        drop(warc);
    strbuf_reserve(&warc->held, CHUNK_BYTES);
    warc->is_ended = warc->input->take(warc->input->context,
                                       warc->held.bytes + warc->held.len,
                                       CHUNK_BYTES, &got, &warc->failure) ||
                     !got;
    warc->held.len += warc->is_ended ? 0 : got;
    warc->held.bytes[warc->held.len] = '\0';
}

static struct slice rest(const struct warc *warc)
{
    return slice_part(strbuf_slice(&warc->held), warc->at, SIZE_MAX);
}

/* Hold so many bytes more, or all that there are. */
static void need(struct warc *warc, size_t len)
{
    while (!warc->is_ended && rest(warc).len < len)
        read_more(warc);
}

static void skip(struct warc *warc, uint64_t len)
{
    while (len) {
        size_t held = rest(warc).len;
        size_t part = len < held ? (size_t)len : held;

        warc->at += part;
        len -= part;
        if (len && warc->is_ended)
            return;
        if (len)
            read_more(warc);
    }
}

/* ---- records ---- */

static uint64_t where(const struct warc *warc)
{
    return warc->start + warc->at;
}

static bool begins(struct slice bytes)
{
    return slice_starts(bytes, SLICE("WARC/"));
}

/* To the head of the next record: behind the blank lines that end one. Where
 * no head is, what stands there is lost up to the next one. END. */
static enum status find_record(struct warc *warc, struct error *err)
{
    uint64_t lost_at = UINT64_MAX;

    for (;;) {
        size_t found;

        need(warc, 5);
        if (begins(rest(warc)))
            break;
        if (!rest(warc).len)
            break;
        if (lost_at == UINT64_MAX && rest(warc).bytes[0] != '\r' &&
            rest(warc).bytes[0] != '\n')
            lost_at = where(warc);
        found = slice_find(rest(warc), SLICE("\n"), 0);
        warc->at += found == SIZE_MAX ? rest(warc).len : found + 1;
    }
    if (lost_at == UINT64_MAX)
        return rest(warc).len ? STATUS_OK : STATUS_END;
    return error_set(err, STATUS_BAD_FORMAT,
                     "%s: no WARC record at byte %llu; read on at byte %llu",
                     warc->input->name, (unsigned long long)lost_at,
                     (unsigned long long)where(warc));
}

static bool read_length(struct slice text, uint64_t *out)
{
    *out = 0;
    if (!slice_is_known(text) || !text.len || text.len > 18)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return false;
        *out = *out * 10 + (unsigned)(text.bytes[i] - '0');
    }
    return true;
}

/* "<https://...>" of older crawlers, too. */
static struct slice clean_uri(struct slice uri)
{
    if (slice_starts(uri, SLICE("<")) && slice_ends(uri, SLICE(">")))
        uri = slice_part(uri, 1, uri.len - 1);
    uri.len = utf8_cut(uri.bytes, uri.len, URI_MOST);
    for (size_t i = 0; i < uri.len; i++)
        if ((unsigned char)uri.bytes[i] < ' ')
            return SLICE_UNKNOWN;
    return utf8_is_valid(uri) ? uri : SLICE_UNKNOWN;
}

static enum status read_head(struct warc *warc, struct arena *arena,
                             struct warc_record *out, struct error *err)
{
    uint64_t begin = where(warc);
    struct slice head;
    size_t len;

    need(warc, RFC822_HEAD_MOST);
    len = rfc822_head_length(rest(warc));
    head = slice_part(rest(warc), 0, len == SIZE_MAX ? 0 : len);
    warc->records++;
    if (len == SIZE_MAX) /* no head ends near here, so none begins */
        skip(warc, RFC822_HEAD_MOST / 2);
    else
        warc->at += len;
    *out = (struct warc_record){
        .type = rfc822_field(head, SLICE("WARC-Type"), arena),
        .content_type = rfc822_field(head, SLICE("Content-Type"), arena),
        .uri = clean_uri(rfc822_field(head, SLICE("WARC-Target-URI"), arena)),
        .is_segmented = slice_is_known(
            rfc822_field(head, SLICE("WARC-Segment-Number"), arena))};
    if (len != SIZE_MAX &&
        read_length(rfc822_field(head, SLICE("Content-Length"), arena),
                    &out->len))
        return STATUS_OK;
    return error_set(err, STATUS_BAD_FORMAT,
                     "%s: bad head of the WARC record at byte %llu",
                     warc->input->name, (unsigned long long)begin);
}

/* Is it a reply to be read, as far as its head tells? */
static bool is_reply(const struct warc_record *record)
{
    return slice_is_known(record->type) && slice_is_known(record->uri) &&
           slice_is_known(record->content_type) &&
           slice_equal_nocase(record->type, SLICE("response")) &&
           slice_equal_nocase(rfc822_main_value(record->content_type),
                              SLICE("application/http"));
}

/* The ending that a document of this type has; NULL: it is not read. */
static const char *ending_of(struct slice type)
{
    static const char *const types[][2] = {{"text/html", ".html"},
                                           {"application/xhtml+xml", ".html"},
                                           {"text/plain", ".txt"},
                                           {"application/pdf", ".pdf"}};

    for (size_t i = 0; i < COUNT_OF(types) && slice_is_known(type); i++)
        if (slice_equal_nocase(type, slice_of(types[i][0])))
            return types[i][1];
    return NULL;
}

/* What was saved as it is, without a reply about it. */
static bool is_resource(const struct warc_record *record)
{
    return slice_is_known(record->type) && slice_is_known(record->uri) &&
           slice_is_known(record->content_type) &&
           slice_equal_nocase(record->type, SLICE("resource")) &&
           ending_of(rfc822_main_value(record->content_type));
}

static const char *message_name(const struct warc *warc,
                                const struct warc_record *record,
                                struct arena *arena)
{
    struct strbuf name = STRBUF_INIT;
    const char *kept;

    strbuf_add_format(&name, "%s:%.*s", warc->input->name,
                      SLICE_ARG(record->uri));
    kept = arena_copy(arena, name.bytes, name.len);
    strbuf_release(&name);
    return kept;
}

static void give(const struct warc *warc, const struct warc_record *record,
                 const struct http_reply *reply, struct arena *arena,
                 struct bundled *out)
{
    struct strbuf number = STRBUF_INIT;

    strbuf_add_format(&number, "%llu", (unsigned long long)warc->records);
    *out = (struct bundled){.member = record->uri,
                            .id = slice_copy(arena, strbuf_slice(&number)),
                            .name = ending_of(reply->type),
                            .bytes = reply->body,
                            .charset = reply->charset};
    out->told.statement.url = record->uri;
    strbuf_release(&number);
}

/* What a record to be read holds. END: no document that is read. */
static enum status read_content(const struct warc_record *record,
                                struct slice bytes, struct arena *arena,
                                struct http_reply *out, struct error *err)
{
    struct slice type = record->content_type;

    if (is_resource(record)) {
        *out = (struct http_reply){
            .code = 200,
            .type = rfc822_main_value(type),
            .charset = rfc822_parameter(type, SLICE("charset"), arena),
            .body = bytes};
        return STATUS_OK;
    }
    return http_reply_read(bytes, arena, out, err);
}

/* The document in a record. END: it is none that is read. */
static enum status take_document(struct warc *warc,
                                 const struct warc_record *record,
                                 struct arena *arena, struct bundled *out,
                                 struct error *err)
{
    const char *name = message_name(warc, record, arena);
    struct http_reply reply;
    struct slice bytes;
    enum status status;

    need(warc, RFC822_HEAD_MOST);
    bytes = slice_part(rest(warc), 0, (size_t)record->len);
    if (read_content(record, bytes, arena, &reply, NULL) || reply.code != 200 ||
        !ending_of(reply.type)) {
        skip(warc, record->len);
        return STATUS_END;
    }
    if (record->is_segmented) {
        skip(warc, record->len);
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s: in several segments, which cannot be read", name);
    }
    if (record->len > REPLY_MOST) {
        skip(warc, record->len);
        return error_set(err, STATUS_TOO_LARGE,
                         "%s: over the limit of %d bytes", name, REPLY_MOST);
    }
    need(warc, (size_t)record->len);
    bytes = slice_part(rest(warc), 0, (size_t)record->len);
    warc->at += bytes.len;
    if (bytes.len < record->len)
        return error_set(err, STATUS_BAD_FORMAT, "%s: cut off", name);
    status = read_content(record, bytes, arena, &reply, err);
    if (!status)
        status = http_reply_decode(&reply, name, SCHEMA_FILE_BYTES_MOST,
                                   &warc->body, err);
    give(warc, record, &reply, arena, out);
    return status;
}

/* The end of the file, or what broke it off, once. */
static enum status end(struct warc *warc, struct error *err)
{
    enum status status = warc->failure.status;

    if (!status)
        return STATUS_END;
    warc->failure.status = STATUS_OK;
    return error_set(err, status, "%s", warc->failure.text);
}

static enum status warc_next(void *file, struct arena *arena,
                             struct bundled *out, struct error *err)
{
    struct warc *warc = file;
    struct warc_record record;

    for (;;) {
        enum status status = find_record(warc, err);

        if (status)
            return status == STATUS_END ? end(warc, err) : status;
        status = read_head(warc, arena, &record, err);
        if (status)
            return status;
        if (!is_reply(&record) && !is_resource(&record)) {
            skip(warc, record.len);
            continue;
        }
        status = take_document(warc, &record, arena, out, err);
        if (status != STATUS_END)
            return status;
        warc->passed_over++;
    }
}

bool read_warc_is(struct slice head)
{
    return begins(head);
}

const struct bundle_format warc_bundle = {warc_open, warc_next,
                                          warc_passed_over, warc_close};
