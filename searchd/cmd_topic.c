#include "searchd/cmd_topic.h"

#include "common/command.h"
#include "common/log.h"
#include "searchd/door.h"
#include "searchd/objects.h"
#include "searchd/snippet.h"

static const struct option_spec table[] = {
    DOOR_INDEX,
    DOOR_HITS,
    DOOR_TOPICS,
    {"list", 'l', NULL, "list the topics that have WORD in a name or form"},
    {"concepts", 0, NULL, "the same, with concepts that are no topics"},
    {"check", 0, NULL, "tell what is wrong with the topics' files"},
    {"describe", 0, NULL, "tell what the topic is and its forms"},
};

static const struct options_usage usage = {
    "demarche topic [OPTION...] [NAME [QUERY...]]\n"
    "       demarche topic --list|--concepts [WORD]\n"
    "       demarche topic --check",
    "Without a name: list the topics. With one: find passages on it, best\n"
    "first; a query narrows them down.",
    table,
    COUNT_OF(table),
    "A topic is found by its name or any of its forms: demarche topic DPRK.",
};

/* What is listed, and for which word. */
struct listing {
    struct slice word; /* unknown: all */
    bool is_json;
    struct strbuf out;
    size_t count;
};

static bool has_word(struct slice text, struct slice word)
{
    for (size_t at = 0; at + word.len <= text.len; at++)
        if (slice_equal_nocase(slice_part(text, at, at + word.len), word))
            return true;
    return false;
}

/* The first of the concept's label, name and forms that has the word. */
static bool find_word(const struct topic *topic, struct slice word,
                      struct slice *where)
{
    *where = topic->label;
    if (!slice_is_known(word) || has_word(topic->label, word) ||
        has_word(topic->name, word))
        return true;
    for (size_t i = 0; i < topic->form_count; i++) {
        *where = topic->forms[i].text;
        if (has_word(*where, word))
            return true;
    }
    return false;
}

static void list_text(const struct topic *topic, struct slice where,
                      struct strbuf *out)
{
    size_t column = out->len;

    strbuf_add_clean(out, topic->name);
    do
        strbuf_add_byte(out, ' ');
    while (out->len - column < 24);
    strbuf_add_format(out, "%4zu forms  ", topic->form_count);
    strbuf_add_clean(out, topic->label);
    if (!slice_equal(where, topic->label)) {
        strbuf_add_text(out, ": ");
        strbuf_add_clean(out, where);
    }
    strbuf_add_byte(out, '\n');
}

static void list_json(const struct topic *topic, struct strbuf *out)
{
    struct json_writer json = JSON_WRITER(out);

    object_put_topic(&json, topic);
    strbuf_add_byte(out, '\n');
}

/* The topics, or the concepts that are none. */
static size_t list_kind(struct listing *listing,
                        const struct topic_table *topics, bool is_topic)
{
    size_t count = 0;

    for (size_t i = 0; i < topic_table_count(topics); i++) {
        const struct topic *topic = topic_table_at(topics, i);
        struct slice where;

        if (topic->is_topic != is_topic ||
            !find_word(topic, listing->word, &where))
            continue;
        if (listing->is_json)
            list_json(topic, &listing->out);
        else
            list_text(topic, where, &listing->out);
        count++;
    }
    listing->count += count;
    return count;
}

static void tell_of_empty_list(const struct topic_table *topics,
                               struct slice word)
{
    struct listing others = {.word = word};

    if (!topic_table_count(topics))
        log_note("there are no topics: name a file or folder by --topics or "
                 "$DEMARCHE_TOPICS");
    else if (list_kind(&others, topics, false))
        log_note("no topic has '%.*s', but %zu concepts do: see --concepts",
                 SLICE_ARG(word), others.count);
    else
        log_note("nothing there has '%.*s'", SLICE_ARG(word));
    strbuf_release(&others.out);
}

static void tell_of_faults(const struct topic_table *topics)
{
    struct strbuf faults = STRBUF_INIT;
    size_t count = topic_table_faults(topics, &faults);

    if (count)
        log_warning("%zu faults in the topics: 'demarche topic --check' tells "
                    "them",
                    count);
    strbuf_release(&faults);
}

static int list_topics(const struct options *options, struct slice word,
                       const struct topic_table *topics)
{
    struct listing listing = {.word = word,
                              .is_json = options_has(options, "json")};
    int code = 0;

    list_kind(&listing, topics, true);
    if (options_has(options, "concepts")) {
        if (listing.count && !listing.is_json)
            strbuf_add_byte(&listing.out, '\n');
        list_kind(&listing, topics, false);
    }
    if (!door_print(&listing.out))
        code = 2;
    strbuf_release(&listing.out);
    if (!listing.count)
        tell_of_empty_list(topics, word);
    tell_of_faults(topics);
    return listing.count ? code : 1;
}

static int check_topics(const struct topic_table *topics)
{
    struct strbuf out = STRBUF_INIT;
    size_t count = topic_table_faults(topics, &out), labels = 0;
    int code = count ? 2 : 0;

    for (size_t i = 0; i < topic_table_count(topics); i++)
        labels += topic_table_at(topics, i)->form_count;
    if (!count)
        strbuf_add_format(&out, "%zu concepts, %zu labels: no fault\n",
                          topic_table_count(topics), labels);
    if (!door_print(&out))
        code = 2;
    strbuf_release(&out);
    return code;
}

