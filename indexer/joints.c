#include "indexer/joints.h"

#include <string.h>

#include "indexer/sentences.h"

enum {
    LABEL_BYTES_MOST = 80,
    WRAPPED_MOST = 110, /* bytes of a line where only a part is wrapped */
    WIDTH_LEAST = 30,   /* a line under this is short whatever its page is */
    JOINED_BYTES_MOST = 1 << 20, /* a block that has grown to this is closed */
    SHORT_PERCENT = 82 /* of the full width: a line under it was ended */
};

size_t joint_indent(struct slice text)
{
    size_t indent = 0;

    while (indent < text.len && joint_is_space(text.bytes[indent]))
        indent++;
    return indent;
}

bool joint_begins_lower(struct slice text)
{
    int32_t c;

    text = slice_part(text, joint_indent(text), text.len);
    if (!text.len)
        return false;
    utf8_decode(text.bytes, text.len, &c);
    return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF) ||
           (c >= 0x430 && c <= 0x45F);
}

bool joint_ends_with_hyphen(struct slice text)
{
    unsigned char before;

    if (text.len < 2 || text.bytes[text.len - 1] != '-')
        return false;
    before = (unsigned char)text.bytes[text.len - 2];
    return (before | 0x20) >= 'a' && before != ' ' && before != '-';
}

bool joint_keeps_hyphen(struct slice text)
{
    static const char *const words[] = {"self-", "non-",   "anti-", "well-",
                                        "long-", "short-", "so-",   "ever-",
                                        "half-", "cross-", "all-",  "high-"};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (slice_ends(text, slice_of(words[i])))
            return true;
    return false;
}

/* Words that no paragraph ends with: the line was broken behind them. */
static bool ends_in_mid_air(struct slice text)
{
    static const char *const words[] = {
        "of",    "the",  "and", "to",  "in",   "for", "with", "by",
        "that",  "a",    "an",  "or",  "from", "on",  "at",   "our",
        "their", "its",  "his", "her", "is",   "are", "was",  "were",
        "has",   "have", "de",  "la",  "le",   "les", "et",   "des",
        "du",    "и",    "в",   "на",  "с",    "по",  "о",    "для",
        "Mr.",   "Mrs.", "Ms.", "Dr.", "No.",  "St."};
    size_t start = text.len;

    while (start > 0 && !joint_is_space(text.bytes[start - 1]) &&
           text.len - start < 8)
        start--;
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (slice_equal(slice_part(text, start, text.len), slice_of(words[i])))
            return true;
    return false;
}

/* No sentence goes on behind it. */
static bool is_broken_off(struct slice text)
{
    return sentence_is_whole(text) || slice_ends(text, SLICE("—")) ||
           slice_ends(text, SLICE(")")) || slice_ends(text, SLICE("–"));
}

/* "MR. PRICE: ..." or "Q   Thank you": a turn begins, whatever went before;
 * but "NATO: ..." may stand there by chance where a sentence goes on. */
static bool begins_turn(struct slice text, struct slice last)
{
    size_t letters = 0;
    bool is_word = true;

    text = slice_part(text, joint_indent(text), LABEL_BYTES_MOST);
    if (text.len > 2 && (text.bytes[0] == 'Q' || text.bytes[0] == 'A') &&
        (text.bytes[1] == ':' ||
         (text.bytes[0] == 'Q' && joint_is_space(text.bytes[1]))))
        return true;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.bytes[i];

        if (c == ':')
            return letters >= 3 && (!is_word || is_broken_off(last));
        if (c >= 'a' && c <= 'z')
            return false;
        is_word = is_word && !joint_is_space(c);
        letters += c >= 'A' && c <= 'Z';
    }
    return false;
}

static bool ends_clause(struct slice text)
{
    return text.len && strchr(":;", text.bytes[text.len - 1]) != NULL;
}

/* Does a mark at the beginning of a line begin a block of its own? In a
 * wrapped paragraph a dash or a year may stand there by chance. */
static bool begins_item(const struct joint *joint, const struct mark *mark,
                        struct slice last)
{
    if (mark->style == MARK_NONE || mark->style == MARK_BARE)
        return false;
    if (!joint->shape.full_width && !mark->is_doubtful && mark->value < 200)
        return true;
    return sentence_is_whole(last) || ends_clause(last) ||
           (joint->mark.style == mark->style && mark->value < 200) ||
           last.len * 100 < joint->shape.full_width * 60;
}

