/* lsp.h: textDocument/hover. */
#include "searchd/lsp_inside.h"
#include "searchd/place.h"
#include "searchd/reply.h"
#include "searchd/uri.h"

enum {
    TOPICS_MOST = 5,
    NAMES_MOST = 12,
    NEAREST_MOST = 4,
    WORDS_COLUMNS = 160
};

struct hover {
    const struct lsp_call *call;
    struct strbuf text;
    bool is_markdown;
};

/* Text as it stands: what Markdown would take for markup is escaped. */
static void add_plain(struct hover *hover, struct slice text)
{
    struct strbuf clean = STRBUF_INIT;

    strbuf_add_clean(&clean, text);
    for (size_t i = 0; i < clean.len; i++) {
        if (hover->is_markdown && memchr("\\`*_[]<>#|~&", clean.bytes[i], 12))
            strbuf_add_byte(&hover->text, '\\');
        strbuf_add_byte(&hover->text, clean.bytes[i]);
    }
    strbuf_release(&clean);
}

static void add_bold(struct hover *hover, struct slice text)
{
    strbuf_add_text(&hover->text, hover->is_markdown ? "**" : "");
    add_plain(hover, text);
    strbuf_add_text(&hover->text, hover->is_markdown ? "**" : "");
}

static void end_line(struct hover *hover)
{
    /* Two spaces: a line end that Markdown keeps. */
    strbuf_add_text(&hover->text, hover->is_markdown ? "  \n" : "\n");
}

static void end_paragraph(struct hover *hover)
{
    strbuf_add_text(&hover->text, "\n");
}

/* ---- the concept under the cursor ---- */

/* The sides that say a form, as far as the table tells. */
static void add_sides(struct hover *hover, const struct topic *concept,
                      struct slice form)
{
    size_t count = 0;

    for (size_t i = 0; i < concept->usage_count; i++) {
        if (!slice_equal(concept->usages[i].form, form) ||
            !slice_is_known(concept->usages[i].side))
            continue;
        strbuf_add_text(&hover->text, count++ ? ", " : " (");
        add_plain(hover, concept->usages[i].side);
    }
    if (count)
        strbuf_add_byte(&hover->text, ')');
}

static void add_concept(struct hover *hover, const struct topic *concept)
{
    size_t names = 0;

    add_bold(hover, concept->label);
    end_line(hover);
    if (concept->definition.len) {
        add_plain(hover, concept->definition);
        end_line(hover);
    }
    for (size_t i = 0; i < concept->form_count && names < NAMES_MOST; i++) {
        struct slice form = concept->forms[i].text;

        if (slice_equal(form, concept->label))
            continue;
        strbuf_add_text(&hover->text, names++ ? "; " : "Also: ");
        add_plain(hover, form);
        add_sides(hover, concept, form);
    }
    if (names)
        end_line(hover);
    end_paragraph(hover);
}

/* ---- the passage ---- */

/* "Date: 2018-07-31"; nothing where nothing is known. */
static void add_line(struct hover *hover, const char *name, struct slice text)
{
    if (!text.len)
        return;
    strbuf_add_format(&hover->text, "%s: ", name);
    add_plain(hover, text);
    end_line(hover);
}

static void add_date(struct hover *hover, const struct statement *statement)
{
    struct strbuf date = STRBUF_INIT;

    if (date_is_known(statement->date))
        reply_add_date(&date, statement);
    else
        strbuf_add_text(&date, "not known");
    if (date_is_known(statement->date) &&
        statement->date_basis != DATE_INFERRED)
        strbuf_add_format(&date, " (%s)",
                          date_basis_name(statement->date_basis));
    add_line(hover, "Date", strbuf_slice(&date));
    strbuf_release(&date);
}

static void add_speaker(struct hover *hover, const struct passage *passage)
{
    struct passage alone = *passage;
    struct strbuf text = STRBUF_INIT;

    alone.side_count = 0;
    reply_add_speaker(&text, &alone);
    add_line(hover, "Speaker", strbuf_slice(&text));
    strbuf_reset(&text);
    for (size_t i = 0; i < passage->side_count; i++) {
        strbuf_add_text(&text, i ? ", " : "");
        strbuf_add(&text, passage->sides[i]);
    }
    add_line(hover, "Side", strbuf_slice(&text));
    strbuf_reset(&text);
    reply_add_sections(&text, passage);
    add_line(hover, "Section", strbuf_slice(&text));
    strbuf_release(&text);
}

