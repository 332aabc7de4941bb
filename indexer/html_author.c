#include "indexer/html_author.h"

#include <string.h>

#include "indexer/fields.h"
#include "indexer/issuer.h"

enum {
    AUTHOR_MOST = 120, /* bytes of all authors */
    WORDS_MOST = 14,   /* and words */
    BYLINE_MOST = 160, /* bytes of an element that is a byline */
    BYLINE_BEFORE = 60 /* nodes before the text where it may stand */
};

/* ---- is it one ---- */

static bool is_letter(int32_t c)
{
    return (c | 0x20) >= 'a' ? (c | 0x20) <= 'z' || c >= 0xC0 : false;
}

static size_t count_words(struct slice text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += text.bytes[i] != ' ' && (i == 0 || text.bytes[i - 1] == ' ');
    return count;
}

/* "admin", "webmaster2", "aharbour": an account, and no name. */
static bool is_account(struct slice text)
{
    static const char *const accounts[] = {
        "admin",   "administrator", "webmaster", "root",      "user",
        "editor",  "editors",       "superuser", "redaktor",  "author",
        "guest",   "anonymous",     "moderator", "unknown",   "super user",
        "default", "system",        "none",      "null",      "redaktion",
        "staff",   "team",          "redacción", "rédaction", "red",
        "agencies"};

    while (text.len && text.bytes[text.len - 1] >= '0' &&
           text.bytes[text.len - 1] <= '9')
        text.len--;
    for (size_t i = 0; i < COUNT_OF(accounts); i++)
        if (slice_equal_nocase(text, slice_of(accounts[i])))
            return true;
    return slice_starts(text, SLICE("admin")) ||
           (text.bytes[0] >= 'a' && text.bytes[0] <= 'z' &&
            !memchr(text.bytes, ' ', text.len));
}

/* "http://...", "name@host", "site.com", "@account". */
static bool is_address(struct slice text)
{
    const char *point = memrchr(text.bytes, '.', text.len);

    if (memchr(text.bytes, '@', text.len) ||
        slice_find(text, SLICE("://"), 0) != SIZE_MAX ||
        slice_starts(text, SLICE("www.")) || memchr(text.bytes, '/', text.len))
        return true;
    return point && !memchr(text.bytes, ' ', text.len) &&
           point + 1 < text.bytes + text.len;
}

/* Are they the same letters, whatever stands between them? */
static bool is_same(struct slice a, struct slice b)
{
    size_t i = 0, k = 0;

    for (;;) {
        while (i < a.len && !is_letter((unsigned char)a.bytes[i]))
            i++;
        while (k < b.len && !is_letter((unsigned char)b.bytes[k]))
            k++;
        if (i == a.len || k == b.len)
            return i == a.len && k == b.len;
        if ((a.bytes[i++] | 0x20) != (b.bytes[k++] | 0x20))
            return false;
    }
}

/* The maker of a page is none who signs it. */
static bool is_firm(struct slice text)
{
    static const char *const ends[] = {" GmbH", " Ltd",  " Ltd.", " Inc",
                                       " Inc.", " LLC",  " AG",   " S.A.",
                                       " KG",   " S.L.", " B.V.", " s.r.o."};

    for (size_t i = 0; i < COUNT_OF(ends); i++)
        if (slice_ends(text, slice_of(ends[i])))
            return true;
    return false;
}

/* "Automobilwoche" of automobilwoche.de: one of the words of the host. */
static bool is_of_host(struct slice text, struct slice url)
{
    size_t at = slice_find(url, SLICE("://"), 0), end;
    struct slice rest, word;

    if (at == SIZE_MAX)
        return false;
    url = slice_part(url, at + 3, url.len);
    end = slice_find(url, SLICE("/"), 0);
    rest = slice_part(url, 0, end);
    if (is_same(text, rest))
        return true;
    while (slice_next(&rest, '.', &word))
        if (word.len > 3 && is_same(text, word))
            return true;
    return false;
}

static bool has_letter(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (is_letter((unsigned char)text.bytes[i]))
            return true;
    return false;
}

static bool is_author(struct slice text, const struct html_site_names *site)
{
    return text.len > 1 && text.len <= AUTHOR_MOST && has_letter(text) &&
           count_words(text) <= WORDS_MOST && !is_account(text) &&
           !is_address(text) && !is_firm(text) &&
           !(site->name.len && is_same(text, site->name)) &&
           !is_of_host(text, site->url) && !issuer_is_mark(text);
}

/* ---- as pages write it ---- */

/* "By Ana Harbour", "Von: ...": without the word; *is_told: it stood there. */
static struct slice without_by(struct slice text, bool *is_told)
{
    static const char *const words[] = {"by ",
                                        "by: ",
                                        "von ",
                                        "von: ",
                                        "par ",
                                        "por ",
                                        "di ",
                                        "door ",
                                        "av ",
                                        "af ",
                                        "author: ",
                                        "authors: ",
                                        "autor: ",
                                        "autorin: ",
                                        "auteur : ",
                                        "auteur: ",
                                        "автор: ",
                                        "written by ",
                                        "written by: ",
                                        "posted by ",
                                        "post author by ",
                                        "interview: ",
                                        "text: ",
                                        "text und interview: ",
                                        "texto: ",
                                        "veröffentlicht von "};

