#include "indexer/html_notes.h"

#include <string.h>

enum {
    INLINE_LEAST = 20, /* bytes of a note inside a line; less refers to one */
    DIGITS_MOST = 3,
    WORD_LEAST = 3 /* letters of a word that has a reference; "km" has none */
};

static bool starts_nocase(struct slice text, const char *start)
{
    struct slice word = slice_of(start);

    return slice_equal_nocase(slice_part(text, 0, word.len), word);
}

static bool has_part(struct slice text, const char *part)
{
    size_t len = strlen(part);

    for (size_t i = 0; i + len <= text.len; i++)
        if (starts_nocase(slice_part(text, i, text.len), part))
            return true;
    return false;
}

/* "footnote", "footnotes-block", "MsoFootnoteText"; of the note and not of what
 * leads to it. */
static bool is_note_class(struct slice name)
{
    static const char *const starts[] = {
        "footnote",        "endnote",  "easy-footnote", "msofootnote",
        "msoendnote",      "sidenote", "marginnote",    "wp-block-footnotes",
        "entry-footnotes", "fussnote", "fußnote"};
    static const char *const others[] = {
        "ref", "link", "anchor", "back", "return", "number", "mark", "margin-"};
    bool is_one;

    if (!strchr("efmrswEFMRSW", name.bytes[0])) /* most of them */
        return false;
    is_one = slice_equal(name, SLICE("references")) ||
             slice_equal(name, SLICE("reflist"));

    for (size_t i = 0; i < COUNT_OF(starts) && !is_one; i++)
        is_one = starts_nocase(name, starts[i]);
    if (!is_one || slice_equal(name, SLICE("references")) ||
        slice_equal(name, SLICE("reflist")))
        return is_one;
    for (size_t i = 0; i < COUNT_OF(others); i++)
        if (has_part(name, others[i]))
            return false;
    return true;
}

/* The number behind one of the names that programs give to notes: "fn3",
 * "_ftn3", "cite_note-x-3"; 0: it is none of them. */
static unsigned number_of_id(struct slice id)
{
    static const char *const starts[] = {
        "fn",       "ftn",     "_ftn",      "edn",  "_edn",
        "footnote", "endnote", "cite_note", "note", "easy-footnote-bottom"};
    size_t digits = id.len;
    unsigned number = 0;

    while (digits && id.bytes[digits - 1] >= '0' && id.bytes[digits - 1] <= '9')
        digits--;
    if (digits == id.len || id.len - digits > DIGITS_MOST || !digits ||
        has_part(id, "ref") || has_part(id, "back"))
        return 0;
    for (size_t i = digits; i < id.len; i++)
        number = number * 10 + (unsigned)(id.bytes[i] - '0');
    for (size_t i = 0; i < COUNT_OF(starts); i++) {
        size_t len = strlen(starts[i]);
        char next = len < id.len ? id.bytes[len] : ' ';

        if (starts_nocase(id, starts[i]) &&
            (len == digits || next == '-' || next == ':' || next == '_' ||
             next == '.'))
            return number;
    }
    return 0;
}

unsigned html_note_number(const struct html_node *node)
{
    return number_of_id(html_attribute(node, HTML_ID));
}

static size_t text_length(const struct html_tree *tree, size_t node)
{
    size_t len = 0;

    for (size_t i = node + 1; i < tree->nodes[node].end && len < INLINE_LEAST;
         i++)
        if (tree->nodes[i].tag == HTML_TEXT)
            len += slice_trim(tree->nodes[i].text).len;
    return len;
}

static bool is_named_note(const struct html_node *node)
{
    struct slice role = html_attribute(node, HTML_ROLE);
    struct slice rest = html_attribute(node, HTML_CLASS), name;

    if (slice_equal(role, SLICE("doc-footnote")) ||
        slice_equal(role, SLICE("doc-endnote")) ||
        slice_equal(role, SLICE("doc-endnotes")))
        return true;
    while (slice_next(&rest, ' ', &name))
        if (name.len && is_note_class(name))
            return true;
    return false;
}

/* Word has its notes in paragraphs that begin with the way back:
 * <p><a name="_ftn1" href="#_ftnref1">. */
static bool begins_with_way_back(const struct html_tree *tree, size_t node)
{
    const struct html_node *one = &tree->nodes[node];

    for (size_t i = node + 1; i < one->end && i < node + 6; i++) {
        const struct html_node *inner = &tree->nodes[i];

        if (inner->tag == HTML_TEXT && slice_trim(inner->text).len)
            return false;
        if (inner->tag == HTML_A &&
            (slice_starts(html_attribute(inner, HTML_HREF),
                          SLICE("#_ftnref")) ||
             slice_starts(html_attribute(inner, HTML_HREF), SLICE("#_ednref"))))
            return true;
    }
    return false;
}

