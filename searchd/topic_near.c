/* Names near one that is not known. */
#include "searchd/topic.h"

enum { DISTANCE_LENGTH_MOST = 64 };

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t topic_distance(struct slice a, struct slice b, size_t most)
{
    size_t rows[3][DISTANCE_LENGTH_MOST + 1];

    if (a.len > DISTANCE_LENGTH_MOST || b.len > DISTANCE_LENGTH_MOST)
        return most + 1;
    for (size_t j = 0; j <= b.len; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3];
        size_t *before = rows[(i + 1) % 3];

        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            char x = lower(a.bytes[i - 1]), y = lower(b.bytes[j - 1]);

            row[j] =
                least(least(above[j], row[j - 1]) + 1, above[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == lower(b.bytes[j - 2]) &&
                lower(a.bytes[i - 2]) == y)
                row[j] = least(row[j], before[j - 2] + 1);
        }
    }
    return least(rows[a.len % 3][b.len], most + 1);
}

size_t topic_nearest(const struct topic_table *table, struct slice name,
                     const struct topic **out, size_t most)
{
    size_t count = 0;

    for (size_t distance = 0; distance <= 3; distance++)
        for (size_t i = 0; i < topic_table_count(table) && count < most; i++) {
            const struct topic *topic = topic_table_at(table, i);
            bool is_part =
                name.len >= 3 && slice_find(topic->name, name, 0) != SIZE_MAX;
            size_t now = is_part ? 1 : topic_distance(topic->name, name, 3);

            if (now == distance)
                out[count++] = topic;
        }
    return count;
}

enum status topic_unknown(const struct topic_table *table, struct slice name,
                          struct error *err)
{
    const struct topic *near[3];
    struct strbuf names = STRBUF_INIT;
    size_t count = table ? topic_nearest(table, name, near, COUNT_OF(near)) : 0;

    for (size_t i = 0; i < count; i++)
        strbuf_add_format(&names, "%s'%.*s'", i ? ", " : "; did you mean ",
                          SLICE_ARG(near[i]->name));
    error_set(err, STATUS_USAGE, "there is no topic '%.*s'%s%s",
              SLICE_ARG(name), count ? names.bytes : "",
              count ? "?" : " ('demarche topic' lists them)");
    strbuf_release(&names);
    return STATUS_USAGE;
}
