#include "indexer/html_words.h"

#include <string.h>

enum { NAMES_MOST = 500, NAME_MOST = 80, WORDS_MOST = 12 };

/* Of several things that names say, the first of these counts. */
static const enum html_part part_order[] = {
    HTML_PART_TALK, HTML_PART_SIDE,     HTML_PART_TEXT,
    HTML_PART_HEAD, HTML_PART_DOUBTFUL, HTML_PART_ARTICLE};

/* What is beside the text on any page. */
static const char *const side_words[] = {"nav",
                                         "navbar",
                                         "navi",
                                         "navigation",
                                         "subnav",
                                         "topnav",
                                         "menu",
                                         "submenu",
                                         "menubar",
                                         "breadcrumb",
                                         "breadcrumbs",
                                         "breadcrumbtrail",
                                         "pathway",
                                         "crumbs",
                                         "pager",
                                         "pagination",
                                         "paging",
                                         "paginator",
                                         "sitemap",
                                         "skiplink",
                                         "navmenu",
                                         "hamburger",
                                         "megamenu",
                                         "langswitch",
                                         "backtotop",
                                         "totop",
                                         "navigationbar",
                                         "sidebar",
                                         "sidebars",
                                         "footer",
                                         "fusszeile",
                                         "footnav",
                                         "colophon",
                                         "bottombar",
                                         "sidenav",
                                         "marginalia",
                                         "marginalspalte",
                                         "outrobox",
                                         "infobar",
                                         "related",
                                         "relateds",
                                         "relatedposts",
                                         "relatedarticles",
                                         "relatedlinks",
                                         "recommended",
                                         "recommendation",
                                         "recommendations",
                                         "recirc",
                                         "mostread",
                                         "mostpopular",
                                         "verwandte",
                                         "relacionadas",
                                         "relacionados",
                                         "linkbox",
                                         "linklist",
                                         "readmore",
                                         "weiterlesen",
                                         "upnext",
                                         "morenews",
                                         "latestnews",
                                         "newsticker",
                                         "blogroll",
                                         "crosslinks",
                                         "crosslink",
                                         "artikelliste",
                                         "empfehlungen",
                                         "zergnet",
                                         "taboola",
                                         "outbrain",
                                         "plista",
                                         "yarpp",
                                         "share",
                                         "sharing",
                                         "sharer",
                                         "sharebar",
                                         "sharebox",
                                         "sharebuttons",
                                         "sharedaddy",
                                         "shares",
                                         "social",
                                         "socials",
                                         "socialmedia",
                                         "socialbar",
                                         "sociallinks",
                                         "addthis",
                                         "addtoany",
                                         "a2a",
                                         "shariff",
                                         "sharethis",
                                         "followus",
                                         "teilen",
                                         "partage",
                                         "partager",
                                         "compartir",
                                         "newsletter",
                                         "newsletters",
                                         "subscribe",
                                         "subscription",
                                         "signup",
                                         "login",
                                         "signin",
                                         "paywall",
                                         "spenden",
                                         "likes",
                                         "contactform",
                                         "optin",
                                         "calltoaction",
                                         "ad",
                                         "ads",
                                         "adbox",
                                         "adsense",
                                         "advert",
                                         "adverts",
                                         "advertising",
                                         "advertisement",
                                         "adslot",
                                         "adwrapper",
                                         "adcontainer",
                                         "werbung",
                                         "anzeige",
                                         "anzeigen",
                                         "publicidad",
                                         "publicite",
                                         "reklama",
                                         "sponsor",
                                         "sponsored",
                                         "sponsors",
                                         "promos",
                                         "promobox",
                                         "affiliate",
                                         "banners",
                                         "cookie",
                                         "cookies",
                                         "cookiebar",
                                         "consent",
                                         "gdpr",
                                         "shopping",
                                         "cart",
                                         "productbox",
                                         "merchandise",
                                         "impressum",
                                         "tags",
                                         "taglist",
                                         "tagcloud",
                                         "schlagworte",
                                         "catlinks",
                                         "postedin",
                                         "filedunder",
                                         "tagged",
                                         "etiquetas",
                                         "photocredit",
                                         "imagecredit",
                                         "copyrighttext",
                                         "visuallyhidden",
                                         "screenreader",
                                         "editsection",
                                         "navbox",
                                         "mbox",
                                         "thumbcaption",
                                         "printfooter",
                                         "authorbox",
                                         "authorbio",
                                         "aboutauthor",
                                         "autorenbox",
                                         "sitesub",
                                         "caption",
                                         "captions",
                                         "bildunterschrift",
                                         "imagecaption",
                                         "imagedescription",
                                         "photocaption",
                                         "credit",
                                         "credits",
                                         "bio",
                                         "biography",
                                         "sociable",
                                         "cta"};