/* ---- one topic, described ---- */

static void describe_text(struct strbuf *out, const char *name,
                          struct slice text)
{
    const struct snippet_style none = {"", ""};
    const struct snippet whole = {0, text.len};

    if (!text.len)
        return;
    strbuf_add_format(out, "%s\n", name);
    snippet_print(text, &whole, NULL, 0, "    ", 80, &none, out);
}

static void describe_part(struct strbuf *out, const struct topic_part *part)
{
    strbuf_add_text(out, "forms of ");
    strbuf_add_clean(out, part->topic->name);
    strbuf_add_format(out, " (counts %.2f)\n", part->factor);
    for (size_t i = 0; i < part->topic->form_count; i++) {
        const struct topic_form *form = &part->topic->forms[i];

        strbuf_add_text(out, "    ");
        strbuf_add_clean(out, form->text);
        if (slice_is_known(form->language))
            strbuf_add_format(out, " (%.*s)", SLICE_ARG(form->language));
        for (size_t u = 0; u < part->topic->usage_count; u++)
            if (slice_equal(part->topic->usages[u].form, form->text)) {
                const struct topic_usage *usage_of = &part->topic->usages[u];

                strbuf_add_text(out, ", ");
                strbuf_add_clean(out, usage_of->side);
                if (slice_is_known(usage_of->from) ||
                    slice_is_known(usage_of->to))
                    strbuf_add_format(out, " %.*s-%.*s",
                                      SLICE_ARG(usage_of->from),
                                      SLICE_ARG(usage_of->to));
            }
        strbuf_add_byte(out, '\n');
    }
    for (size_t i = 0; i < part->topic->exception_count; i++) {
        strbuf_add_text(out, "    not in: ");
        strbuf_add_clean(out, part->topic->exceptions[i].text);
        strbuf_add_byte(out, '\n');
    }
}

static void describe_relatives(struct strbuf *out,
                               const struct topic_table *topics,
                               const struct topic *topic)
{
    static const char *const names[] = {"broader: ", "narrower: ", "related: "};
    const struct topic *relatives[TOPIC_PARTS_MOST];

    for (int relation = TOPIC_BROADER; relation <= TOPIC_RELATED; relation++) {
        size_t count =
            topic_relatives(topics, topic, (enum topic_relation)relation,
                            relatives, TOPIC_PARTS_MOST);

        for (size_t i = 0; i < count; i++) {
            strbuf_add_text(out, i ? ", " : names[relation]);
            strbuf_add_clean(out, relatives[i]->name);
        }
        if (count)
            strbuf_add_byte(out, '\n');
    }
}

static int describe(const struct topic_table *topics, struct slice name)
{
    struct topic_part parts[TOPIC_PARTS_MOST];
    const struct topic *topic;
    struct strbuf out = STRBUF_INIT;
    struct error err;
    size_t count;
    int code;

    topic = topic_find(topics, name);
    if (!topic) {
        topic_unknown(topics, name, &err);
        return log_failure(&err);
    }
    strbuf_add_clean(&out, topic->name);
    strbuf_add_text(&out, ": ");
    strbuf_add_clean(&out, topic->label);
    strbuf_add_byte(&out, '\n');
    describe_text(&out, "description", topic->definition);
    describe_text(&out, "narrative", topic->note);
    describe_relatives(&out, topics, topic);
    count = topic_parts(topics, topic, parts);
    for (size_t i = 0; i < count; i++)
        describe_part(&out, &parts[i]);
    code = door_print(&out) ? 0 : 2;
    strbuf_release(&out);
    return code;
}

/* Is passages what is asked for, and not the topics themselves? */
static bool is_search(const struct options *options)
{
    static const char *const others[] = {"list", "concepts", "check",
                                         "describe"};

    for (size_t i = 0; i < COUNT_OF(others); i++)
        if (options_has(options, others[i]))
            return false;
    return options->argument_count > 0;
}

static int answer(const struct options *options, struct service *service)
{
    struct slice name = options->argument_count
                            ? slice_of(options->arguments[0])
                            : SLICE_UNKNOWN;
    const struct topic_table *topics;
    struct slice source;
    struct error err;

    if (service_topics(service, &topics, &source, &err))
        return log_failure(&err);
    if (options_has(options, "check"))
        return check_topics(topics);
    if (slice_is_known(name) && options_has(options, "describe"))
        return describe(topics, name);
    return list_topics(options, name, topics);
}

static enum status run(const struct options *options, struct arena *arena,
                       int *code, struct error *err)
{
    struct service *service = NULL;
    enum status status;

    if (is_search(options))
        return door_search(options, slice_of(options->arguments[0]),
                           door_arguments(options, 1, arena), arena, code, err);
    status = door_open(options, false, arena, &service, err);
    if (!status)
        *code = answer(options, service);
    service_close(service);
    return status;
}

int cmd_topic(int argc, char **argv)
{
    return command_run(&usage, 0, SIZE_MAX, "a topic and a query", argc, argv,
                       run);
}
