#include "indexer/html_site.h"

#include "common/log.h"
#include "indexer/fields.h"

enum { VALUE_MOST = 2000 };

struct finder {
    const struct html_tree *tree;
    struct arena *arena;
    struct html_site *out;
};

static bool is_named(const struct site_rule *rule)
{
    return rule->selector.count || slice_is_known(rule->words);
}

/* What the element says for the key: of meta, time and link it is none of the
 * page's text. */
static struct slice value_of(const struct finder *finder, size_t node,
                             enum site_key key)
{
    const struct html_node *one = &finder->tree->nodes[node];
    struct slice value = SLICE_UNKNOWN;

    if (one->tag == HTML_META)
        return slice_trim(html_attribute(one, HTML_CONTENT));
    if (one->tag == HTML_TIME && key == SITE_DATE)
        value = slice_trim(html_attribute(one, HTML_DATETIME));
    if ((one->tag == HTML_LINK || one->tag == HTML_A) && key == SITE_URL)
        return slice_trim(html_attribute(one, HTML_HREF));
    return value.len ? value
                     : html_text(finder->tree, node, VALUE_MOST, finder->arena);
}

/* The words of a date may have others around them. */
static bool take_date(struct finder *finder, struct slice value)
{
    struct statement *statement = &finder->out->said.statement;
    struct date_match match;

    if (!date_find(value, 0, &match) || !match.from.year)
        return false;
    statement->date = match.from;
    if (date_compare(match.from, match.to))
        statement->date_end = match.to;
    statement->date_basis = DATE_METADATA;
    return true;
}

static bool take_value(struct finder *finder, enum site_key key,
                       struct slice value)
{
    struct error err;

    if (!value.len)
        return false;
    if (fields_set(&finder->out->said, slice_of(site_key_name(key)), value,
                   finder->arena, &err) == STATUS_OK)
        return true;
    return key == SITE_DATE && take_date(finder, value);
}

/* The first element of the first alternative that says something. */
static bool find_value(struct finder *finder, const struct site_rule *rule,
                       enum site_key key)
{
    const struct html_selector *selector = &rule->selector;

    for (size_t i = 0; i < selector->count; i++)
        for (size_t node = 1; node < finder->tree->count; node++) {
            if (!html_path_matches(selector->paths[i], finder->tree, node) ||
                !take_value(finder, key, value_of(finder, node, key)))
                continue;
            if (key == SITE_TITLE && finder->tree->nodes[node].tag != HTML_META)
                finder->out->title_block = (uint32_t)node;
            return true;
        }
    return slice_is_known(rule->words) && take_value(finder, key, rule->words);
}

/* Mark what the rule means, and all below it. */
static bool mark(struct finder *finder, const struct site_rule *rule,
                 uint8_t pick)
{
    const struct html_tree *tree = finder->tree;
    uint8_t *marks = finder->out->picks.marks;
    bool is_found = false;

    for (size_t node = 1; node < tree->count; node++) {
        if (!html_selector_matches(&rule->selector, tree, node))
            continue;
        is_found = true;
        for (size_t i = node; i < tree->nodes[node].end; i++)
            marks[i] |= pick;
        node = tree->nodes[node].end - 1; /* all below has the mark */
    }
    return is_found;
}

static bool find(struct finder *finder, const struct site_rule *rule,
                 enum site_key key)
{
    if (key == SITE_DROP)
        return mark(finder, rule, HTML_PICK_DROP);
    if (key == SITE_BODY)
        return finder->out->picks.has_body = mark(finder, rule, HTML_PICK_BODY);
    return find_value(finder, rule, key);
}

void html_site_find(struct site *site, const struct html_tree *tree,
                    const char *path, struct arena *arena,
                    struct html_site *out)
{
    struct finder finder = {tree, arena, out};

    *out = (struct html_site){.title_block = 0};
    out->picks.marks = arena_array(arena, tree->count, 1);
    for (enum site_key key = 0; key < SITE_KEY_COUNT; key++) {
        struct site_rule *rule = &site->rules[key];

        if (!is_named(rule) || find(&finder, rule, key) || rule->is_warned)
            continue;
        rule->is_warned = true;
        log_warning("%s:%u: %s finds nothing on %s (other such pages are not "
                    "named)",
                    site->file, rule->line, site_key_name(key), path);
    }
}
