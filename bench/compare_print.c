#include "bench/compare_print.h"

#include <math.h>

enum { NAME_COLUMNS = 24 };

static void add_measure_name(const struct comparison *comparison,
                             size_t measure, struct strbuf *out)
{
    measure_add_name(comparison->set->items[measure], out);
}

/* text in at least columns characters, cut where it is longer and is_cut. */
static void add_left(struct strbuf *out, struct slice text, size_t columns)
{
    struct strbuf clean = STRBUF_INIT;
    size_t at = 0, characters = 0;

    strbuf_add_clean(&clean, text);
    while (at < clean.len && characters < columns) {
        int32_t codepoint;

        at += utf8_decode(clean.bytes + at, clean.len - at, &codepoint);
        characters++;
    }
    strbuf_add(out, slice_part(strbuf_slice(&clean), 0, at));
    for (; characters < columns; characters++)
        strbuf_add_byte(out, ' ');
    strbuf_release(&clean);
}

static void add_right(struct strbuf *out, struct slice text, size_t columns)
{
    for (size_t i = text.len; i < columns; i++)
        strbuf_add_byte(out, ' ');
    strbuf_add(out, text);
}

/* ---- tables ---- */

/* "2 default" */
static void add_run_name(const struct comparison *comparison, size_t run,
                         struct strbuf *out)
{
    struct strbuf name = STRBUF_INIT;

    strbuf_add_format(&name, "%zu ", run + 1);
    strbuf_add(&name, comparison->runs[run].name);
    add_left(out, strbuf_slice(&name), NAME_COLUMNS);
    strbuf_release(&name);
}

static size_t column_width(struct slice name)
{
    return name.len < 8 ? 10 : name.len + 2;
}

static void add_value_cell(const struct comparison *comparison, size_t measure,
                           double value, struct strbuf *out)
{
    struct strbuf name = STRBUF_INIT, cell = STRBUF_INIT;

    add_measure_name(comparison, measure, &name);
    evaluate_add_value(comparison->set->items[measure], value, &cell);
    add_right(out, strbuf_slice(&cell), column_width(strbuf_slice(&name)));
    strbuf_release(&name);
    strbuf_release(&cell);
}

static void add_means(const struct comparison *comparison, struct strbuf *out)
{
    add_left(out, SLICE("run"), NAME_COLUMNS);
    for (size_t i = 0; i < comparison->set->count; i++) {
        struct strbuf name = STRBUF_INIT;

        add_measure_name(comparison, i, &name);
        add_right(out, strbuf_slice(&name), column_width(strbuf_slice(&name)));
        strbuf_release(&name);
    }
    strbuf_add_text(out, "  unjudged@10\n");
    for (size_t run = 0; run < comparison->run_count; run++) {
        add_run_name(comparison, run, out);
        for (size_t i = 0; i < comparison->set->count; i++)
            add_value_cell(comparison, i, compare_mean(comparison, run, i),
                           out);
        strbuf_add_format(out, "  %11.4f\n", comparison->runs[run].unjudged);
    }
}

static void add_p(struct strbuf *out, double p)
{
    if (isnan(p))
        strbuf_add_format(out, " %8s", "-");
    else if (p < 0.00005)
        strbuf_add_format(out, " %8s", "<0.0001");
    else
        strbuf_add_format(out, " %8.4f", p);
}

static void add_pair(const struct compare_pair *pair, struct strbuf *out)
{
    struct strbuf name = STRBUF_INIT;

    strbuf_add_format(&name, "%zu - %zu", pair->run + 1, pair->against + 1);
    add_left(out, strbuf_slice(&name), 10);
    strbuf_release(&name);
    strbuf_add_format(out, "%+11.4f %7zu %6zu %6zu ", pair->mean, pair->better,
                      pair->equal, pair->worse);
    add_p(out, pair->t_p);
    add_p(out, pair->t_holm);
    add_p(out, pair->random_p);
    add_p(out, pair->random_holm);
    strbuf_add_byte(out, '\n');
}

static void add_pairs(const struct comparison *comparison, struct strbuf *out)
{
    size_t measure = SIZE_MAX;

    for (size_t i = 0; i < comparison->pair_count; i++) {
        const struct compare_pair *pair = &comparison->pairs[i];

        if (pair->measure != measure) {
            measure = pair->measure;
            strbuf_add_byte(out, '\n');
            add_measure_name(comparison, measure, out);
            strbuf_add_text(out,
                            "\n          difference  better  equal  worse    "
                            "t-test     Holm  random.     Holm\n");
        }
        add_pair(pair, out);
    }
}

static void add_topics(const struct comparison *comparison, size_t measure,
                       struct strbuf *out)
{
    struct strbuf head = STRBUF_INIT;

    add_measure_name(comparison, measure, &head);
    add_left(out, strbuf_slice(&head), NAME_COLUMNS);
    strbuf_release(&head);
    for (size_t run = 0; run < comparison->run_count; run++)
        strbuf_add_format(out, " %8zu", run + 1);
    for (size_t run = 1; run < comparison->run_count; run++)
        strbuf_add_format(out, "   %2zu - 1", run + 1);
    strbuf_add_byte(out, '\n');
    for (size_t i = 0; i < comparison->topic_count; i++) {
        double first = compare_value(comparison, 0, i, measure);

        add_left(out, comparison->topics[i], NAME_COLUMNS);
        for (size_t run = 0; run < comparison->run_count; run++)
            strbuf_add_format(out, " %8.4f",
                              compare_value(comparison, run, i, measure));
        for (size_t run = 1; run < comparison->run_count; run++)
            strbuf_add_format(out, " %+8.4f",
                              compare_value(comparison, run, i, measure) -
                                  first);
        strbuf_add_byte(out, '\n');
    }
    strbuf_add_byte(out, '\n');
}

