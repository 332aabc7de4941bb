#include "bench/structure.h"

#include <string.h>

#include "common/file.h"

static const char *const names[] = {
    [STRUCTURE_WHOLE] = "passages, all of:",
    [STRUCTURE_LINE] = "  line",
    [STRUCTURE_SECTION] = "  section",
    [STRUCTURE_KIND] = "  kind",
    [STRUCTURE_SPEAKER] = "  speaker",
    [STRUCTURE_OPENING] = "  opening words",
    [STRUCTURE_STATEMENT] = "statements, all of:",
    [STRUCTURE_TITLE] = "  title",
    [STRUCTURE_DATE] = "  date",
    [STRUCTURE_BASIS] = "  basis of the date",
    [STRUCTURE_ISSUER] = "  issuer",
    [STRUCTURE_ISSUER_SIDE] = "  issuer side",
    [STRUCTURE_LANGUAGE] = "  language",
    [STRUCTURE_FURNITURE] = "lines of the page",
    [STRUCTURE_SIDES] = "sides (no reason to fail)",
};

const char *structure_name(enum structure_figure figure)
{
    return names[figure];
}

/* What structure_compare() works on. */
struct comparison {
    const struct jsonl *got;
    bool *is_taken; /* by place in got: it has its gold passage */
    struct structure_result *result;
    struct strbuf *report;
};

static bool is_of_file(const json_t *item, struct slice file)
{
    const char *path = json_string_value(json_object_get(item, "file"));

    return path && slice_equal(slice_of(file_name(path)), file);
}

static bool is_furniture(const json_t *item)
{
    return slice_equal(jsonl_text(item, "kind"), SLICE("furniture"));
}

static long long line_of(const json_t *item)
{
    return json_integer_value(json_object_get(item, "line"));
}

static void add_json(struct strbuf *out, const json_t *value)
{
    size_t len = value ? json_dumpb(value, NULL, 0, JSON_ENCODE_ANY) : 0;

    if (len == 0) {
        strbuf_add_text(out, "nothing");
        return;
    }
    strbuf_reserve(out, len);
    out->len += json_dumpb(value, out->bytes + out->len, len, JSON_ENCODE_ANY);
    out->bytes[out->len] = '\0';
}

static void tell(struct comparison *all, struct slice file, long long line,
                 enum structure_figure figure, const json_t *got,
                 const json_t *expected)
{
    const char *name = names[figure];

    strbuf_add_format(all->report, "%.*s:%lld: %s: got ", SLICE_ARG(file), line,
                      name + strspn(name, " "));
    add_json(all->report, got);
    strbuf_add_text(all->report, ", expected ");
    add_json(all->report, expected);
    strbuf_add_byte(all->report, '\n');
}

static bool tally(struct comparison *all, enum structure_figure figure,
                  bool is_right)
{
    struct structure_count *count = &all->result->counts[figure];

    count->of++;
    count->right += is_right;
    return is_right;
}

static bool is_same(const json_t *a, const json_t *b)
{
    if (json_is_null(a) || !a)
        return json_is_null(b) || !b;
    return json_equal(a, b);
}

/* Compare one member; true when it is right or the gold does not tell. */
static bool compare_member(struct comparison *all, enum structure_figure figure,
                           const char *key, const json_t *gold,
                           const json_t *got, long long line)
{
    const json_t *expected = json_object_get(gold, key);
    const json_t *value = json_object_get(got, key);

    if (!expected)
        return true;
    if (tally(all, figure, got && is_same(value, expected)))
        return true;
    if (got)
        tell(all, jsonl_text(gold, "file"), line, figure, value, expected);
    return false;
}

static bool opens_with(const json_t *item, struct slice start)
{
    return slice_starts(jsonl_text(item, "text"), start);
}

/* The passage not yet taken that a gold one means: by opening words, the
 * nearest to its line; else by line. SIZE_MAX: none. */
