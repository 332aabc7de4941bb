#include "indexer/pdf_pages.h"

#include <stdlib.h>
#include <string.h>

#include "common/entities.h"
#include "common/sgml.h"
#include "indexer/page.h"
#include "indexer/pdf_letters.h"

enum {
    FONTS_MOST = 65536,
    PAGES_MOST = 100000,
    NUMBER_BYTES_MOST = 24,
    PLACE_MOST = 100000,
    BULLET = 0x2022,
    SOFT_HYPHEN = 0xAD,
    CUTS_MOST = 32,  /* of a text, at wide spaces: */
    SPACES_WIDE = 3, /* so many of them */
    PALE_LEAST =
        0xC0 /* of red, green and blue; white stands on a dark ground */
};

/* What is known of a font by its number. */
struct font {
    float size;
    bool is_bold, is_pale;
};

/* A wide space within a text: where it begins and ends, in characters, and
 * where that is in the bytes that are kept. */
struct cut {
    size_t from, to, at;
};

struct reading {
    struct slice xml;
    size_t at;
    struct arena *arena;
    struct pdf_pages *out;
    size_t page_capacity, text_capacity;
    struct font *fonts;
    size_t font_count, font_capacity;
    struct strbuf text;
    bool is_soft;     /* a soft hyphen was the last character, */
    bool is_hyphened; /* or a hyphen that is no minus */
    /* Characters so far, white space at the beginning, and at the end. */
    size_t count, leading, trailing;
    struct cut cuts[CUTS_MOST];
    size_t cut_count;
};

/* ---- values ---- */

static float number_of(const struct sgml_tag *tag, struct slice name)
{
    struct slice value = sgml_attribute(tag, name);
    char digits[NUMBER_BYTES_MOST + 1] = "";
    float number;

    memcpy(digits, value.len ? value.bytes : "",
           value.len < NUMBER_BYTES_MOST ? value.len : NUMBER_BYTES_MOST);
    number = strtof(digits, NULL);
    return number > -PLACE_MOST && number < PLACE_MOST ? number : 0;
}