/* [id](uri) and its place. */
static void add_locator(struct hover *hover, const struct hit *hit)
{
    struct strbuf uri = STRBUF_INIT, where = STRBUF_INIT;

    place_add(&where, &hit->statement, &hit->passage);
    if (hover->is_markdown && slice_is_known(hit->path)) {
        uri_add_file(&uri, "", hit->path);
        strbuf_add_byte(&hover->text, '[');
        add_plain(hover, hit->id);
        strbuf_add_format(&hover->text, "](%s", uri.bytes);
        if (passage_is_in_file(&hit->statement, &hit->passage))
            strbuf_add_format(&hover->text, "#L%u", hit->passage.line);
        strbuf_add_text(&hover->text, ") ");
    } else {
        strbuf_add_byte(&hover->text, '[');
        add_plain(hover, hit->id);
        strbuf_add_text(&hover->text, "] ");
    }
    add_plain(hover, strbuf_slice(&where));
    strbuf_release(&uri);
    strbuf_release(&where);
}

static enum status add_topics(struct hover *hover, const struct hit *hit,
                              struct error *err)
{
    const struct topic *topics[TOPICS_MOST];
    const struct concepts *concepts;
    struct concept_place *found;
    size_t count;
    enum status status =
        service_concepts(hover->call->context->service, &concepts, err);

    if (status)
        return status;
    concepts_find(concepts, hit->passage.text, lsp_language(hit),
                  hover->call->arena, &found, &count);
    count = concepts_topics(concepts, found, count, hover->call->arena, topics,
                            TOPICS_MOST);
    for (size_t i = 0; i < count; i++) {
        strbuf_add_text(&hover->text, i ? ", " : "Topics: ");
        add_plain(hover, topics[i]->label);
    }
    if (count)
        end_line(hover);
    return STATUS_OK;
}

static enum status add_passage(struct hover *hover, const struct hit *hit,
                               struct error *err)
{
    enum status status;

    add_bold(hover, hit->statement.title.len ? hit->statement.title
                                             : hit->statement.id);
    end_line(hover);
    add_date(hover, &hit->statement);
    add_line(hover, "Issuer", hit->statement.issuer);
    add_line(hover, "Author", hit->statement.author);
    add_speaker(hover, &hit->passage);
    status = add_topics(hover, hit, err);
    add_locator(hover, hit);
    end_line(hover);
    end_paragraph(hover);
    return status;
}

/* ---- the nearest passages elsewhere ---- */

static void add_near(struct hover *hover, const struct hit *hit, size_t place)
{
    struct strbuf text = STRBUF_INIT;

    strbuf_add_text(&hover->text, place ? "" : "Nearest elsewhere:\n\n");
    strbuf_add_text(&hover->text, "- ");
    lsp_add_source(&text, hit);
    strbuf_add_text(&text, ": ");
    lsp_add_words(&text, hit, WORDS_COLUMNS);
    add_plain(hover, strbuf_slice(&text));
    strbuf_add_byte(&hover->text, ' ');
    add_locator(hover, hit);
    strbuf_add_byte(&hover->text, '\n');
    strbuf_release(&text);
}

static enum status add_nearest(struct hover *hover, const struct hit *hit,
                               struct error *err)
{
    static const struct related_request request = {
        .most = NEAREST_MOST, .is_elsewhere = true, .is_placed = true};
    const struct lsp_call *call = hover->call;
    struct rank_result near;
    enum status status =
        service_related(call->context->service, hit->id, &request,
                        call->context->stop, call->arena, &near, err);

    for (size_t i = 0; !status && i < near.count; i++)
        add_near(hover, &near.hits[i], i);
    return status;
}

/* ---- all of it ---- */

static void put_hover(const struct hover *hover, const struct lsp_look *look,
                      struct json_writer *json)
{
    const struct lsp_range *range =
        look->spot ? &look->spot->range : &look->named;

    json_begin_object(json);
    json_key(json, "contents");
    json_begin_object(json);
    json_add_text(json, "kind",
                  hover->is_markdown ? SLICE("markdown") : SLICE("plaintext"));
    json_add_text(json, "value", slice_trim(strbuf_slice(&hover->text)));
    json_end_object(json);
    json_key(json, "range");
    lsp_put_range(json, &look->view.text, range,
                  hover->call->task->client.units);
    json_end_object(json);
}

enum status lsp_hover(const struct lsp_call *call, struct json_writer *json,
                      struct error *err)
{
    struct hover hover = {.call = call,
                          .is_markdown = call->task->client.has_markdown};
    struct lsp_look look;
    enum status status = lsp_look(call, &look, err);

    if (!status)
        status = lsp_look_at_concept(call, &look, err);
    if (!status && look.concept)
        add_concept(&hover, look.concept);
    if (!status && look.spot)
        status = add_passage(&hover, look.spot->hit, err);
    if (!status && look.spot)
        status = add_nearest(&hover, look.spot->hit, err);
    if (!status && hover.text.len)
        put_hover(&hover, &look, json);
    else if (!status)
        json_put_null(json);
    strbuf_release(&hover.text);
    return status;
}
