#include "indexer/html_select.h"

#include <string.h>

enum { STEPS_MOST = 8, TESTS_MOST = 8, NAME_MOST = 80 };

enum test_kind {
    TEST_THERE,
    TEST_IS,
    TEST_WORD,
    TEST_STARTS,
    TEST_ENDS,
    TEST_PART
};

struct test {
    enum html_name name;
    enum test_kind kind;
    struct slice value;
};

/* "p.lead": one element, and how it stands to the one before it. */
struct step {
    enum html_tag tag; /* HTML_TAG_COUNT: any */
    bool is_right_below;
    size_t test_count;
    struct test tests[TESTS_MOST];
};

struct html_path {
    size_t count;
    struct step steps[STEPS_MOST]; /* the outermost first */
};

/* ---- reading ---- */

struct reading {
    struct slice text;
    size_t at;
    struct arena *arena;
    struct error *err;
};

static enum status fail(const struct reading *reading, const char *what)
{
    size_t character = 1;

    for (size_t i = 0; i < reading->at && i < reading->text.len; i++)
        character += ((unsigned char)reading->text.bytes[i] & 0xC0) != 0x80;
    return error_set(reading->err, STATUS_BAD_FORMAT,
                     "%s, at character %zu of '%.*s'", what, character,
                     SLICE_ARG(slice_part(reading->text, 0, 120)));
}

static char next(const struct reading *reading)
{
    return reading->at < reading->text.len ? reading->text.bytes[reading->at]
                                           : '\0';
}

static enum status fail_attribute(const struct reading *reading)
{
    struct strbuf text = STRBUF_INIT;
    enum status status;

    strbuf_add_text(&text, "no attribute of this name is kept (there are");
    for (int name = 0; name < HTML_NAME_COUNT; name++)
        strbuf_add_format(&text, " %s", html_name_text((enum html_name)name));
    strbuf_add_text(&text, ")");
    status = fail(reading, text.bytes);
    strbuf_release(&text);
    return status;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void skip_spaces(struct reading *reading)
{
    while (is_space(next(reading)))
        reading->at++;
}

static bool is_of_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '-' || c == '_' || c < 0;
}

static struct slice read_name(struct reading *reading)
{
    size_t start = reading->at;

    while (reading->at < reading->text.len && is_of_name(next(reading)))
        reading->at++;
    return slice_part(reading->text, start, reading->at);
}

static enum status read_tag(struct reading *reading, struct step *step)
{
    struct slice name = read_name(reading);
    char small[NAME_MOST];

    for (size_t i = 0; i < name.len && i + 1 < sizeof small; i++)
        small[i] = (char)(name.bytes[i] >= 'A' && name.bytes[i] <= 'Z'
                              ? name.bytes[i] | 0x20
                              : name.bytes[i]);
    small[name.len < sizeof small ? name.len : sizeof small - 1] = '\0';
    step->tag = html_tag_of(small);
    if (step->tag != HTML_OTHER)
        return STATUS_OK;
    reading->at -= name.len;
    return fail(reading, "no element of this name is known here (ask for its "
                         "class, id or parent)");
}

static enum status add_test(struct reading *reading, struct step *step,
                            struct test test)
{
    if (step->test_count == TESTS_MOST)
        return fail(reading, "too many tests of one element");
    step->tests[step->test_count++] = test;
    return STATUS_OK;
}

static enum status read_mark(struct reading *reading, struct step *step)
{
    bool is_class = next(reading) == '.';
    struct test test = {is_class ? HTML_CLASS : HTML_ID,
                        is_class ? TEST_WORD : TEST_IS, SLICE_UNKNOWN};

    reading->at++;
    test.value = read_name(reading);
    if (!test.value.len)
        return fail(reading, "a name belongs behind '.' and '#'");
    return add_test(reading, step, test);
}

static enum status read_kind(struct reading *reading, enum test_kind *kind)
{
    static const char marks[] = "~^$*";
    static const enum test_kind kinds[] = {TEST_WORD, TEST_STARTS, TEST_ENDS,
                                           TEST_PART};
    const char *mark = next(reading) ? strchr(marks, next(reading)) : NULL;

    *kind = mark ? kinds[mark - marks] : TEST_IS;
    reading->at += mark != NULL;
    if (next(reading) != '=')
        return fail(reading, "one of = ~= ^= $= *= or ] belongs here");
    reading->at++;
    return STATUS_OK;
}

static enum status read_value(struct reading *reading, struct slice *value)
{
    char quote = next(reading);
    size_t start;

    if (quote != '"' && quote != '\'') {
        start = reading->at;
        while (next(reading) && next(reading) != ']')
            reading->at++;
        *value = slice_trim(slice_part(reading->text, start, reading->at));
        return STATUS_OK;
    }
    start = ++reading->at;
    while (next(reading) && next(reading) != quote)
        reading->at++;
    *value = slice_part(reading->text, start, reading->at);
    if (!next(reading))
        return fail(reading, "the quotation mark is not closed");
    reading->at++;
    return STATUS_OK;
}

static enum status read_attribute(struct reading *reading, struct step *step)
{
    struct test test = {.kind = TEST_THERE};
    struct slice name;
    enum status status = STATUS_OK;