/* A bold face that the program does not know for one. */
static bool is_bold_name(struct slice name)
{
    static const char *const parts[] = {"Black", "Heavy", "CMBX",
                                        "SFBX",  "Demi",  "-Medi"};

    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (slice_find(name, slice_of(parts[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

static bool is_pale_color(struct slice color)
{
    unsigned long value;
    char digits[8] = "";

    if (color.len != 7 || color.bytes[0] != '#')
        return false;
    memcpy(digits, color.bytes + 1, 6);
    value = strtoul(digits, NULL, 16);
    return value != 0xFFFFFF && (value >> 16 & 0xFF) >= PALE_LEAST &&
           (value >> 8 & 0xFF) >= PALE_LEAST && (value & 0xFF) >= PALE_LEAST;
}

static void take_font(struct reading *reading, const struct sgml_tag *tag)
{
    size_t id = (size_t)number_of(tag, SLICE("id"));
    const struct font font = {
        number_of(tag, SLICE("size")),
        is_bold_name(sgml_attribute(tag, SLICE("family"))),
        is_pale_color(sgml_attribute(tag, SLICE("color")))};

    if (id >= FONTS_MOST || id > reading->font_count)
        return; /* they are numbered in order */
    if (id == reading->font_count)
        reading->fonts = heap_grow(reading->fonts, reading->font_count++,
                                   &reading->font_capacity, sizeof font);
    reading->fonts[id] = font;
}

static void take_page(struct reading *reading, const struct sgml_tag *tag)
{
    struct pdf_pages *out = reading->out;
    struct pdf_page *page;

    if (out->count >= PAGES_MOST)
        return;
    out->pages = heap_grow(out->pages, out->count, &reading->page_capacity,
                           sizeof *out->pages);
    page = &out->pages[out->count++];
    *page = (struct pdf_page){number_of(tag, SLICE("width")),
                              number_of(tag, SLICE("height")), out->text_count,
                              out->text_count};
}

/* ---- characters ---- */

/* Bullets of symbol fonts have codes of their own. */
static bool is_private(int32_t c)
{
    return c >= 0xE000 && c <= 0xF8FF;
}

static bool ends_with(const struct strbuf *text, char c)
{
    return text->len && text->bytes[text->len - 1] == c;
}

static void put_hyphen(struct reading *reading)
{
    if (!reading->is_soft || !ends_with(&reading->text, '-'))
        strbuf_add_byte(&reading->text, '-');
}

static void put_readable(struct reading *reading, int32_t c)
{
    if (c == 0x2010 || c == 0x2011)
        put_hyphen(reading);
    else
        pdf_letters_add(c, &reading->text);
}

/* A character comes: were there many spaces before it? */
static void note_cut(struct reading *reading)
{
    if (reading->trailing >= SPACES_WIDE && reading->text.len &&
        reading->cut_count < CUTS_MOST)
        reading->cuts[reading->cut_count++] =
            (struct cut){reading->count - reading->trailing, reading->count,
                         reading->text.len};
}

static void put(struct reading *reading, int32_t c)
{
    struct strbuf *text = &reading->text;
    bool is_hyphened = c == 0x2010;

    if (c == SOFT_HYPHEN) {
        reading->is_soft = true;
        return;
    }
    if (c < 0 || (c >= 0x80 && c < 0xA0) || (c < ' ' && c != '\t' && c != '\n'))
        c = LINE_REPLACEMENT;
    else
        c = line_character(c);
    if (c != ' ' && c != '\t')
        note_cut(reading);
    reading->count++;
    reading->trailing = c == ' ' || c == '\t' ? reading->trailing + 1 : 0;
    reading->leading += !text->len && reading->trailing;
    if (c == ' ' || c == '\t') {
        if (text->len && !ends_with(text, ' '))
            strbuf_add_byte(text, ' ');
    } else if (c >= 0) {
        reading->out->characters++;
        if (is_private(c) && !text->len)
            c = BULLET;
        if (is_private(c) || c == LINE_REPLACEMENT) {
            reading->out->unreadable++;
            c = LINE_REPLACEMENT;
        }
        put_readable(reading, c);
    }
    reading->is_soft = false;
    reading->is_hyphened = is_hyphened;
}

/* ---- texts ---- */

/* A soft hyphen at the end is seen; a space before it is its own width. */
static void end_content(struct reading *reading)
{
    struct strbuf *text = &reading->text;

    if (reading->is_soft && !ends_with(text, '-'))
        strbuf_add_byte(text, '-');
    if (reading->is_hyphened && text->len > 2 && ends_with(text, '-') &&
        text->bytes[text->len - 2] == ' ') {
        strbuf_cut(text, text->len - 2);
        strbuf_add_byte(text, '-');
    }
}

/* The characters up to the end of the element, and how much is bold. */
static size_t read_content(struct reading *reading, bool is_bold)
{
    struct slice xml = reading->xml;
    size_t depth = is_bold ? 1 : 0, bold = 0;
    bool was_bold = true;

    strbuf_reset(&reading->text);
    reading->is_soft = reading->is_hyphened = false;
    reading->count = reading->leading = reading->trailing = 0;
    reading->cut_count = 0;
    while (reading->at < xml.len) {
        struct sgml_tag tag;
        int32_t c;
        size_t len;

        if (xml.bytes[reading->at] == '<' &&
            sgml_tag_read(xml, reading->at, &tag)) {
            if (slice_equal(tag.name, SLICE("text")))
                break;
            if (slice_equal(tag.name, SLICE("b")) && !is_bold)
                depth = !tag.is_end;
            reading->at += tag.len;
            continue;
        }
        len = entity_read(xml, reading->at, &c);
        if (!len)
            len =
                utf8_decode(xml.bytes + reading->at, xml.len - reading->at, &c);
        put(reading, c);
        reading->at += len;
        was_bold = was_bold && (depth || ends_with(&reading->text, ' '));
        if (was_bold && depth)
            bold = reading->text.len;
    }
    end_content(reading);
    return bold;
}

static struct font font_of(const struct reading *reading,
                           const struct sgml_tag *tag)
{
    size_t id = (size_t)number_of(tag, SLICE("font"));

    return id < reading->font_count ? reading->fonts[id] : (struct font){0};
}

static void add_text(struct reading *reading, struct pdf_text text)
{
    struct pdf_pages *out = reading->out;

    text.text = slice_trim(text.text);
    if (!text.text.len || text.right < text.left)
        return;
    if (out->text_count >= PDF_TEXTS_MOST) {
        out->is_cut = true;
        return;
    }
    text.text = slice_copy(reading->arena, text.text);
    if (text.bold > text.text.len)
        text.bold = text.text.len;
    out->texts = heap_grow(out->texts, out->text_count, &reading->text_capacity,
                           sizeof text);
    out->texts[out->text_count++] = text;
    out->pages[out->count - 1].end = out->text_count;
}

/* Are all its words parted by spaces of one width? Then the line was stretched
 * to its column. */
static bool is_stretched(const struct reading *reading)
{
    size_t words = 1, least = SIZE_MAX, most = 0;

    for (size_t i = 0; i < reading->text.len; i++)
        words += reading->text.bytes[i] == ' ';
    for (size_t i = 0; i < reading->cut_count; i++) {
        size_t width = reading->cuts[i].to - reading->cuts[i].from;

        least = width < least ? width : least;
        most = width > most ? width : most;
    }
    return reading->cut_count > 1 && words == reading->cut_count + 1 &&
           most - least <= 1;
}

/* A text, or its parts between wide spaces. */
static void add_parts(struct reading *reading, const struct pdf_text *text,
                      float one, size_t bold)
{
    struct slice all = strbuf_slice(&reading->text);
    size_t from = 0, at = 0;

    for (size_t i = 0; i <= reading->cut_count; i++) {
        const struct cut *cut = &reading->cuts[i];
        bool is_last = i == reading->cut_count;
        size_t end = is_last ? all.len : cut->at;
        struct pdf_text part = *text;

        part.text = slice_part(all, at, end);
        part.bold = bold > at ? bold - at : 0;
        if (i)
            part.left = text->left + one * (float)from;
        if (!is_last)
            part.right = text->left + one * (float)cut->from;
        add_text(reading, part);
        if (is_last)
            break;
        from = cut->to;
        at = end;
    }
}

static void take_text(struct reading *reading, const struct sgml_tag *tag)
{
    struct font font = font_of(reading, tag);
    struct pdf_text text = {.left = number_of(tag, SLICE("left")),
                            .top = number_of(tag, SLICE("top")),
                            .size = font.size,
                            .is_pale = font.is_pale};
    size_t bold = read_content(reading, font.is_bold);
    float width = number_of(tag, SLICE("width"));
    float one = reading->count ? width / (float)reading->count : 0;
    float start = text.left;

    text.bottom = text.top + number_of(tag, SLICE("height"));
    if (text.size <= 0)
        text.size = text.bottom - text.top;
    if (!reading->out->count || text.size <= 0 || text.bottom <= text.top)
        return;
    /* White space at its ends takes part of its width. */
    text.right = start + width - one * (float)reading->trailing;
    if (!reading->cut_count || is_stretched(reading)) {
        text.left += one * (float)reading->leading;
        text.text = strbuf_slice(&reading->text);
        text.bold = bold;
        add_text(reading, text);
    } else {
        add_parts(reading, &text, one, bold);
    }
}

static void take_tag(struct reading *reading, const struct sgml_tag *tag)
{
    reading->at += tag->len;
    if (tag->is_end)
        return;
    if (slice_equal(tag->name, SLICE("text")))
        take_text(reading, tag);
    else if (slice_equal(tag->name, SLICE("fontspec")))
        take_font(reading, tag);
    else if (slice_equal(tag->name, SLICE("page")))
        take_page(reading, tag);
}

static void *settle(struct arena *arena, void *items, size_t count, size_t size)
{
    void *copy = arena_array(arena, count, size);

    if (count)
        memcpy(copy, items, count * size);
    heap_free(items);
    return copy;
}

void pdf_pages_read(struct slice xml, struct arena *arena,
                    struct pdf_pages *out)
{
    struct reading reading = {.xml = xml, .arena = arena, .out = out};

    *out = (struct pdf_pages){0};
    while (reading.at < xml.len) {
        struct sgml_tag tag;
        const char *next =
            memchr(xml.bytes + reading.at, '<', xml.len - reading.at);

        if (!next)
            break;
        reading.at = (size_t)(next - xml.bytes);
        if (sgml_tag_read(xml, reading.at, &tag))
            take_tag(&reading, &tag);
        else
            reading.at++;
    }
    out->pages = settle(arena, out->pages, out->count, sizeof *out->pages);
    out->texts = settle(arena, out->texts, out->text_count, sizeof *out->texts);
    heap_free(reading.fonts);
    strbuf_release(&reading.text);
}
