#include "searchd/cmd_topic.h"

#include "common/log.h"
#include "searchd/door.h"
#include "searchd/snippet.h"

static const struct option_spec table[] = {
    DOOR_INDEX,
    DOOR_HITS,
    DOOR_TOPICS,
    {"concepts", 0, NULL, "list concepts that are no topics, too"},
    {"describe", 0, NULL, "tell what the topic is and its forms"},
};

static const struct options_usage usage = {
    "demarche topic [OPTION...] [NAME [QUERY...]]",
    "Without a name: list the topics. With one: find passages on it, best\n"
    "first; a query narrows them down.",
    table,
    COUNT_OF(table),
    "A topic is found by its name or any of its forms: demarche topic DPRK.",
};

static void list_text(const struct topic *topic, struct strbuf *out)
{
    size_t column = out->len;

    strbuf_add_clean(out, topic->name);
    do
        strbuf_add_byte(out, ' ');
    while (out->len - column < 24);
    strbuf_add_format(out, "%4zu forms  ", topic->form_count);
    strbuf_add_clean(out, topic->label);
    strbuf_add_byte(out, '\n');
}

static void list_json(const struct topic *topic, struct strbuf *out)
{
    struct json_writer json = JSON_WRITER(out);

    json_begin_object(&json);
    json_add_integer(&json, "schema", 1);
    json_add_text(&json, "name", topic->name);
    json_add_text(&json, "label", topic->label);
    json_key(&json, "is_topic");
    json_put_truth(&json, topic->is_topic);
    json_add_integer(&json, "forms", (int64_t)topic->form_count);
    json_add_text(&json, "description", topic->definition);
    json_add_text(&json, "narrative", topic->note);
    json_end_object(&json);
    strbuf_add_byte(out, '\n');
}

static int list_topics(const struct options *options, struct service *service)
{
    const struct topic_table *topics;
    struct strbuf out = STRBUF_INIT;
    struct slice source;
    struct error err;
    bool is_any = false;
    int code = 0;

    if (service_topics(service, &topics, &source, &err))
        return log_failure(&err);
    for (size_t i = 0; i < topic_table_count(topics); i++) {
        const struct topic *topic = topic_table_at(topics, i);

        if (!topic->is_topic && !options_has(options, "concepts"))
            continue;
        is_any = true;
        if (options_has(options, "json"))
            list_json(topic, &out);
        else
            list_text(topic, &out);
    }
    if (!door_print(&out))
        code = 2;
    strbuf_release(&out);
    if (!is_any)
        log_note("there are no topics: name a file or folder by --topics or "
                 "$DEMARCHE_TOPICS");
    return is_any ? code : 1;
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

static int describe(struct service *service, struct slice name)
{
    struct topic_part parts[TOPIC_PARTS_MOST];
    const struct topic_table *topics;
    const struct topic *topic;
    struct strbuf out = STRBUF_INIT;
    struct slice source;
    struct error err;
    size_t count;
    int code;

    if (service_topics(service, &topics, &source, &err))
        return log_failure(&err);
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

static int run(const struct options *options, struct service *service,
               struct arena *arena)
{
    struct slice name = options->argument_count
                            ? slice_of(options->arguments[0])
                            : SLICE_UNKNOWN;

    if (!slice_is_known(name))
        return list_topics(options, service);
    if (options_has(options, "describe"))
        return describe(service, name);
    return door_search(options, service, name,
                       door_arguments(options, 1, arena));
}

int cmd_topic(int argc, char **argv)
{
    struct arena arena = ARENA_INIT;
    struct service *service = NULL;
    struct options options;
    struct error err;
    enum status status =
        options_parse(&usage, argc, argv, &arena, &options, &err);
    int code;

    log_set_program("demarche topic");
    if (!status)
        status = door_open(&options,
                           options.argument_count > 0 &&
                               !options_has(&options, "describe"),
                           &arena, &service, &err);
    if (status)
        code = status == STATUS_END ? 0 : log_failure(&err);
    else
        code = run(&options, service, &arena);
    service_close(service);
    arena_release(&arena);
    return code;
}