/* What may be beside it, or a part of it. */
static const char *const doubtful_words[] = {
    "widget",     "widgets",      "tag",      "topics",      "topic",
    "themen",     "print",        "noprint",  "printbutton", "teaser",
    "teasers",    "teaserlist",   "promo",    "alert",       "form",
    "search",     "searchform",   "suche",    "feedback",    "gallery",
    "galerie",    "slider",       "carousel", "slideshow",   "tabs",
    "tabbar",     "infobox",      "metadata", "categories",  "follow",
    "tools",      "articletools", "button",   "buttons",     "btn",
    "icon",       "icons",        "banner",   "rail",        "aside",
    "overlay",    "popular",      "archives", "mehr",        "dropdown",
    "disclaimer", "shop",         "register", "calendar",    "weather",
    "edit",       "statistics",   "hits",     "thumb",       "vcard",
    "rating",     "ratings",      "vote",     "voting",      "poll",
    "survey",     "quiz",         "lightbox", "tooltip",     "foot",
    "copyright",  "recents",      "similar",  "imprint",     "donation",
    "donate",     "ticker",       "masthead", "toolbar",     "accessibility",
    "jump",       "keywords",     "sr",       "promotion",   "recommend",
    "trending",   "toc",          "abo",      "topbar",      "postmetadata",
    "skip",       "rightcol",     "leftcol",  "sidecol",     "rightcolumn",
    "leftcolumn", "promoted",     "modal",    "popup",       "reply",
    "opinions"};

static const char *const talk_words[] = {
    "comment",     "comments",     "commentlist",  "commentarea",
    "commentlist", "commentaires", "commentaire",  "kommentar",
    "kommentare",  "comentarios",  "comentario",   "commenti",
    "reacties",    "kommentarer",  "komentarze",   "kommentarii",
    "disqus",      "respond",      "responses",    "replies",
    "reply",       "discussion",   "trackback",    "trackbacks",
    "pings",       "pingbacks",    "pingback",     "guestbook",
    "livefyre",    "commentform",  "usercomments", "leserkommentare",
    "opinions",    "komentar",     "komentari",    "commentary-list"};

/* Long words that also count inside others: "articlecomments". */
static const char *const side_parts[] = {
    "sidebar",     "breadcrumb",   "newsletter",   "navigation",
    "pagination",  "advert",       "socialshare",  "sharebutton",
    "relatedpost", "relatedart",   "relatedcont",  "sharetool",
    "sharelink",   "cookiebanner", "cookienotice", "cookieconsent",
    "recommend",   "subscri",      "footernav",    "sociallink",
    "socialicon",  "socialbutton", "readalso",     "taboola",
    "outbrain"};

static const char *const talk_parts[] = {
    "comments",  "commentlist", "commentform", "usercomment",
    "kommentar", "comentario",  "disqus"};

/* Pairs of words that follow each other. */
static const char *const side_pairs[][2] = {
    {"read", "more"},      {"read", "next"},    {"read", "also"},
    {"see", "also"},       {"more", "news"},    {"more", "stories"},
    {"more", "articles"},  {"more", "from"},    {"more", "posts"},
    {"more", "link"},      {"more", "links"},   {"also", "like"},
    {"most", "read"},      {"most", "viewed"},  {"next", "prev"},
    {"prev", "next"},      {"post", "nav"},     {"author", "bio"},
    {"author", "box"},     {"author", "info"},  {"author", "profile"},
    {"author", "card"},    {"about", "author"}, {"author", "description"},
    {"article", "tools"},  {"back", "top"},     {"screen", "reader"},
    {"recent", "posts"},   {"latest", "news"},  {"latest", "posts"},
    {"last", "news"},      {"side", "bar"},     {"bottom", "bar"},
    {"site", "branding"},  {"site", "map"},     {"entry", "utility"},
    {"tag", "cloud"},      {"tag", "list"},     {"you", "may"},
    {"might", "like"},     {"follow", "us"},    {"join", "us"},
    {"image", "caption"},  {"photo", "credit"}, {"media", "caption"},
    {"article", "footer"}, {"post", "footer"},  {"entry", "footer"},
    {"wp", "caption"}};

