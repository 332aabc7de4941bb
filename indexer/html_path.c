#include "indexer/html_path.h"

#include <stdio.h>
#include <string.h>

enum { ID_MOST = 80, STEP_MOST = 24 };

void html_paths_find(const struct html_tree *tree, struct arena *arena,
                     struct html_paths *out)
{
    uint32_t(*seen)[HTML_TAG_COUNT] =
        arena_array(arena, HTML_DEPTH_MOST + 1, sizeof *seen);
    uint32_t open[HTML_DEPTH_MOST + 1];
    size_t depth = 0;

    *out = (struct html_paths){
        tree, arena_array(arena, tree->count, sizeof *out->numbers)};
    open[depth++] = 0;
    for (uint32_t i = 1; i < tree->count; i++) {
        const struct html_node *node = &tree->nodes[i];

        if (node->tag == HTML_TEXT)
            continue;
        while (depth > 1 && open[depth - 1] != node->parent)
            depth--;
        out->numbers[i] = ++seen[depth - 1][node->tag];
        if (depth <= HTML_DEPTH_MOST && node->end > i + 1) {
            memset(seen[depth], 0, sizeof seen[depth]);
            open[depth++] = i;
        }
    }
}

/* Can it stand between quotation marks? */
static bool is_plain_id(struct slice id)
{
    if (!id.len || id.len > ID_MOST)
        return false;
    for (size_t i = 0; i < id.len; i++)
        if ((unsigned char)id.bytes[i] <= ' ' || id.bytes[i] == '\'')
            return false;
    return true;
}

/* Put text before what the path has, from *start on; false: no room. */
static bool put_before(char *path, size_t *start, const char *text)
{
    size_t len = strlen(text);

    if (*start < len)
        return false;
    *start -= len;
    memcpy(path + *start, text, len);
    return true;
}

static void write_step(const struct html_paths *paths, size_t node, char *out)
{
    enum html_tag tag = (enum html_tag)paths->tree->nodes[node].tag;
    const char *name = html_tag_name(tag);

    if (!name)
        snprintf(out, STEP_MOST, "/");
    else if (tag == HTML_HTML || tag == HTML_BODY)
        snprintf(out, STEP_MOST, "/%s", name);
    else
        snprintf(out, STEP_MOST, "/%s[%u]", name, paths->numbers[node]);
}

struct slice html_path(const struct html_paths *paths, size_t node,
                       struct arena *arena)
{
    char path[HTML_PATH_MOST], text[ID_MOST + 8];
    size_t start = sizeof path;

    for (; node; node = paths->tree->nodes[node].parent) {
        struct slice id = html_attribute(&paths->tree->nodes[node], HTML_ID);

        if (is_plain_id(id)) {
            snprintf(text, sizeof text, "id('%.*s')", SLICE_ARG(id));
            if (put_before(path, &start, text))
                break;
        }
        write_step(paths, node, text);
        /* Of three slashes in a row two say it all. */
        if (!text[1] && start + 1 < sizeof path && path[start] == '/' &&
            path[start + 1] == '/')
            continue;
        if (!put_before(path, &start, text)) {
            if (start && path[start] == '/')
                path[--start] = '/';
            break;
        }
    }
    return slice_copy(arena, (struct slice){path + start, sizeof path - start});
}