static size_t find_passage(const struct comparison *all, const json_t *gold)
{
    struct slice file = jsonl_text(gold, "file");
    struct slice start = jsonl_text(gold, "start_text");
    long long line = line_of(gold), best = -1;
    size_t found = SIZE_MAX;

    for (size_t i = 0; i < all->got->count; i++) {
        const json_t *item = all->got->items[i];
        long long away = line_of(item) - line;
        bool opens = start.len && opens_with(item, start);

        away = away < 0 ? -away : away;
        if (all->is_taken[i] || is_furniture(item) || !is_of_file(item, file) ||
            (!opens && away))
            continue;
        /* Opening words first: a wrong opening is farther than any line. */
        away += opens ? 0 : INT32_MAX;
        if (found == SIZE_MAX || away < best) {
            found = i;
            best = away;
        }
    }
    return found;
}

static bool compare_opening(struct comparison *all, const json_t *gold,
                            const json_t *got)
{
    struct slice start = jsonl_text(gold, "start_text");

    if (!slice_is_known(start))
        return true;
    if (tally(all, STRUCTURE_OPENING, got && opens_with(got, start)))
        return true;
    if (got)
        tell(all, jsonl_text(gold, "file"), line_of(gold), STRUCTURE_OPENING,
             json_object_get(got, "text"), json_object_get(gold, "start_text"));
    return false;
}

static void compare_passage(struct comparison *all, const json_t *gold)
{
    size_t place = find_passage(all, gold);
    const json_t *got = place == SIZE_MAX ? NULL : all->got->items[place];
    long long line = line_of(gold);
    bool is_right = true;

    if (got)
        all->is_taken[place] = true;
    else
        strbuf_add_format(all->report, "%.*s:%lld: no such passage: %.*s...\n",
                          SLICE_ARG(jsonl_text(gold, "file")), line,
                          SLICE_ARG(jsonl_text(gold, "start_text")));
    is_right &= compare_member(all, STRUCTURE_LINE, "line", gold, got, line);
    is_right &=
        compare_member(all, STRUCTURE_SECTION, "section", gold, got, line);
    is_right &= compare_member(all, STRUCTURE_KIND, "kind", gold, got, line);
    is_right &=
        compare_member(all, STRUCTURE_SPEAKER, "speaker", gold, got, line);
    is_right &= compare_opening(all, gold, got);
    tally(all, STRUCTURE_WHOLE, is_right && got);
    compare_member(all, STRUCTURE_SIDES, "sides", gold, got, line);
}

/* The gold says in words how the date is known. */
static const char *basis_of(struct slice words)
{
    if (slice_starts(words, SLICE("first date")))
        return "text";
    if (slice_starts(words, SLICE("none")))
        return "none";
    if (slice_starts(words, SLICE("inferred")))
        return "inferred";
    if (slice_starts(words, SLICE("metadata")))
        return "metadata";
    if (slice_starts(words, SLICE("text")))
        return "text";
    return "dateline";
}

static bool compare_basis(struct comparison *all, const json_t *gold,
                          const json_t *got)
{
    struct slice words = jsonl_text(gold, "date_from");
    struct slice basis = jsonl_text(got, "date_basis");

    if (!slice_is_known(words))
        return true;
    if (tally(all, STRUCTURE_BASIS,
              got && slice_equal(basis, slice_of(basis_of(words)))))
        return true;
    if (got)
        tell(all, jsonl_text(gold, "file"), 1, STRUCTURE_BASIS,
             json_object_get(got, "date_basis"),
             json_object_get(gold, "date_from"));
    return false;
}

/* The last day counts only with the first: one figure for both. */
static bool compare_dates(struct comparison *all, const json_t *gold,
                          const json_t *got)
{
    const json_t *end = json_object_get(gold, "date_end");
    const json_t *got_end = json_object_get(got, "date_end");

    if (!compare_member(all, STRUCTURE_DATE, "date", gold, got, 1))
        return false;
    if (!got || !end || is_same(got_end, end))
        return true;
    all->result->counts[STRUCTURE_DATE].right--;
    tell(all, jsonl_text(gold, "file"), 1, STRUCTURE_DATE, got_end, end);
    return false;
}

static const json_t *first_of_file(const struct jsonl *got, struct slice file)
{
    for (size_t i = 0; i < got->count; i++)
        if (is_of_file(got->items[i], file))
            return got->items[i];
    return NULL;
}

