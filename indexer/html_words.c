#include "indexer/html_words.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/html_word_lists.h"

enum {
    NAMES_MOST = 500,
    NAME_MOST = 80,
    WORDS_MOST = 12,
    PART_LEAST = 6,
    REQUEST_MOST = 400
};

/* Of several things that names say, the first of these counts. */
static const enum html_part part_order[] = {
    HTML_PART_TALK, HTML_PART_SIDE,     HTML_PART_TEXT,
    HTML_PART_HEAD, HTML_PART_DOUBTFUL, HTML_PART_ARTICLE};

/* The words of a name, in small letters. */
struct words {
    char bytes[NAME_MOST + WORDS_MOST];
    const char *items[WORDS_MOST];
    size_t count;
};

static bool is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* "articleBody-2 js_share" is article, body, js, share. */
static void split(struct slice name, struct words *out)
{
    size_t len = 0;
    bool is_open = false;

    out->count = 0;
    for (size_t i = 0; i < name.len && i < NAME_MOST; i++) {
        char c = name.bytes[i];
        bool is_letter = is_small(c) || is_capital(c);
        bool is_new =
            is_letter && is_capital(c) && i > 0 && is_small(name.bytes[i - 1]);

        if (is_open && (!is_letter || is_new)) {
            out->bytes[len++] = '\0';
            is_open = false;
        }
        if (!is_letter)
            continue;
        if (!is_open && out->count == WORDS_MOST)
            break;
        if (!is_open)
            out->items[out->count++] = out->bytes + len;
        is_open = true;
        out->bytes[len++] = (char)(is_capital(c) ? c - 'A' + 'a' : c);
    }
    out->bytes[len] = '\0';
}

static int compare(const void *word, const void *entry)
{
    return strcmp(word, *(const char *const *)entry);
}

static bool has_word(const struct words *words,
                     const struct html_word_list *list)
{
    for (size_t i = 0; i < words->count; i++)
        if (bsearch(words->items[i], list->words, list->count,
                    sizeof *list->words, compare))
            return true;
    return false;
}

static bool has_part(const struct words *words,
                     const struct html_word_list *list)
{
    for (size_t i = 0; i < words->count; i++)
        for (size_t k = 0; k < list->count; k++)
            if (strlen(words->items[i]) >= PART_LEAST &&
                strstr(words->items[i], list->words[k]))
                return true;
    return false;
}

static bool has_pair(const struct words *words,
                     const struct html_pair_list *list)
{
    for (size_t i = 0; i + 1 < words->count; i++)
        for (size_t k = 0; k < list->count; k++)
            if (!strcmp(words->items[i], list->pairs[k][0]) &&
                !strcmp(words->items[i + 1], list->pairs[k][1]))
                return true;
    return false;
}

/* "tag-economy", "category-news": what the text is filed under. */
static bool is_filing(const struct words *words)
{
    static const char *const heads[] = {"tag", "category", "cat", "term",
                                        "author"};

    if (words->count < 2)
        return false;
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        if (!strcmp(words->items[0], heads[i]))
            return true;
    return false;
}

/* One name of a class list; what follows "--" only says how it looks. */
static enum html_part by_one(struct slice name)
{
    struct words words;

    split(slice_part(name, 0, slice_find(name, SLICE("--"), 0)), &words);
    if (has_word(&words, &html_talk_words) ||
        has_part(&words, &html_talk_parts))
        return HTML_PART_TALK;
    if (has_word(&words, &html_side_words) ||
        has_part(&words, &html_side_parts) ||
        has_pair(&words, &html_side_pairs))
        return HTML_PART_SIDE;
    if (has_word(&words, &html_head_words))
        return HTML_PART_HEAD;
    if (has_word(&words, &html_text_words) ||
        has_pair(&words, &html_text_pairs))
        return HTML_PART_TEXT;
    if (has_word(&words, &html_doubtful_words) ||
        has_pair(&words, &html_doubtful_pairs))
        return is_filing(&words) ? HTML_PART_UNNAMED : HTML_PART_DOUBTFUL;
    return has_word(&words, &html_article_words) ? HTML_PART_ARTICLE
                                                 : HTML_PART_UNNAMED;
}

/* All names of a list: "post-12 post type-post hentry tag-talks". */
static enum html_part by_name(struct slice names)
{
    bool has[HTML_PART_COUNT] = {false};
    struct slice rest = slice_part(names, 0, NAMES_MOST), name;

    while (slice_next(&rest, ' ', &name))
        if (name.len)
            has[by_one(name)] = true;
    for (size_t i = 0; i < COUNT_OF(part_order); i++)
        if (has[part_order[i]])
            return part_order[i];
    return HTML_PART_UNNAMED;
}

static enum html_part by_role(const struct html_node *node)
{
    static const char *const side[] = {
        "navigation", "banner", "contentinfo", "complementary", "search",
        "dialog",     "menu",   "menubar",     "toolbar",       "alert",
        "form",       "button", "tablist",     "tooltip",       "alertdialog"};
    struct slice role = html_attribute(node, HTML_ROLE);
    struct slice itemprop = html_attribute(node, HTML_ITEMPROP);

    for (size_t i = 0; role.len && i < COUNT_OF(side); i++)
        if (slice_equal(role, slice_of(side[i])))
            return HTML_PART_SIDE;
    if (slice_equal(role, SLICE("main")) || slice_equal(role, SLICE("article")))
        return HTML_PART_ARTICLE;
    if (slice_equal(itemprop, SLICE("articleBody")) ||
        slice_equal(itemprop, SLICE("text")))
        return HTML_PART_TEXT;
    if (slice_equal(itemprop, SLICE("comment")))
        return HTML_PART_TALK;
    return HTML_PART_UNNAMED;
}

static enum html_part by_tag(const struct html_node *node)
{
    switch (node->tag) {
    case HTML_NAV:
    case HTML_FOOTER:
    case HTML_ASIDE:
    case HTML_FORM:
    case HTML_DIALOG:
    case HTML_MENU:
    case HTML_FIELDSET:
    case HTML_FIGCAPTION:
    case HTML_LEGEND:
        return HTML_PART_SIDE;
    case HTML_ARTICLE:
    case HTML_MAIN:
        return HTML_PART_ARTICLE;
    default:
        return HTML_PART_UNNAMED;
    }
}

enum html_part html_part_of(const struct html_node *node)
{
    enum html_part role, class, id, tag = by_tag(node);

    if (node->tag == HTML_TEXT || tag == HTML_PART_SIDE ||
        node->tag == HTML_BODY || node->tag == HTML_HTML)
        return tag;
    if (!node->attribute_count)
        return tag;
    role = by_role(node);
    if (role != HTML_PART_UNNAMED)
        return role;
    class = by_name(html_attribute(node, HTML_CLASS));
    id = by_name(html_attribute(node, HTML_ID));
    for (size_t i = 0; i < COUNT_OF(part_order); i++)
        if (class == part_order[i] || id == part_order[i] ||
            tag == part_order[i])
            return part_order[i];
    return HTML_PART_UNNAMED;
}

bool html_is_request(struct slice text)
{
    char small[REQUEST_MOST + 1];
    size_t len = text.len < REQUEST_MOST ? text.len : REQUEST_MOST;

    for (size_t i = 0; i < len; i++)
        small[i] = is_capital(text.bytes[i]) ? (char)(text.bytes[i] - 'A' + 'a')
                                             : text.bytes[i];
    small[len] = '\0';
    for (size_t i = 0; i < html_requests.count; i++)
        if (strstr(small, html_requests.words[i]))
            return true;
    return false;
}
