#include "indexer/mail_choice.h"

#include "indexer/mail_decode.h"

enum {
    STUB_MOST = 200, /* bytes of a text that may be a stub of */
    STUB_SHARE = 4,  /* a page so many times as long */
    FOOTER_MOST = 1024
};

static bool is_type(const struct mail_part *part, const char *type)
{
    return slice_equal_nocase(part->type, slice_of(type));
}

bool mail_choice_is_plain(const struct mail_part *part)
{
    return is_type(part, "text/plain");
}

static bool is_page(const struct mail_part *part)
{
    return is_type(part, "text/html") || is_type(part, "application/xhtml+xml");
}

static bool is_text(const struct mail_part *part)
{
    return !part->is_attached && !slice_is_known(part->letter) &&
           (mail_choice_is_plain(part) || is_page(part));
}

/* Bytes that are no white space, as far as it matters. */
static size_t text_length(const struct mail_part *part)
{
    struct strbuf bytes = STRBUF_INIT;
    struct slice body = slice_part(part->body, 0, 4 * STUB_MOST);
    size_t len = 0;

    mail_decode(body, part->encoding, &bytes, NULL);
    for (size_t i = 0; i < bytes.len; i++)
        len += (unsigned char)bytes.bytes[i] > ' ';
    strbuf_release(&bytes);
    return len;
}

static bool is_stub_of(const struct mail_part *plain,
                       const struct mail_part *page)
{
    return text_length(plain) < STUB_MOST &&
           plain->body.len * STUB_SHARE < page->body.len;
}

/* The part that is the text of the message: the first one, or what says the
 * same in another way that is read rather. */
size_t mail_choice_text(const struct mail_parts *parts)
{
    size_t found = 0;

    while (found < parts->count && !is_text(&parts->items[found]))
        found++;
    for (size_t i = found; i < parts->count; i++) {
        const struct mail_part *have = &parts->items[found];
        const struct mail_part *other = &parts->items[i];

        if (!is_text(other) || !other->choice || other->choice != have->choice)
            continue;
        if (is_page(have)
                ? mail_choice_is_plain(other) && !is_stub_of(other, have)
                : is_page(other) && is_stub_of(have, other))
            found = i;
    }
    return found;
}

/* What a mailing list adds to each mail as a part of its own. */
static bool is_footer(const struct mail_part *part)
{
    return is_text(part) && !slice_is_known(part->name) &&
           part->body.len < FOOTER_MOST;
}

const char *mail_choice_ending(const struct mail_part *part)
{
    static const char *const types[][2] = {
        {"text/html", ".html"},
        {"application/xhtml+xml", ".html"},
        {"text/plain", ".txt"},
        {"text/markdown", ".md"},
        {"application/pdf", ".pdf"},
        {"application/vnd.oasis.opendocument.text", ".odt"},
        {"application/vnd.openxmlformats-officedocument.wordprocessingml."
         "document",
         ".docx"}};

    for (size_t i = 0; i < COUNT_OF(types); i++)
        if (is_type(part, types[i][0]))
            return types[i][1];
    return NULL;
}

bool mail_choice_is_sent(const struct mail_parts *parts, size_t text,
                         size_t place)
{
    const struct mail_part *part = &parts->items[place];

    for (size_t i = 0; i < parts->count && part->choice; i++)
        if (parts->items[i].choice == part->choice && (i == text || i < place))
            return false;
    return (part->name.len || mail_choice_ending(part)) && !is_footer(part);
}