static void compare_statement(struct comparison *all, const json_t *gold)
{
    struct slice file = jsonl_text(gold, "file");
    const json_t *got = first_of_file(all->got, file);
    bool is_right = true;

    if (!got)
        strbuf_add_format(all->report, "%.*s:1: no passage of this file\n",
                          SLICE_ARG(file));
    is_right &= compare_member(all, STRUCTURE_TITLE, "title", gold, got, 1);
    is_right &= compare_dates(all, gold, got);
    is_right &= compare_basis(all, gold, got);
    is_right &= compare_member(all, STRUCTURE_ISSUER, "issuer", gold, got, 1);
    is_right &=
        compare_member(all, STRUCTURE_ISSUER_SIDE, "issuer_side", gold, got, 1);
    is_right &=
        compare_member(all, STRUCTURE_LANGUAGE, "language", gold, got, 1);
    tally(all, STRUCTURE_STATEMENT, is_right && got);
}

static bool has_line(const json_t *lines, long long line)
{
    for (size_t i = 0; i < json_array_size(lines); i++)
        if (json_integer_value(json_array_get(lines, i)) == line)
            return true;
    return false;
}

static bool is_left_out(const struct jsonl *got, struct slice file,
                        long long line)
{
    for (size_t i = 0; i < got->count; i++)
        if (is_furniture(got->items[i]) && line_of(got->items[i]) == line &&
            is_of_file(got->items[i], file))
            return true;
    return false;
}

static void compare_furniture(struct comparison *all, const json_t *gold)
{
    const json_t *lines = json_object_get(gold, "boilerplate_lines");
    struct slice file = jsonl_text(gold, "file");

    if (!lines)
        return;
    for (size_t i = 0; i < json_array_size(lines); i++) {
        long long line = json_integer_value(json_array_get(lines, i));

        if (!tally(all, STRUCTURE_FURNITURE, is_left_out(all->got, file, line)))
            strbuf_add_format(all->report,
                              "%.*s:%lld: not left out as the page's\n",
                              SLICE_ARG(file), line);
    }
    for (size_t i = 0; i < all->got->count; i++) {
        const json_t *item = all->got->items[i];

        if (!is_furniture(item) || !is_of_file(item, file) ||
            has_line(lines, line_of(item)))
            continue;
        all->result->extra_furniture++;
        strbuf_add_format(all->report, "%.*s:%lld: wrongly left out: %.*s\n",
                          SLICE_ARG(file), line_of(item),
                          SLICE_ARG(jsonl_text(item, "text")));
    }
}

static void tell_extra(struct comparison *all, const json_t *gold)
{
    struct slice file = jsonl_text(gold, "file");

    for (size_t i = 0; i < all->got->count; i++) {
        const json_t *item = all->got->items[i];

        if (all->is_taken[i] || is_furniture(item) || !is_of_file(item, file))
            continue;
        all->result->extra_passages++;
        strbuf_add_format(all->report,
                          "%.*s:%lld: extra passage: ", SLICE_ARG(file),
                          line_of(item));
        add_json(all->report, json_object_get(item, "text"));
        strbuf_add_byte(all->report, '\n');
    }
}

void structure_compare(const struct jsonl *statements,
                       const struct jsonl *passages, const struct jsonl *got,
                       struct structure_result *out, struct strbuf *report)
{
    struct arena scratch = ARENA_INIT;
    struct comparison all = {got, NULL, out, report};

    *out = (struct structure_result){0};
    all.is_taken = arena_array(&scratch, got->count, sizeof *all.is_taken);
    for (size_t i = 0; i < statements->count; i++) {
        compare_statement(&all, statements->items[i]);
        compare_furniture(&all, statements->items[i]);
    }
    for (size_t i = 0; i < passages->count; i++)
        compare_passage(&all, passages->items[i]);
    for (size_t i = 0; i < statements->count; i++)
        tell_extra(&all, statements->items[i]);
    arena_release(&scratch);
}

bool structure_is_right(const struct structure_result *result)
{
    for (size_t i = 0; i < STRUCTURE_SIDES; i++)
        if (result->counts[i].right != result->counts[i].of)
            return false;
    return result->extra_passages == 0 && result->extra_furniture == 0;
}