static size_t first_word(struct slice text)
{
    size_t start = joint_indent(text), end = start;

    while (end < text.len && !joint_is_space(text.bytes[end]))
        end++;
    return end - start;
}

/* A wrapped line that ended where more would have fitted. */
static bool was_ended(const struct joint *joint, struct slice last,
                      struct slice next)
{
    size_t width = joint->last->end - joint->last->start;

    if (!sentence_is_whole(last) && !ends_clause(last))
        return width + first_word(next) + 1 <
                   joint->shape.full_width * 60 / 100 &&
               !joint_begins_lower(next) && !ends_in_mid_air(last) &&
               last.bytes[last.len - 1] != ',' && !joint->shape.is_parted;
    if (joint_indent(next) > joint_indent(joint->last->text) + 1)
        return true;
    return !joint->shape.is_parted &&
           width * 100 < joint->shape.full_width * SHORT_PERCENT &&
           width + first_word(next) + 1 <= joint->shape.full_width;
}

/* A line of a page that is not wrapped, broken by whatever made the text. */
static bool runs_on(struct slice last, struct slice next)
{
    if (sentence_is_whole(last) || ends_clause(last))
        return false;
    if (joint_begins_lower(next))
        return last.len >= WIDTH_LEAST || !joint_ends_with_hyphen(last);
    return last.len >= WIDTH_LEAST && ends_in_mid_air(last);
}

/* Part of a page may be wrapped though the whole is not: a block of several
 * lines goes on behind one that is about as wide as they. */
static bool is_filled(const struct joint *joint, struct slice last)
{
    return joint->line_count > 1 && joint->widest >= WIDTH_LEAST &&
           joint->widest <= WRAPPED_MOST && !sentence_is_whole(last) &&
           !ends_clause(last) &&
           last.len * 100 >= joint->widest * SHORT_PERCENT;
}

/* The lines below "MEMORANDUM FOR THE SECRETARY OF STATE" that tell of others
 * to whom it goes. */
static bool is_addressed(const struct joint *joint, struct slice next)
{
    return slice_starts(joint->text, SLICE("MEMORANDUM FOR ")) &&
           !joint->is_gap && !joint->is_cut &&
           slice_starts(slice_trim(next), SLICE("THE "));
}

bool joint_holds(const struct joint *joint, const struct line *line,
                 struct slice next, const struct mark *mark)
{
    struct slice last = slice_part(joint->last->text, 0, joint->last_end);

    if (joint->text.len > JOINED_BYTES_MOST || line->style == LINE_HEADING ||
        line->style == LINE_BULLET || joint->last->style == LINE_HEADING ||
        line->note != joint->last->note || begins_turn(next, last))
        return false;
    if (begins_item(joint, mark, last))
        return false;
    if (is_addressed(joint, next))
        return true;
    if (joint->is_gap || joint->is_cut)
        return joint->is_cut && !sentence_is_whole(last) &&
               joint_begins_lower(next);
    if (joint->last->is_broken)
        return !sentence_is_whole(last) && !ends_clause(last) &&
               (joint_begins_lower(next) ||
                (joint->last->end - joint->last->start) * 100 >
                    joint->shape.full_width * SHORT_PERCENT);
    if (joint->shape.full_width)
        return !was_ended(joint, last, next);
    return runs_on(last, next) || is_filled(joint, last);
}

/* The width of all but the longest twentieth of the lines: what a wrapped
 * line could hold. */
void joint_measure(const struct page *page, struct page_shape *out)
{
    size_t counts[256] = {0};
    size_t lines = 0, blanks = 0, seen = 0;
    bool is_formatted = false; /* the format itself says where lines end */

    *out = (struct page_shape){.full_width = 0};
    if (!page->is_wrapped)
        return;
    for (size_t i = 0; i < page->count; i++) {
        size_t width = page->lines[i].end - page->lines[i].start;

        if (page->lines[i].style == LINE_BLANK) {
            blanks++;
            continue;
        }
        counts[width < 255 ? width : 255]++;
        lines++;
        is_formatted = is_formatted || page->lines[i].is_broken ||
                       page->lines[i].style == LINE_HEADING ||
                       page->lines[i].style == LINE_BULLET;
    }
    out->is_parted = is_formatted || blanks * 12 > lines;
    for (size_t width = 255; width > 0; width--) {
        seen += counts[width];
        if (seen * 20 >= lines) {
            out->full_width = width;
            return;
        }
    }
}