    *is_told = false;
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        struct slice word = slice_of(words[i]);

        if (text.len > word.len &&
            slice_equal_nocase(slice_part(text, 0, word.len), word)) {
            *is_told = true;
            return slice_trim(slice_part(text, word.len, text.len));
        }
    }
    return text;
}

/* "Ana Harbour Le 3 mai": without the word that leads in a date. */
static struct slice without_lead(struct slice text)
{
    static const char *const words[] = {" le",  " am", " on", " vom",
                                        " den", " el", " em", " il"};

    text = slice_trim(text);
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        struct slice word = slice_of(words[i]);

        if (text.len > word.len &&
            slice_equal_nocase(slice_part(text, text.len - word.len, text.len),
                               word))
            return slice_part(text, 0, text.len - word.len);
    }
    return text;
}

/* Behind the name may stand the date or more: "Ana Harbour | 3 May". */
static struct slice before_bar(struct slice text)
{
    static const char *const marks[] = {
        " | ", " · ",     " • ",      " – ",      " — ",
        " - ", " Foto: ", " Fotos: ", " Photo: ", " Photos: "};
    struct date_match date;

    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        size_t at = slice_find(text, slice_of(marks[i]), 0);

        if (at != SIZE_MAX)
            text = slice_part(text, 0, at);
    }
    if (date_find(text, 0, &date))
        text = without_lead(slice_part(text, 0, date.start));
    while (text.len && strchr(" ,;:('\"", text.bytes[text.len - 1]))
        text.len--;
    while (text.len && strchr(" '\"", text.bytes[0]))
        text = slice_part(text, 1, text.len);
    return text;
}

static struct slice clean(const struct html_view *view, struct slice text,
                          bool *is_told)
{
    return before_bar(without_by(fields_clean(text, view->arena), is_told));
}

/* ---- near the text ---- */

static bool has_word(struct slice names, const char *word)
{
    struct slice rest = names, name;

    while (slice_next(&rest, ' ', &name))
        if (slice_equal_nocase(name, slice_of(word)))
            return true;
    return false;
}

/* A name is a few words that begin with capitals, or of other scripts. */
static bool is_like_name(struct slice text)
{
    bool is_first = true;
    size_t words = count_words(text), capitals = 0;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.bytes[i];

        if (c >= '0' && c <= '9')
            return false;
        capitals += is_first && ((c >= 'A' && c <= 'Z') || c >= 0xC0);
        is_first = c == ' ';
    }
    return words > 1 && words <= 8 && capitals * 2 > words;
}

/* Does the element say that it names who signs, and how sure is that? */
static bool is_signed(const struct html_node *node, bool *is_sure)
{
    static const char *const classes[] = {"byline",      "author",
                                          "author-name", "article-author",
                                          "post-author", "entry-author"};
    struct slice rest = html_attribute(node, HTML_CLASS), name;

    *is_sure = has_word(html_attribute(node, HTML_REL), "author") ||
               has_word(html_attribute(node, HTML_ITEMPROP), "author");
    if (*is_sure)
        return true;
    while (slice_next(&rest, ' ', &name))
        for (size_t i = 0; i < COUNT_OF(classes); i++)
            if (name.len && name.bytes[0] == classes[i][0] &&
                slice_equal(name, slice_of(classes[i])))
                return true;
    return false;
}

/* Of an author with an address and a portrait only the name counts. */
static size_t inner_name(const struct html_view *view, size_t node)
{
    const struct html_node *nodes = view->tree->nodes;

    for (size_t i = node + 1; i < nodes[node].end; i++)
        if (has_word(html_attribute(&nodes[i], HTML_ITEMPROP), "name"))
            return i;
    return node;
}

static struct slice find_signed(const struct html_view *view,
                                const struct html_site_names *site)
{
    const struct html_main *main = view->main;
    const struct html_node *nodes = view->tree->nodes;
    uint32_t first = main->title < view->runs->count
                         ? view->runs->items[main->title].block
                         : main->box;

    first = first < main->box ? first : main->box;
    first = first > BYLINE_BEFORE ? first - BYLINE_BEFORE : 1;
    for (size_t i = first; i < nodes[main->box].end; i++) {
        bool is_sure, is_told;
        struct slice text;

        if (!nodes[i].attribute_count || nodes[i].tag == HTML_TEXT ||
            !is_signed(&nodes[i], &is_sure))
            continue;
        text = clean(view,
                     html_text(view->tree, inner_name(view, i), BYLINE_MOST,
                               view->arena),
                     &is_told);
        if (is_author(text, site) && (is_sure || is_told || is_like_name(text)))
            return text;
    }
    return SLICE_UNKNOWN;
}

struct slice html_author_find(const struct html_view *view,
                              const struct slice *names, size_t count,
                              const struct html_site_names *site)
{
    bool is_told;

    for (size_t i = 0; i < count; i++) {
        struct slice text;

        if (!names[i].len)
            continue;
        text = clean(view, names[i], &is_told);
        if (is_author(text, site))
            return text;
    }
    return find_signed(view, site);
}