static const char *const doubtful_pairs[][2] = {
    {"to", "top"},       {"sr", "only"},     {"side", "column"},
    {"right", "column"}, {"left", "column"}, {"right", "col"},
    {"left", "col"},     {"top", "bar"},     {"site", "header"},
    {"page", "header"},  {"site", "info"},   {"site", "title"},
    {"list", "links"},   {"link", "list"}};

static const char *const head_words[] = {
    "meta",      "byline",   "dateline",    "timestamp", "postdate",  "pubdate",
    "entrymeta", "postmeta", "articlemeta", "postinfo",  "published", "authors",
    "author",    "date",     "datetime",    "autor",     "datum",     "fecha",
    "time",      "kicker",   "dateposted"};

static const char *const text_pairs[][2] = {
    {"entry", "content"},  {"post", "content"},  {"article", "content"},
    {"article", "body"},   {"post", "body"},     {"entry", "body"},
    {"story", "body"},     {"story", "content"}, {"article", "text"},
    {"post", "text"},      {"entry", "text"},    {"story", "text"},
    {"news", "content"},   {"news", "text"},     {"news", "body"},
    {"main", "text"},      {"body", "text"},     {"text", "body"},
    {"body", "content"},   {"content", "body"},  {"content", "text"},
    {"text", "content"},   {"blog", "content"},  {"post", "entry"},
    {"field", "body"},     {"node", "content"},  {"single", "content"},
    {"post", "bodycopy"},  {"art", "content"},   {"page", "text"},
    {"speech", "content"}, {"document", "body"}, {"artikel", "text"},
    {"artikel", "inhalt"}, {"rich", "text"},     {"article", "copy"}};

static const char *const text_words[] = {
    "articlebody",     "articlecontent", "articletext",  "entrycontent",
    "postcontent",     "storybody",      "storycontent", "storytext",
    "newstext",        "newscontent",    "newsbody",     "postbody",
    "bodytext",        "maintext",       "fulltext",     "artikeltext",
    "articlefulltext", "postbodycopy",   "contenttext",  "textcontent",
    "blogtext",        "entrytext",      "posttext",     "articletxt",
    "bodycontent",     "textbody",       "contentbody",  "fliesstext",
    "hentry",          "entry",          "itemfulltext", "pf-content"};

static const char *const article_words[] = {
    "article",     "post",        "story",        "content",   "main",
    "maincontent", "artikel",     "inhalt",       "beitrag",   "blog",
    "blogpost",    "singlepost",  "contenu",      "contenido", "mainbody",
    "contentmain", "pagecontent", "innercontent", "text",      "body",
    "singular",    "contentarea"};

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

static bool has_word(const struct words *words, const char *const *list,
                     size_t count)
{
    for (size_t i = 0; i < words->count; i++)
        for (size_t k = 0; k < count; k++)
            if (words->items[i][0] == list[k][0] &&
                !strcmp(words->items[i], list[k]))
                return true;
    return false;
}

static bool has_part(const struct words *words, const char *const *list,
                     size_t count)
{
    for (size_t i = 0; i < words->count; i++)
        for (size_t k = 0; k < count; k++)
            if (strstr(words->items[i], list[k]))
                return true;
    return false;
}

static bool has_pair(const struct words *words, const char *const (*list)[2],
                     size_t count)
{
    for (size_t i = 0; i + 1 < words->count; i++)
        for (size_t k = 0; k < count; k++)
            if (!strcmp(words->items[i], list[k][0]) &&
                !strcmp(words->items[i + 1], list[k][1]))
                return true;
    return false;
}

#define HAS(how, words, list) how(words, list, COUNT_OF(list))

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
    if (HAS(has_word, &words, talk_words) || HAS(has_part, &words, talk_parts))
        return HTML_PART_TALK;
    if (HAS(has_word, &words, side_words) ||
        HAS(has_part, &words, side_parts) || HAS(has_pair, &words, side_pairs))
        return HTML_PART_SIDE;
    if (HAS(has_word, &words, head_words))
        return HTML_PART_HEAD;
    if (HAS(has_word, &words, text_words) || HAS(has_pair, &words, text_pairs))
        return HTML_PART_TEXT;
    if (HAS(has_word, &words, doubtful_words) ||
        HAS(has_pair, &words, doubtful_pairs))
        return is_filing(&words) ? HTML_PART_UNNAMED : HTML_PART_DOUBTFUL;
    return HAS(has_word, &words, article_words) ? HTML_PART_ARTICLE
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