static bool is_note(const struct html_tree *tree, size_t node)
{
    const struct html_node *one = &tree->nodes[node];
    bool is_block = html_is_block((enum html_tag)one->tag);

    if (one->tag == HTML_BODY || one->tag == HTML_HTML)
        return false;
    if (one->tag == HTML_P && begins_with_way_back(tree, node))
        return true;
    if (!one->attribute_count ||
        (!is_named_note(one) && !html_note_number(one)))
        return false;
    return one->tag != HTML_A && one->tag != HTML_SUP &&
           (is_block || text_length(tree, node) >= INLINE_LEAST);
}

uint32_t *html_notes_find(const struct html_tree *tree, struct arena *arena)
{
    uint32_t *notes = arena_array(arena, tree->count, sizeof *notes);

    for (uint32_t i = 1; i < tree->count; i++) {
        const struct html_node *node = &tree->nodes[i];
        uint32_t above = notes[node->parent];

        notes[i] = above;
        if (node->tag == HTML_TEXT)
            continue;
        if (above ? node->tag == HTML_LI ||
                        (node->tag == HTML_P &&
                         !html_note_number(&tree->nodes[above]))
                  : is_note(tree, i))
            notes[i] = i;
    }
    return notes;
}

/* ---- references ---- */

static bool is_raised_number(const struct html_tree *tree, size_t node,
                             bool *is_link)
{
    const struct html_node *one = &tree->nodes[node];
    size_t digits = 0;

    *is_link = false;
    for (size_t i = node + 1; i < one->end; i++) {
        struct slice text = tree->nodes[i].text;

        if (tree->nodes[i].tag != HTML_TEXT) {
            *is_link |= tree->nodes[i].tag == HTML_A;
            continue;
        }
        for (size_t k = 0; k < text.len; k++) {
            if (text.bytes[k] < '0' || text.bytes[k] > '9')
                return false;
            digits++;
        }
    }
    return digits > 0 && digits <= DIGITS_MOST;
}

/* Letters at the end; those of other scripts count two or three. */
static size_t letters_at_end(struct slice text)
{
    size_t at = text.len;

    while (at > 0 &&
           ((text.bytes[at - 1] | 0x20) >= 'a' || text.bytes[at - 1] < 0) &&
           ((text.bytes[at - 1] | 0x20) <= 'z' || text.bytes[at - 1] < 0))
        at--;
    return text.len - at;
}

/* "in 10" of 10 to the sixth. */
static bool ends_with_base(struct slice text)
{
    return slice_ends(text, SLICE("10")) &&
           (text.len < 3 || text.bytes[text.len - 3] < '0' ||
            text.bytes[text.len - 3] > '9');
}

bool html_is_power(const struct html_tree *tree, size_t node,
                   struct slice before)
{
    bool is_link;

    return tree->nodes[node].tag == HTML_SUP && ends_with_base(before) &&
           is_raised_number(tree, node, &is_link) && !is_link;
}

bool html_is_reference(const struct html_tree *tree, size_t node,
                       struct slice before)
{
    char last = before.len ? before.bytes[before.len - 1] : ' ';
    bool is_link;

    if (tree->nodes[node].tag != HTML_SUP ||
        !is_raised_number(tree, node, &is_link))
        return false;
    return is_link || letters_at_end(before) >= WORD_LEAST ||
           (last >= '0' && last <= '9' && !ends_with_base(before)) ||
           strchr(".,;:!?\")']", last);
}

bool html_is_way_back(const struct html_tree *tree, size_t node)
{
    const struct html_node *one = &tree->nodes[node];

    if (one->tag != HTML_A ||
        !slice_starts(html_attribute(one, HTML_HREF), SLICE("#")))
        return false;
    for (size_t i = node + 1; i < one->end; i++) {
        struct slice text = tree->nodes[i].text;

        for (size_t at = 0; tree->nodes[i].tag == HTML_TEXT && at < text.len;) {
            int32_t c;

            at += utf8_decode(text.bytes + at, text.len - at, &c);
            if ((c | 0x20) < 'a'
                    ? c >= '0' && c <= '9'
                    : (c | 0x20) <= 'z' ||
                          (c >= 0xC0 && (c < 0x2000 || c > 0x2BFF)))
                return false;
        }
    }
    return true;
}
