#include "indexer/read_html.h"

#include "indexer/dateline.h"
#include "indexer/fields.h"
#include "indexer/html_facts.h"
#include "indexer/html_lines.h"
#include "indexer/html_site.h"

enum {
    BINARY_SHARE = 50,
    HEAD_LINES =
        12,         /* left out between title and text, where the date stands */
    TAIL_LINES = 3, /* and behind the text */
    TITLE_LINES_MOST = 4
};

static enum status refuse_binary(const struct raw_file *file,
                                 const struct html_source *source,
                                 struct error *err)
{
    size_t nuls = 0;

    if (source->decoding_count && charset_is_utf8(source->charset))
        for (size_t i = 0; i < file->bytes.len; i++)
            nuls += file->bytes.bytes[i] == '\0';
    if (nuls * BINARY_SHARE > file->bytes.len)
        return error_set(err, STATUS_BAD_FORMAT, "%s: binary, no page",
                         file->path);
    return STATUS_OK;
}

/* Characters that were no more when the page was saved. */
static size_t count_lost(struct slice text)
{
    struct slice lost = SLICE("\xEF\xBF\xBD");
    size_t count = 0;

    for (size_t at = 0; (at = slice_find(text, lost, at)) != SIZE_MAX;
         at += lost.len)
        count++;
    return count;
}

static void warn(struct page *page, const struct html_tree *tree,
                 struct arena *arena)
{
    struct strbuf text = STRBUF_INIT;
    size_t places = charset_count_mojibake(tree->source->text);
    size_t lost = count_lost(tree->source->text);

    if (tree->is_cut)
        strbuf_add_text(&text, " too much for one page: its end is not read");
    else if (tree->source->is_cut)
        strbuf_add_text(&text, " a script never ends, or a tag is too long: "
                               "what it holds is not read");
    else if (charset_is_mojibake(places, tree->source->text.len))
        strbuf_add_format(&text,
                          " the text was spoilt before it was saved: UTF-8 "
                          "taken for windows-1252 in %zu places",
                          places);
    else if (tree->is_deep)
        strbuf_add_format(&text,
                          " elements nested over %d deep are read as if "
                          "they were not",
                          HTML_DEPTH_MOST);
    else if (tree->source->decoding_count == 0 && lost)
        strbuf_add_format(&text,
                          " %zu characters were lost before the page "
                          "was saved (U+FFFD)",
                          lost);
    if (text.len)
        page->warning = slice_copy(arena, strbuf_slice(&text));
    strbuf_release(&text);
}

/* ---- the date that stands beside the text ---- */

static bool is_text(const struct line *line)
{
    return line->use == LINE_OF_STATEMENT && line->style != LINE_BLANK;
}

/* A line left out that is only a date is the statement's after all. */
static bool take_date(struct line *line)
{
    struct date_match match;

    if (line->use != LINE_OF_PAGE || line->style == LINE_BLANK ||
        !dateline_is(line->text, &match) || !date_is_known(match.from))
        return false;
    line->use = LINE_OF_STATEMENT;
    line->style = LINE_PLAIN;
    return true;
}

/* The first date among so many lines from `at` on, up or down. */
static bool take_near(struct page *page, size_t at, bool is_down, size_t lines)
{
    while (lines > 0 && at < page->count) {
        lines -= page->lines[at].style != LINE_BLANK;
        if (take_date(&page->lines[at]))
            return true;
        at += is_down ? 1 : (size_t)-1; /* up from the first: no line */
    }
    return false;
}

/* The date nearest to the text: above it, below the title, behind the text. The
 * clock of the site stands farther away. */
static void find_dates(struct page *page)
{
    size_t first = 0, end = page->count, title = 0;

    while (first < end && !is_text(&page->lines[first]))
        first++;
    while (end > first && !is_text(&page->lines[end - 1]))
        end--;
    while (title < first && page->lines[title].use != LINE_TITLE)
        title++;
    if (first == page->count)
        first = end = 0;
    if (take_near(page, first - 1, false, HEAD_LINES) ||
        (title < first && take_near(page, title, true, HEAD_LINES)))
        return;
    if (first < end)
        take_near(page, end, true, TAIL_LINES);
}

/* ---- a title over several lines ---- */

