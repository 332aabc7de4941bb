#include "indexer/html_tags.h"

#include <stdlib.h>
#include <string.h>

#include "common/base.h"

/* Sorted, for bsearch(). */
static const struct {
    const char *name;
    enum html_tag tag;
} tags[] = {
    {"a", HTML_A},
    {"abbr", HTML_ABBR},
    {"address", HTML_ADDRESS},
    {"article", HTML_ARTICLE},
    {"aside", HTML_ASIDE},
    {"audio", HTML_AUDIO},
    {"b", HTML_B},
    {"base", HTML_BASE},
    {"blockquote", HTML_BLOCKQUOTE},
    {"body", HTML_BODY},
    {"br", HTML_BR},
    {"button", HTML_BUTTON},
    {"canvas", HTML_CANVAS},
    {"caption", HTML_CAPTION},
    {"center", HTML_CENTER},
    {"code", HTML_CODE},
    {"datalist", HTML_DATALIST},
    {"dd", HTML_DD},
    {"del", HTML_DEL},
    {"details", HTML_DETAILS},
    {"dialog", HTML_DIALOG},
    {"dir", HTML_UL},
    {"div", HTML_DIV},
    {"dl", HTML_DL},
    {"dt", HTML_DT},
    {"em", HTML_EM},
    {"embed", HTML_OBJECT},
    {"fieldset", HTML_FIELDSET},
    {"figcaption", HTML_FIGCAPTION},
    {"figure", HTML_FIGURE},
    {"font", HTML_FONT},
    {"footer", HTML_FOOTER},
    {"form", HTML_FORM},
    {"h1", HTML_H1},
    {"h2", HTML_H2},
    {"h3", HTML_H3},
    {"h4", HTML_H4},
    {"h5", HTML_H5},
    {"h6", HTML_H6},
    {"head", HTML_HEAD},
    {"header", HTML_HEADER},
    {"hgroup", HTML_DIV},
    {"hr", HTML_HR},
    {"html", HTML_HTML},
    {"i", HTML_I},
    {"iframe", HTML_IFRAME},
    {"img", HTML_IMG},
    {"input", HTML_INPUT},
    {"label", HTML_LABEL},
    {"legend", HTML_LEGEND},
    {"li", HTML_LI},
    {"link", HTML_LINK},
    {"listing", HTML_PRE},
    {"main", HTML_MAIN},
    {"math", HTML_MATH},
    {"menu", HTML_MENU},
    {"meta", HTML_META},
    {"nav", HTML_NAV},
    {"noframes", HTML_NOSCRIPT},
    {"noscript", HTML_NOSCRIPT},
    {"object", HTML_OBJECT},
    {"ol", HTML_OL},
    {"optgroup", HTML_OPTION},
    {"option", HTML_OPTION},
    {"p", HTML_P},
    {"picture", HTML_PICTURE},
    {"plaintext", HTML_PRE},
    {"pre", HTML_PRE},
    {"rp", HTML_RP},
    {"rt", HTML_RT},
    {"search", HTML_FORM},
    {"section", HTML_SECTION},
    {"select", HTML_SELECT},
    {"span", HTML_SPAN},
    {"strong", HTML_STRONG},
    {"summary", HTML_SUMMARY},
    {"sup", HTML_SUP},
    {"table", HTML_TABLE},
    {"tbody", HTML_TBODY},
    {"td", HTML_TD},
    {"template", HTML_TEMPLATE},
    {"textarea", HTML_TEXTAREA},
    {"tfoot", HTML_TFOOT},
    {"th", HTML_TH},
    {"thead", HTML_THEAD},
    {"time", HTML_TIME},
    {"title", HTML_TITLE},
    {"tr", HTML_TR},
    {"u", HTML_U},
    {"ul", HTML_UL},
    {"video", HTML_VIDEO},
    {"xmp", HTML_PRE},
};

static int compare(const void *key, const void *row)
{
    const char *name = key;

    return strcmp(name, *(const char *const *)row);
}

enum html_tag html_tag_of(const char *name)
{
    const void *found;
    const char *colon = strchr(name, ':');

    if (colon) /* "xhtml:p" */
        name = colon + 1;
    found = bsearch(name, tags, COUNT_OF(tags), sizeof tags[0], compare);
    return found ? tags[(size_t)((const char *)found - (const char *)tags) /
                        sizeof tags[0]]
                       .tag
                 : HTML_OTHER;
}

bool html_is_block(enum html_tag tag)
{
    switch (tag) {
    case HTML_OTHER:
    case HTML_TEXT:
    case HTML_A:
    case HTML_ABBR:
    case HTML_B:
    case HTML_BASE:
    case HTML_BR:
    case HTML_CODE:
    case HTML_DEL:
    case HTML_EM:
    case HTML_FONT:
    case HTML_I:
    case HTML_IMG:
    case HTML_INPUT:
    case HTML_LABEL:
    case HTML_LINK:
    case HTML_META:
    case HTML_PICTURE:
    case HTML_RP:
    case HTML_RT:
    case HTML_SPAN:
    case HTML_STRONG:
    case HTML_SUP:
    case HTML_TIME:
    case HTML_U:
        return false;
    default:
        return true;
    }
}

/* Other names of what has a name of its own. */
static bool is_alias(const char *name)
{
    static const char *const aliases[] = {"dir",      "embed",     "hgroup",
                                          "listing",  "noframes",  "search",
                                          "optgroup", "plaintext", "xmp"};

    for (size_t i = 0; i < COUNT_OF(aliases); i++)
        if (!strcmp(name, aliases[i]))
            return true;
    return false;
}

const char *html_tag_name(enum html_tag tag)
{
    for (size_t i = 0; i < COUNT_OF(tags); i++)
        if (tags[i].tag == tag && !is_alias(tags[i].name))
            return tags[i].name;
    return NULL;
}
