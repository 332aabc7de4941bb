#include "indexer/html_tables.h"

enum {
    CELL_ABOVE_MOST = 8,    /* elements between a text and its cell */
    TEXT_MOST = 600,        /* letters of a text in a cell */
    CELL_LETTERS_LEAST = 3, /* on average: less has a calendar */
    LINK_PERCENT_MOST = 50,
    ROWS_LEAST = 2
};

/* What was counted in a table. */
struct table {
    size_t letters, links, cells;
    size_t rows;        /* with two cells or more that have a text */
    size_t row, row_of; /* the last of them, and the row of the last cell */
    size_t cell;
    bool is_long;
};

/* The cell that a node stands in; 0: none near enough. */
static uint32_t cell_above(const struct html_tree *tree, uint32_t node)
{
    for (unsigned i = 0; i < CELL_ABOVE_MOST && node; i++) {
        uint16_t tag = tree->nodes[node].tag;

        if (tag == HTML_TD || tag == HTML_TH)
            return node;
        if (tag == HTML_TABLE)
            return 0;
        node = tree->nodes[node].parent;
    }
    return 0;
}

static void count_run(const struct html_tree *tree, const struct html_run *run,
                      struct table *table)
{
    uint32_t cell = cell_above(tree, run->block), row;

    table->letters += run->len;
    table->links += run->link_len;
    table->is_long |= run->len > TEXT_MOST;
    if (!cell || cell == table->cell)
        return;
    row = tree->nodes[cell].parent;
    if (table->cell && row == table->row_of && row != table->row) {
        table->rows++;
        table->row = row;
    }
    table->cells++;
    table->cell = cell;
    table->row_of = row;
}

static bool is_data(const struct table *table)
{
    return table->rows >= ROWS_LEAST && !table->is_long &&
           table->letters >= table->cells * CELL_LETTERS_LEAST &&
           table->links * 100 <= table->letters * LINK_PERCENT_MOST;
}

/* The end of a table that has no other one in it; 0: it has. */
static uint32_t end_of_innermost(const struct html_tree *tree, uint32_t node)
{
    for (uint32_t i = node + 1; i < tree->nodes[node].end; i++)
        if (tree->nodes[i].tag == HTML_TABLE)
            return 0;
    return tree->nodes[node].end;
}

bool *html_tables_find(const struct html_tree *tree,
                       const struct html_runs *runs, struct arena *arena)
{
    bool *is_cell = arena_array(arena, runs->count, sizeof *is_cell);
    size_t first = 0;

    for (uint32_t i = 1; i < tree->count && first < runs->count; i++) {
        struct table table = {.rows = 0};
        uint32_t end;
        size_t last;

        if (tree->nodes[i].tag != HTML_TABLE ||
            !(end = end_of_innermost(tree, i)))
            continue;
        while (first < runs->count && runs->items[first].first < i)
            first++;
        for (last = first; last < runs->count && runs->items[last].first < end;
             last++)
            count_run(tree, &runs->items[last], &table);
        for (; first < last; first++)
            is_cell[first] = is_data(&table);
        i = end - 1;
    }
    return is_cell;
}