static char next_letter(struct slice *text)
{
    while (text->len) {
        char c = text->bytes[0];

        *text = slice_part(*text, 1, text->len);
        if (c != ' ')
            return (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    }
    return '\0';
}

/* Take the text off the beginning of *rest, whatever its spaces and case are.
 */
static bool take_off(struct slice *rest, struct slice text)
{
    char c;

    while ((c = next_letter(&text)) != '\0')
        if (next_letter(rest) != c)
            return false;
    return true;
}

/* The lines from `at` on that make up the title, 2 or more; 0: they do not. */
static size_t count_title_lines(const struct page *page, size_t at,
                                struct slice title)
{
    size_t lines = 0;

    for (size_t i = at; i < page->count && title.len; i++) {
        const struct line *line = &page->lines[i];

        if (line->style == LINE_BLANK)
            continue;
        if (line->use != LINE_OF_STATEMENT || ++lines > TITLE_LINES_MOST ||
            !take_off(&title, line->text))
            return 0;
        title = slice_trim(title);
        if (!title.len)
            return lines > 1 ? i + 1 - at : 0;
    }
    return 0;
}

/* Where the title stands over the text once more, broken into lines. */
static void find_broken_title(struct page *page)
{
    struct slice title = slice_trim(page->stated.statement.title);
    size_t seen = 0;

    for (size_t i = 0; i < page->count && seen < HEAD_LINES && title.len; i++) {
        size_t count;

        if (!is_text(&page->lines[i]))
            continue;
        seen++;
        count = count_title_lines(page, i, title);
        for (size_t k = i; k < i + count; k++)
            if (page->lines[k].style != LINE_BLANK)
                page->lines[k].use = LINE_TITLE;
    }
}

/* ---- what the page says of itself ---- */

/* What is none of the statement once its title is known: another heading
 * outside the main content; in a page without prose all that stands above. */
static void drop_above(const struct html_runs *runs, struct html_main *main)
{
    for (size_t i = 0; i < runs->count && main->title_block; i++) {
        uint32_t block = runs->items[i].block;

        if (block < main->title_block &&
            (main->is_list || (i == main->title && block < main->box)))
            main->is_kept[i] = false;
    }
}

static void take_facts(struct page *page, const struct html_facts *facts,
                       struct arena *arena)
{
    struct error err;

    page->stated = facts->said;
    page->likely.statement.issuer = facts->site;
    if (facts->language.len &&
        fields_set(&page->likely, SLICE("language"), facts->language, arena,
                   &err) != STATUS_OK)
        page->likely.statement.language = SLICE_UNKNOWN;
}

/* What the profile of the page's site says of it, when there is one. */
static void ask_site(const struct raw_file *file, const struct html_tree *tree,
                     struct arena *arena, struct html_site *out)
{
    struct slice url = file->url;
    struct site *site = NULL;

    *out = (struct html_site){.title_block = 0};
    if (!file->sites || !file->sites->count)
        return;
    if (!slice_is_known(url))
        url = html_facts_url(tree, arena);
    site = sites_find(file->sites, url, file->path);
    if (site)
        html_site_find(site, tree, file->path, arena, out);
}

/* A title found elsewhere than in the text may stand in a heading, too. */
static void take_site(const struct html_site *site, struct html_facts *facts)
{
    struct slice title = site->said.statement.title;

    if (slice_is_known(title) &&
        !slice_equal_nocase(title, facts->said.statement.title))
        facts->title_block = site->title_block;
    fields_apply(&facts->said, &site->said);
}

enum status read_html(const struct raw_file *file, struct arena *arena,
                      struct page *out, struct error *err)
{
    struct html_source *source = arena_alloc(arena, sizeof *source);
    struct html_tree tree;
    struct html_runs runs;
    struct html_site site;
    struct html_main main;
    struct html_facts facts;
    enum status status;

    *out = (struct page){0};
    html_source_read(file->bytes, file->charset, arena, source);
    status = refuse_binary(file, source, err);
    if (status)
        return status;
    html_tree_read(source, arena, &tree);
    html_runs_find(&tree, arena, &runs);
    ask_site(file, &tree, arena, &site);
    html_main_find(&tree, &runs, &site.picks, arena, &main);
    html_facts_find(&tree, &runs, &main, arena, &facts);
    take_site(&site, &facts);
    main.title_block = facts.title_block;
    drop_above(&runs, &main);
    if (!html_lines_make(&tree, &runs, &main, arena, out))
        tree.is_cut = true;
    take_facts(out, &facts, arena);
    find_broken_title(out);
    find_dates(out);
    out->replaced = source->replaced;
    warn(out, &tree, arena);
    return STATUS_OK;
}

static bool starts(struct slice text, struct slice prefix)
{
    return text.len >= prefix.len &&
           slice_equal_nocase(slice_part(text, 0, prefix.len), prefix);
}

bool read_html_is(struct slice head)
{
    static const char *const marks[] = {"<!doctype html", "<html",  "<head",
                                        "<body",          "<meta ", "<title"};

    head = slice_part(head, charset_mark_length(head), head.len);
    for (int skipped = 0; skipped < 8; skipped++) {
        size_t end;

        head = slice_trim(head);
        for (size_t i = 0; i < COUNT_OF(marks); i++)
            if (starts(head, slice_of(marks[i])))
                return true;
        if (slice_starts(head, SLICE("<?xml")))
            end = slice_find(head, SLICE("?>"), 0);
        else if (slice_starts(head, SLICE("<!--")))
            end = slice_find(head, SLICE("-->"), 0);
        else
            return false;
        if (end == SIZE_MAX)
            return false;
        head = slice_part(head, end + 3, head.len);
    }
    return false;
}