    reading->at++;
    skip_spaces(reading);
    name = read_name(reading);
    if (!html_name_of(name, &test.name)) {
        reading->at -= name.len;
        return fail_attribute(reading);
    }
    skip_spaces(reading);
    if (next(reading) != ']') {
        status = read_kind(reading, &test.kind);
        skip_spaces(reading);
        if (!status)
            status = read_value(reading, &test.value);
        skip_spaces(reading);
    }
    if (!status && next(reading) != ']')
        status = fail(reading, "']' is missing");
    if (status)
        return status;
    reading->at++;
    return add_test(reading, step, test);
}

static enum status read_step(struct reading *reading, struct step *step)
{
    enum status status = STATUS_OK;
    size_t start = reading->at;

    step->tag = HTML_TAG_COUNT;
    if (next(reading) == '*')
        reading->at++;
    else if (is_of_name(next(reading)) && next(reading))
        status = read_tag(reading, step);
    while (!status && next(reading) && strchr(".#[", next(reading)))
        status = next(reading) == '[' ? read_attribute(reading, step)
                                      : read_mark(reading, step);
    if (!status && reading->at == start)
        return fail(reading, "an element, '.class', '#id' or '[attribute]' "
                             "belongs here");
    return status;
}

static enum status read_path(struct reading *reading, struct html_path *path)
{
    bool is_right_below = false;

    for (;;) {
        struct step *step = &path->steps[path->count];
        enum status status;

        if (path->count == STEPS_MOST)
            return fail(reading, "too many elements below each other");
        status = read_step(reading, step);
        if (status)
            return status;
        step->is_right_below = is_right_below;
        path->count++;
        skip_spaces(reading);
        is_right_below = next(reading) == '>';
        reading->at += is_right_below;
        skip_spaces(reading);
        if (!is_right_below && (!next(reading) || next(reading) == ','))
            return STATUS_OK;
    }
}

enum status html_selector_read(struct slice text, struct arena *arena,
                               struct html_selector *out, struct error *err)
{
    struct reading reading = {slice_copy(arena, text), 0, arena, err};
    struct html_selector made = *out;

    skip_spaces(&reading);
    for (;;) {
        struct html_path *path = arena_alloc(arena, sizeof *path);
        enum status status = read_path(&reading, path);

        if (!status && made.count == HTML_SELECT_MOST)
            status = fail(&reading, "too many alternatives");
        if (status)
            return status;
        made.paths[made.count++] = path;
        if (next(&reading) != ',')
            break;
        reading.at++;
        skip_spaces(&reading);
    }
    *out = made;
    return STATUS_OK;
}

/* ---- matching ---- */

static bool has_word(struct slice text, struct slice word)
{
    for (size_t at = 0; at < text.len;) {
        size_t start;

        while (at < text.len && is_space(text.bytes[at]))
            at++;
        start = at;
        while (at < text.len && !is_space(text.bytes[at]))
            at++;
        if (word.len && slice_equal(slice_part(text, start, at), word))
            return true;
    }
    return false;
}

static bool passes(const struct test *test, const struct html_node *node)
{
    struct slice value = html_attribute(node, test->name);

    if (!slice_is_known(value))
        return false;
    switch (test->kind) {
    case TEST_THERE:
        return true;
    case TEST_IS:
        return slice_equal(value, test->value);
    case TEST_WORD:
        return has_word(value, test->value);
    case TEST_STARTS:
        return test->value.len && slice_starts(value, test->value);
    case TEST_ENDS:
        return test->value.len && slice_ends(value, test->value);
    case TEST_PART:
        return test->value.len && slice_find(value, test->value, 0) != SIZE_MAX;
    }
    return false;
}

static bool is_step(const struct step *step, const struct html_node *node)
{
    if (node->tag == HTML_TEXT ||
        (step->tag != HTML_TAG_COUNT && node->tag != (uint16_t)step->tag))
        return false;
    for (size_t i = 0; i < step->test_count; i++)
        if (!passes(&step->tests[i], node))
            return false;
    return true;
}

/* Do the steps up to `last` that stand right below each other end at node? The
 * outermost of them is *first, its element *top. */
static bool is_chain(const struct html_path *path, const struct html_tree *tree,
                     size_t last, size_t node, size_t *first, size_t *top)
{
    size_t step = last;

    while (node && is_step(&path->steps[step], &tree->nodes[node])) {
        *first = step;
        *top = node;
        if (!path->steps[step].is_right_below)
            return true;
        step--;
        node = tree->nodes[node].parent;
    }
    return false;
}

/* The nearest elements above that fit leave most for the steps before them. */
bool html_path_matches(const struct html_path *path,
                       const struct html_tree *tree, size_t node)
{
    size_t first, top;

    if (!is_chain(path, tree, path->count - 1, node, &first, &top))
        return false;
    while (first > 0) {
        size_t last = first - 1, above = tree->nodes[top].parent;

        while (above && !is_chain(path, tree, last, above, &first, &top))
            above = tree->nodes[above].parent;
        if (!above)
            return false;
    }
    return true;
}

bool html_selector_matches(const struct html_selector *selector,
                           const struct html_tree *tree, size_t node)
{
    for (size_t i = 0; i < selector->count; i++)
        if (html_path_matches(selector->paths[i], tree, node))
            return true;
    return false;
}