void compare_add_text(const struct comparison *comparison, bool is_each,
                      struct strbuf *out)
{
    for (size_t i = 0; is_each && i < comparison->set->count; i++)
        add_topics(comparison, i, out);
    strbuf_add_format(out, "%zu topics\n\n", comparison->topic_count);
    add_means(comparison, out);
    add_pairs(comparison, out);
}

/* ---- JSON ---- */

static void add_number(struct json_writer *json, const char *key, double value)
{
    json_key(json, key);
    json_put_number(json, value, 6);
}

static void add_runs(const struct comparison *comparison,
                     struct json_writer *json)
{
    double means[MEASURE_SET_MOST];

    json_key(json, "runs");
    json_begin_array(json);
    for (size_t run = 0; run < comparison->run_count; run++) {
        for (size_t i = 0; i < comparison->set->count; i++)
            means[i] = compare_mean(comparison, run, i);
        json_begin_object(json);
        json_add_text(json, "run", comparison->runs[run].name);
        json_add_text(json, "file", slice_of(comparison->runs[run].path));
        json_key(json, "measures");
        json_begin_object(json);
        evaluate_write_json(json, comparison->set, means);
        json_end_object(json);
        add_number(json, "unjudged@10", comparison->runs[run].unjudged);
        json_end_object(json);
    }
    json_end_array(json);
}

static void add_comparison(const struct comparison *comparison,
                           const struct compare_pair *pair,
                           struct json_writer *json)
{
    struct strbuf name = STRBUF_INIT;

    add_measure_name(comparison, pair->measure, &name);
    json_begin_object(json);
    json_add_text(json, "measure", strbuf_slice(&name));
    json_add_text(json, "run", comparison->runs[pair->run].name);
    json_add_text(json, "against", comparison->runs[pair->against].name);
    add_number(json, "difference", pair->mean);
    json_add_integer(json, "better", (int64_t)pair->better);
    json_add_integer(json, "equal", (int64_t)pair->equal);
    json_add_integer(json, "worse", (int64_t)pair->worse);
    add_number(json, "t", pair->t);
    add_number(json, "t_p", pair->t_p);
    add_number(json, "t_p_holm", pair->t_holm);
    add_number(json, "randomization_p", pair->random_p);
    add_number(json, "randomization_p_holm", pair->random_holm);
    json_end_object(json);
    strbuf_release(&name);
}

/* [{"topic": "t", "values": {"MEASURE": [one a run]}}] */
static void add_values(const struct comparison *comparison,
                       struct json_writer *json)
{
    json_key(json, "values");
    json_begin_array(json);
    for (size_t topic = 0; topic < comparison->topic_count; topic++) {
        json_begin_object(json);
        json_add_text(json, "topic", comparison->topics[topic]);
        json_key(json, "measures");
        json_begin_object(json);
        for (size_t i = 0; i < comparison->set->count; i++) {
            struct strbuf name = STRBUF_INIT;

            add_measure_name(comparison, i, &name);
            json_key(json, name.bytes);
            json_begin_array(json);
            for (size_t run = 0; run < comparison->run_count; run++)
                json_put_number(json, compare_value(comparison, run, topic, i),
                                6);
            json_end_array(json);
            strbuf_release(&name);
        }
        json_end_object(json);
        json_end_object(json);
    }
    json_end_array(json);
}

void compare_add_json(const struct comparison *comparison, bool is_each,
                      struct strbuf *out)
{
    struct json_writer json = JSON_WRITER(out);

    json_begin_object(&json);
    json_add_integer(&json, "schema", 1);
    json_add_integer(&json, "topics", (int64_t)comparison->topic_count);
    add_runs(comparison, &json);
    json_key(&json, "comparisons");
    json_begin_array(&json);
    for (size_t i = 0; i < comparison->pair_count; i++)
        add_comparison(comparison, &comparison->pairs[i], &json);
    json_end_array(&json);
    if (is_each)
        add_values(comparison, &json);
    json_end_object(&json);
    strbuf_add_byte(out, '\n');
}

/* ---- plots ---- */

/* "2 default is better on 9 topics" */
static const char *side(const struct comparison *comparison, size_t run,
                        size_t better, struct arena *arena)
{
    struct strbuf text = STRBUF_INIT;
    const char *copy;

    strbuf_add_format(&text, "%zu ", run + 1);
    strbuf_add(&text, comparison->runs[run].name);
    strbuf_add_format(&text, " is better (%zu)", better);
    copy = slice_copy(arena, strbuf_slice(&text)).bytes;
    strbuf_release(&text);
    return copy;
}

void compare_plot(const struct comparison *comparison,
                  const struct compare_pair *pair, struct arena *arena,
                  struct plot *out)
{
    struct strbuf title = STRBUF_INIT;

    add_measure_name(comparison, pair->measure, &title);
    strbuf_add_format(&title, ", %zu - %zu: %+.4f over %zu topics",
                      pair->run + 1, pair->against + 1, pair->mean,
                      comparison->topic_count);
    *out = (struct plot){
        .title = slice_copy(arena, strbuf_slice(&title)).bytes,
        .left = side(comparison, pair->against, pair->worse, arena),
        .right = side(comparison, pair->run, pair->better, arena),
        .count = comparison->topic_count};
    out->bars = arena_array(arena, out->count, sizeof *out->bars);
    for (size_t i = 0; i < out->count; i++)
        out->bars[i] =
            (struct plot_bar){comparison->topics[i], pair->differences[i]};
    plot_sort(out);
    strbuf_release(&title);
}
