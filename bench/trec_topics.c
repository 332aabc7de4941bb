#include "bench/trec_topics.h"

#include <string.h>

#include "common/entities.h"
#include "common/sgml.h"

/* One reading: what stands before `at` has been taken in. */
struct reading {
    const char *path;
    struct slice text;
    size_t at;
    size_t counted; /* lines are counted up to here */
    uint32_t line;
    struct arena *arena;
    struct trec_topics *out;
    size_t capacity;
    struct trec_topic *topic; /* the one that is open; NULL: none */
    struct slice field;       /* the name of the one that is open */
    struct strbuf words;      /* its text so far */
};

static struct slice small_letters(struct slice text, struct arena *arena)
{
    char *small = arena_copy(arena, text.bytes, text.len);

    for (size_t i = 0; i < text.len; i++)
        if (small[i] >= 'A' && small[i] <= 'Z')
            small[i] = (char)(small[i] | 0x20);
    return (struct slice){small, text.len};
}

/* ---- texts of fields ---- */

static void add_character(struct strbuf *words, int32_t codepoint)
{
    if (codepoint > ' ')
        strbuf_add_utf8(words, codepoint);
    else if (words->len && words->bytes[words->len - 1] != ' ')
        strbuf_add_byte(words, ' ');
}

/* Bytes that are no UTF-8, as in old files, part words. */
static void add_text(struct reading *reading, struct slice text)
{
    size_t at = 0;

    while (at < text.len) {
        int32_t codepoint;
        size_t len = 0;

        if (text.bytes[at] == '&')
            len = entity_read(text, at, &codepoint);
        if (!len)
            len = utf8_decode(text.bytes + at, text.len - at, &codepoint);
        add_character(&reading->words, codepoint);
        at += len;
    }
}

/* TREC's tags were never closed, and each field began with its name. */
static struct slice without_label(struct slice name, struct slice text)
{
    static const struct {
        const char *name, *label;
    } labels[] = {{"num", "number:"},       {"dom", "domain:"},
                  {"title", "topic:"},      {"desc", "description:"},
                  {"narr", "narrative:"},   {"smry", "summary:"},
                  {"con", "concept(s):"},   {"fac", "factor(s):"},
                  {"def", "definition(s):"}};

    for (size_t i = 0; i < COUNT_OF(labels); i++) {
        struct slice label = slice_of(labels[i].label);

        if (slice_equal(name, slice_of(labels[i].name)) &&
            slice_equal_nocase(slice_part(text, 0, label.len), label))
            return slice_trim(slice_part(text, label.len, text.len));
    }
    return text;
}

/* "051" under TREC's label is topic 51 in its judgements. */
static struct slice plain_number(struct slice id)
{
    for (size_t i = 0; i < id.len; i++)
        if (id.bytes[i] < '0' || id.bytes[i] > '9')
            return id;
    while (id.len > 1 && id.bytes[0] == '0')
        id = slice_part(id, 1, id.len);
    return id;
}

static void take_id(struct reading *reading, struct slice whole,
                    struct slice text)
{
    static const char *const names[] = {"num", "number", "identifier",
                                        "id",  "qid",    NULL};

    if (slice_is_known(reading->topic->id) ||
        !sgml_is_one_of(reading->field, names))
        return;
    reading->topic->id = text.len < whole.len ? plain_number(text) : text;
}

static void end_field(struct reading *reading)
{
    struct trec_topic *topic = reading->topic;
    struct slice whole =
        slice_copy(reading->arena, slice_trim(strbuf_slice(&reading->words)));
    struct slice text = without_label(reading->field, whole);

    strbuf_reset(&reading->words);
    if (topic && text.len) {
        take_id(reading, whole, text);
        if (topic->field_count < TREC_FIELDS_MOST)
            topic->fields[topic->field_count++] =
                (struct trec_field){reading->field, text};
    }
    reading->field = SLICE("text");
}

/* ---- topics ---- */

static enum status end_topic(struct reading *reading, struct error *err)
{
    struct trec_topic *topic = reading->topic;

    end_field(reading);
    reading->topic = NULL;
    if (topic && !topic->id.len)
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s:%u:1: the topic has no number (<num> or "
                         "number=\"...\")",
                         reading->path, (unsigned)topic->line);
    return STATUS_OK;
}

