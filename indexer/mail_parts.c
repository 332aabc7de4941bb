#include "indexer/mail_parts.h"

#include "indexer/mail_decode.h"
#include "indexer/rfc822.h"

enum { BOUNDARY_MOST = 200 };

struct search {
    struct mail_parts *out;
    struct arena *arena;
    size_t capacity; /* of the parts */
    unsigned choices;
};

/* What is known of a part from those that it stands in. */
struct within {
    unsigned depth;
    unsigned choice;
    struct slice letter;
};

static bool starts_nocase(struct slice text, struct slice prefix)
{
    return slice_equal_nocase(slice_part(text, 0, prefix.len), prefix);
}

static struct slice name_of(struct slice type, struct slice disposition,
                            struct arena *arena)
{
    struct slice name = rfc822_parameter(disposition, SLICE("filename"), arena);

    if (!slice_is_known(name))
        name = rfc822_parameter(type, SLICE("name"), arena);
    return slice_is_known(name) ? mail_words(name, arena) : name;
}

static struct slice field_of(struct slice head, const char *name,
                             struct arena *arena)
{
    struct slice value = rfc822_field(head, slice_of(name), arena);

    return slice_is_known(value) ? value : SLICE("");
}

static void add_leaf(struct search *search, struct slice head,
                     struct slice type, struct slice body,
                     const struct within *within)
{
    struct arena *arena = search->arena;
    struct mail_parts *out = search->out;
    struct slice disposition = field_of(head, "Content-Disposition", arena);
    struct slice flowed = rfc822_parameter(type, SLICE("format"), arena);

    if (out->count == MAIL_PARTS_MOST) {
        out->is_cut = true;
        return;
    }
    out->items = heap_grow(out->items, out->count, &search->capacity,
                           sizeof *out->items);
    out->items[out->count++] = (struct mail_part){
        .type = type.len ? rfc822_main_value(type) : SLICE("text/plain"),
        .charset = rfc822_parameter(type, SLICE("charset"), arena),
        .encoding =
            rfc822_field(head, SLICE("Content-Transfer-Encoding"), arena),
        .name = name_of(type, disposition, arena),
        .body = body,
        .is_attached = starts_nocase(disposition, SLICE("attachment")),
        .is_flowed = slice_is_known(flowed) &&
                     slice_equal_nocase(flowed, SLICE("flowed")),
        .choice = within->choice,
        .letter = within->letter};
}

/* The next line "--BOUNDARY" at or after `at`; *behind is the byte after it.
 * SIZE_MAX: none. */
static size_t find_boundary(struct slice body, struct slice mark, size_t at,
                            size_t *behind, bool *is_last)
{
    while ((at = slice_find(body, mark, at)) != SIZE_MAX) {
        struct slice rest = slice_part(body, at + mark.len, body.len);
        size_t end;

        if (at > 0 && body.bytes[at - 1] != '\n') {
            at++;
            continue;
        }
        *is_last = slice_starts(rest, SLICE("--"));
        end = slice_find(rest, SLICE("\n"), 0);
        if (!*is_last && slice_trim(slice_part(rest, 0, end)).len) {
            at++; /* another boundary that begins so */
            continue;
        }
        *behind = end == SIZE_MAX ? body.len : at + mark.len + end + 1;
        return at;
    }
    return SIZE_MAX;
}

static struct slice without_line_end(struct slice text)
{
    if (slice_ends(text, SLICE("\n")))
        text.len--;
    if (slice_ends(text, SLICE("\r")))
        text.len--;
    return text;
}

static void find_in(struct search *search, struct slice entity,
                    const struct within *within);

static void split(struct search *search, struct slice body, struct slice mark,
                  const struct within *inside)
{
    size_t behind = 0;
    bool is_last = false;
    size_t at = find_boundary(body, mark, 0, &behind, &is_last);

    while (at != SIZE_MAX && !is_last && !search->out->is_cut) {
        size_t start = behind;
        struct slice part;

        at = find_boundary(body, mark, start, &behind, &is_last);
        part = slice_part(body, start, at);
        find_in(search, at == SIZE_MAX ? part : without_line_end(part), inside);
    }
}

/* "--" and the boundary; unknown: there is none. */
static struct slice mark_of(struct slice type, struct arena *arena)
{
    struct slice boundary = rfc822_parameter(type, SLICE("boundary"), arena);
    char *mark;

    if (!boundary.len || boundary.len > BOUNDARY_MOST)
        return SLICE_UNKNOWN;
    mark = arena_alloc(arena, boundary.len + 2);
    memcpy(mark, "--", 2);
    memcpy(mark + 2, boundary.bytes, boundary.len);
    return (struct slice){mark, boundary.len + 2};
}

static bool is_letter(struct slice type, struct slice body)
{
    return starts_nocase(type, SLICE("message/rfc822")) &&
           rfc822_head_length(body) != SIZE_MAX;
}

static void find_in(struct search *search, struct slice entity,
                    const struct within *within)
{
    size_t len = rfc822_head_length(entity);
    struct slice head = slice_part(entity, 0, len == SIZE_MAX ? 0 : len);
    struct slice body = slice_part(entity, head.len, entity.len);
    struct slice type = field_of(head, "Content-Type", search->arena);
    struct within inside = {within->depth + 1, within->choice, within->letter};
    struct slice mark = SLICE_UNKNOWN;

    if (starts_nocase(type, SLICE("multipart/")))
        mark = mark_of(type, search->arena);
    if (!slice_is_known(mark) && !is_letter(type, body)) {
        add_leaf(search, head, type, body, within);
    } else if (within->depth == MAIL_DEPTH_MOST) {
        search->out->is_cut = true;
    } else if (!slice_is_known(mark)) {
        inside.letter = slice_part(body, 0, rfc822_head_length(body));
        inside.choice = 0;
        find_in(search, body, &inside);
    } else {
        if (starts_nocase(type, SLICE("multipart/alternative")))
            inside.choice = ++search->choices;
        split(search, body, mark, &inside);
    }
}

void mail_parts_find(struct slice mail, struct arena *arena,
                     struct mail_parts *out)
{
    struct search search = {.out = out, .arena = arena};
    const struct within whole = {.depth = 0};
    size_t len = rfc822_head_length(mail);

    *out = (struct mail_parts){
        .head = slice_part(mail, 0, len == SIZE_MAX ? 0 : len)};
    find_in(&search, mail, &whole);
    arena_adopt(arena, out->items);
}
