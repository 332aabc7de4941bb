#include "indexer/front_matter.h"

#include <yaml.h>

#include "indexer/fields.h"

/* The top mapping of the block while it is read. */
struct matter {
    yaml_parser_t parser;
    struct page *page;
    struct arena *arena;
    uint32_t first_line; /* of the block's text in the file, from 1 */
    int depth;           /* of mappings and sequences */
    bool is_key;         /* what comes next in the top mapping is a key */
    struct slice key;
};

static void warn(struct matter *matter, size_t line, const char *why)
{
    struct strbuf text = STRBUF_INIT;

    if (slice_is_known(matter->page->warning))
        return;
    strbuf_add_format(&text, "%zu: bad front matter: %s",
                      matter->first_line + line, why);
    matter->page->warning = slice_copy(matter->arena, strbuf_slice(&text));
    strbuf_release(&text);
}

static void take_value(struct matter *matter, const yaml_event_t *event)
{
    struct slice value = {(const char *)event->data.scalar.value,
                          event->data.scalar.length};
    struct error err;
    bool is_null = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
                   (slice_equal_nocase(value, SLICE("null")) ||
                    slice_equal(value, SLICE("~")));

    if (is_null)
        return;
    if (fields_set(&matter->page->stated, matter->key, value, matter->arena,
                   &err) == STATUS_BAD_FORMAT)
        warn(matter, event->start_mark.line, err.text);
}

/* Of nested values only their end counts. */
static void take_event(struct matter *matter, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_MAPPING_START_EVENT:
    case YAML_SEQUENCE_START_EVENT:
        if (matter->depth++ == 0)
            matter->is_key = event->type == YAML_MAPPING_START_EVENT;
        break;
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        if (--matter->depth == 1)
            matter->is_key = true;
        break;
    case YAML_ALIAS_EVENT:
        if (matter->depth == 1)
            matter->is_key = !matter->is_key;
        break;
    case YAML_SCALAR_EVENT:
        if (matter->depth == 0)
            warn(matter, event->start_mark.line, "no 'name: value' lines");
        if (matter->depth != 1)
            break;
        if (matter->is_key)
            matter->key = slice_copy(
                matter->arena,
                (struct slice){(const char *)event->data.scalar.value,
                               event->data.scalar.length});
        else
            take_value(matter, event);
        matter->is_key = !matter->is_key;
        break;
    default:
        break;
    }
}

static void parse(struct matter *matter, struct slice text)
{
    bool is_over = false;

    if (!yaml_parser_initialize(&matter->parser))
        return;
    yaml_parser_set_input_string(&matter->parser,
                                 (const unsigned char *)text.bytes, text.len);
    while (!is_over) {
        yaml_event_t event;

        if (!yaml_parser_parse(&matter->parser, &event)) {
            warn(matter, matter->parser.problem_mark.line,
                 matter->parser.problem ? matter->parser.problem : "no YAML");
            break;
        }
        is_over = event.type == YAML_STREAM_END_EVENT ||
                  event.type == YAML_DOCUMENT_END_EVENT;
        take_event(matter, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&matter->parser);
}

/* The line that ends the block, or 0. */
static size_t find_end(const struct page *page)
{
    if (page->count < 2 || !slice_equal(page->lines[0].text, SLICE("---")))
        return 0;
    for (size_t i = 1; i < page->count; i++)
        if (slice_equal(page->lines[i].text, SLICE("---")) ||
            slice_equal(page->lines[i].text, SLICE("...")))
            return i;
    return 0;
}

size_t front_matter_read(struct page *page, struct arena *arena)
{
    struct matter matter = {.page = page, .arena = arena, .first_line = 2};
    struct strbuf text = STRBUF_INIT;
    size_t end = find_end(page);

    if (end == 0)
        return 0;
    for (size_t i = 0; i <= end; i++)
        page->lines[i].use = LINE_MATTER;
    for (size_t i = 1; i < end; i++) {
        strbuf_add(&text, page->lines[i].text);
        strbuf_add_byte(&text, '\n');
    }
    parse(&matter, strbuf_slice(&text));
    strbuf_release(&text);
    return end + 1;
}