static void begin_topic(struct reading *reading, const struct sgml_tag *tag)
{
    static const char *const names[] = {"number", "num", "id", "qid"};
    struct trec_topics *out = reading->out;
    struct trec_topic *topic;

    for (; reading->counted < reading->at; reading->counted++)
        reading->line += reading->text.bytes[reading->counted] == '\n';
    out->items = heap_grow(out->items, out->count, &reading->capacity,
                           sizeof *out->items);
    topic = &out->items[out->count++];
    *topic = (struct trec_topic){.line = reading->line};
    for (size_t i = 0; i < COUNT_OF(names) && !topic->id.len; i++)
        topic->id =
            slice_copy(reading->arena,
                       slice_trim(sgml_attribute(tag, slice_of(names[i]))));
    reading->topic = topic;
}

/* "EN-title" of CLEF is "title". */
static struct slice field_name(struct slice tag)
{
    if (tag.len > 3 && tag.bytes[2] == '-')
        return slice_part(tag, 3, tag.len);
    return tag;
}

static enum status take_tag(struct reading *reading, const struct sgml_tag *tag,
                            struct error *err)
{
    static const char *const tops[] = {"top", "topic", NULL};
    static const char *const layout[] = {"p",  "b",    "i",      "em",
                                         "br", "span", "strong", NULL};
    enum status status = STATUS_OK;

    if (sgml_is_one_of(tag->name, tops)) {
        status = end_topic(reading, err);
        if (!tag->is_end)
            begin_topic(reading, tag);
    } else if (sgml_is_one_of(tag->name, layout)) {
        add_character(&reading->words, ' ');
    } else {
        end_field(reading);
        if (!tag->is_end)
            reading->field =
                small_letters(field_name(tag->name), reading->arena);
    }
    return status;
}

static enum status read_all(struct reading *reading, struct error *err)
{
    struct slice text = reading->text;
    enum status status = STATUS_OK;

    while (!status && reading->at < text.len) {
        size_t open = slice_find(text, SLICE("<"), reading->at), len;
        struct sgml_tag tag;

        if (open == SIZE_MAX)
            open = text.len;
        add_text(reading, slice_part(text, reading->at, open));
        reading->at = open;
        if (open == text.len)
            break;
        len = sgml_foreign_len(text, open);
        if (!len && sgml_tag_read(text, open, &tag)) {
            status = take_tag(reading, &tag, err);
            len = tag.len;
        } else if (!len) {
            add_character(&reading->words, ' ');
            len = 1;
        }
        reading->at += len;
    }
    return status ? status : end_topic(reading, err);
}

bool trec_topics_are(struct slice text)
{
    if (slice_starts(text, SLICE("\xEF\xBB\xBF")))
        text = slice_part(text, 3, text.len);
    return slice_starts(slice_trim(text), SLICE("<"));
}

enum status trec_topics_read(const char *path, struct slice text,
                             struct arena *arena, struct trec_topics *out,
                             struct error *err)
{
    struct reading reading = {.path = path,
                              .text = text,
                              .line = 1,
                              .arena = arena,
                              .out = out,
                              .field = SLICE("text")};
    struct trec_topic *items;
    enum status status;

    *out = (struct trec_topics){NULL, 0};
    status = read_all(&reading, err);
    strbuf_release(&reading.words);
    items = arena_array(arena, out->count, sizeof *items);
    if (out->count)
        memcpy(items, out->items, out->count * sizeof *items);
    heap_free(out->items);
    out->items = items;
    if (!status && !out->count)
        status = error_set(err, STATUS_BAD_FORMAT,
                           "%s: no topic in it (<top> or <topic>)", path);
    return status;
}

struct slice trec_topic_field(const struct trec_topic *topic, struct slice name,
                              struct arena *arena)
{
    struct strbuf text = STRBUF_INIT;
    struct slice found = SLICE_UNKNOWN;

    for (size_t i = 0; i < topic->field_count; i++) {
        if (!slice_equal_nocase(topic->fields[i].name, name))
            continue;
        if (text.len)
            strbuf_add_byte(&text, ' ');
        strbuf_add(&text, topic->fields[i].text);
    }
    if (text.len)
        found = slice_copy(arena, strbuf_slice(&text));
    strbuf_release(&text);
    return found;
}
