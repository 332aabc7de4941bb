#include "searchd/suggest.h"

#include <string.h>

#include "common/schema.h"
#include "searchd/hits.h"

enum {
    HEAD_CHARACTERS = 2, /* a near word begins alike */
    STEM_LENGTH_LEAST = 5,
    TERMS_MOST = 20000, /* looked at for one word */
    WORDS_MOST = 3,
    IDS_MOST = 5
};

/* The word in whose place a term stands, as a passage has it. */
static enum status word_of(const struct planner_context *context,
                           struct slice term, struct arena *arena,
                           struct slice *out, struct error *err)
{
    uint32_t *documents;
    struct slice bytes;
    struct hit hit;
    struct term *terms;
    size_t count;
    enum status status = index_reader_holding(context->reader, term, 1, arena,
                                              &documents, &count, err);

    *out = term;
    if (status || !count)
        return status;
    status =
        index_reader_data(context->reader, documents[0], arena, &bytes, err);
    if (!status)
        status = hit_decode(bytes, arena, &hit, err);
    if (status)
        return status;
    terms_analyse(context->analyser, hit.passage.text,
                  terms_language(hit.statement.language), arena, &terms,
                  &count);
    for (size_t i = 0; i < count; i++)
        if (slice_equal(terms[i].text, term))
            *out = terms[i].exact;
    return STATUS_OK;
}

static size_t head_length(struct slice text)
{
    size_t at = 0;

    for (int i = 0; i < HEAD_CHARACTERS && at < text.len; i++) {
        int32_t codepoint;

        at += utf8_decode(text.bytes + at, text.len - at, &codepoint);
    }
    return at;
}

/* The nearest term that begins alike; unknown when none is near. */
static enum status nearest(const struct planner_context *context,
                           struct slice word, struct arena *arena,
                           struct slice *out, struct error *err)
{
    struct slice head = slice_part(word, 0, head_length(word));
    size_t most = word.len > 5 ? 2 : 1, best = most + 1, count;
    uint64_t best_frequency = 0;
    struct index_term *terms;
    enum status status = index_reader_terms(context->reader, head, TERMS_MOST,
                                            arena, &terms, &count, err);

    *out = SLICE_UNKNOWN;
    for (size_t i = 0; !status && i < count; i++) {
        struct slice rest = slice_part(word, head.len, word.len);
        size_t distance = topic_distance(terms[i].text, rest, most);

        /* a stem, whose ending is misspelt */
        if (distance > most && slice_starts(rest, terms[i].text) &&
            head.len + terms[i].text.len >= STEM_LENGTH_LEAST)
            distance = most;

        if (distance < best || (distance == best && distance <= most &&
                                terms[i].frequency > best_frequency)) {
            best = distance;
            best_frequency = terms[i].frequency;
            *out =
                plan_term(arena, slice_copy(arena, head).bytes, terms[i].text)
                    ->term;
        }
    }
    return status;
}

/* Is any variant of the form in the index, in whatever area? */
static enum status is_known(const struct planner_context *context,
                            const struct form *form, struct arena *arena,
                            bool *out, struct error *err)
{
    static const char *const prefixes[] = {"", PREFIX_SECTION, PREFIX_TITLE};
    enum status status = STATUS_OK;

    *out = false;
    for (size_t v = 0; !status && v < form->variant_count; v++)
        for (size_t i = 0; !status && i < COUNT_OF(prefixes); i++) {
            uint64_t frequency = 0;

            status = index_reader_frequency(
                context->reader,
                plan_term(arena, prefixes[i], form->variants[v].terms[0])->term,
                &frequency, err);
            *out |= frequency > 0;
        }
    return status;
}

static enum status suggest_word(const struct planner_context *context,
                                const struct form *form, struct arena *arena,
                                struct strbuf *text, int *words,
                                struct error *err)
{
    struct slice term, word;
    bool is_there;
    enum status status = is_known(context, form, arena, &is_there, err);

    if (status || is_there)
        return status;
    ++*words;
    strbuf_add_format(text, "%sno passage has '%.*s'", text->len ? "; " : "",
                      SLICE_ARG(form->text));
    status = nearest(context, form->variants[0].terms[0], arena, &term, err);
    if (!status && slice_is_known(term)) {
        status = word_of(context, term, arena, &word, err);
        if (!status)
            strbuf_add_format(text, "; did you mean '%.*s'?", SLICE_ARG(word));
    }
    return status;
}

enum status suggest_words(const struct planner_context *context,
                          const struct planned *planned, struct arena *arena,
                          struct slice *out, struct error *err)
{
    struct strbuf text = STRBUF_INIT;
    enum status status = STATUS_OK;
    int words = 0;

    *out = SLICE_UNKNOWN;
    for (size_t i = 0; !status && i < planned->forms.count; i++) {
        const struct form *form = &planned->forms.items[i];
        const struct planner_leaf *leaf = &planned->leaves[form->group];

        if (leaf->topic || leaf->is_implied || leaf->is_negative ||
            form->is_prefix || form->variant_count == 0 ||
            form->variants[0].count != 1 || words == WORDS_MOST)
            continue;
        status = suggest_word(context, form, arena, &text, &words, err);
    }
    if (!status && text.len)
        *out = slice_copy(arena, strbuf_slice(&text));
    strbuf_release(&text);
    return status;
}

enum status suggest_ids(struct index_reader *reader, struct slice id,
                        struct arena *arena, struct strbuf *out,
                        struct error *err)
{
    struct index_term *found = NULL;
    size_t count = 0, len = id.len;
    enum status status = STATUS_OK;

    while (!status && !count && len > 0) {
        status = index_reader_terms(
            reader, plan_term(arena, PREFIX_ID, slice_part(id, 0, len))->term,
            IDS_MOST, arena, &found, &count, err);
        if (!count)
            len = utf8_cut(id.bytes, id.len, len - 1);
    }
    for (size_t i = 0; !status && i < count; i++)
        strbuf_add_format(out, "%s%.*s%.*s", i ? ", " : "", (int)len, id.bytes,
                          SLICE_ARG(found[i].text));
    return status;
}
