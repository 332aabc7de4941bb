#include "common/document.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "common/fold.h"
#include "common/index_entry.h"
#include "common/schema.h"

/* Positions between two headings, and between a text and its title, so that
 * no phrase runs across them. */
enum { HEADING_GAP = 100 };

/* The parts of a document, while they grow. */
struct draft {
    struct arena *arena;
    struct likeness *likeness; /* NULL: not asked for */
    struct index_posting *postings;
    size_t posting_count;
    size_t posting_capacity;
    struct slice *filters;
    size_t filter_count;
    size_t filter_capacity;
    struct index_value *values;
    size_t value_count;
    size_t value_capacity;
};

/* ---- terms without a position ---- */

/* Ids and addresses are what they are; all else is folded as a name. */
static struct slice fold_value(const char *prefix, struct slice value,
                               struct arena *arena)
{
    static const char *const exact[] = {PREFIX_ID, PREFIX_STATEMENT, PREFIX_URL,
                                        PREFIX_HOST, PREFIX_KIND};

    for (size_t i = 0; i < COUNT_OF(exact); i++)
        if (!strcmp(prefix, exact[i]))
            return value;
    value = terms_fold_name(value, arena);
    if (!strcmp(prefix, PREFIX_SPEAKER))
        value = terms_fold_person(value, arena);
    return value;
}

/* Bytes that the library counts for a term: a NUL is stored as two. */
static size_t stored_len(struct slice text)
{
    size_t len = text.len;

    for (size_t i = 0; i < text.len; i++)
        len += text.bytes[i] == '\0';
    return len;
}

/* PREFIX and text within the limit, cut at a character. */
static struct slice make_term(const char *prefix, struct slice text,
                              struct arena *arena)
{
    size_t prefix_len = strlen(prefix);
    size_t most = SCHEMA_TERM_BYTES_MOST - prefix_len;
    char *term;

    while (stored_len(text) > most) {
        size_t over = stored_len(text) - most;

        text.len = utf8_cut(text.bytes, text.len,
                            over < text.len ? text.len - (over + 1) / 2 : 0);
    }
    term = arena_alloc(arena, prefix_len + text.len + 1);
    memcpy(term, prefix, prefix_len);
    if (text.len)
        memcpy(term + prefix_len, text.bytes, text.len);
    return (struct slice){term, prefix_len + text.len};
}

struct slice document_filter(const char *prefix, struct slice value,
                             struct arena *arena)
{
    return make_term(prefix, fold_value(prefix, value, arena), arena);
}

struct slice document_file_term(struct slice file_key, struct arena *arena)
{
    char term[INDEX_FILE_TERM_SIZE];

    index_file_term(file_key, term);
    return slice_copy(arena, slice_of(term));
}

static void *grow(struct draft *draft, void *items, size_t count,
                  size_t *capacity, size_t size)
{
    void *more;

    if (count < *capacity)
        return items;
    *capacity = *capacity ? 2 * *capacity : 32;
    more = arena_array(draft->arena, *capacity, size);
    if (count)
        memcpy(more, items, count * size);
    return more;
}

static void add_filter(struct draft *draft, const char *prefix,
                       struct slice value)
{
    struct slice term;

    if (!value.len)
        return;
    term = document_filter(prefix, value, draft->arena);
    if (term.len == strlen(prefix))
        return; /* nothing is left of it when folded */
    draft->filters = grow(draft, draft->filters, draft->filter_count,
                          &draft->filter_capacity, sizeof *draft->filters);
    draft->filters[draft->filter_count++] = term;
}

/* Each word of a name. */
static void add_words(struct draft *draft, const char *prefix,
                      struct slice name)
{
    struct slice rest, word;

    if (!name.len)
        return;
    rest = terms_fold_name(name, draft->arena);
    while (slice_next(&rest, ' ', &word))
        add_filter(draft, prefix, word);
}

/* The host of http://user@HOST:8080/path, without "www.". */
static struct slice host_of(struct slice url)
{
    size_t start = slice_find(url, SLICE("://"), 0);
    struct slice host, part;

    if (start == SIZE_MAX)
        return SLICE_UNKNOWN;
    host = slice_part(url, start + 3, url.len);
    for (size_t i = 0; i < host.len; i++)
        if (strchr("/?#", host.bytes[i]))
            host.len = i;
    start = slice_find(host, SLICE("@"), 0);
    if (start != SIZE_MAX)
        host = slice_part(host, start + 1, host.len);
    if (slice_next(&host, ':', &part))
        host = part;
    if (slice_starts(host, SLICE("www.")))
        host = slice_part(host, 4, host.len);
    return host;
}

static void add_file_name(struct draft *draft, struct slice file)
{
    struct slice name = file, stem;

    for (size_t i = 0; i < file.len; i++)
        if (file.bytes[i] == '/')
            name = slice_part(file, i + 1, file.len);
    stem = name;
    while (stem.len && stem.bytes[stem.len - 1] != '.')
        stem.len--;
    add_filter(draft, PREFIX_PATH, name);
    if (stem.len > 1)
        add_filter(draft, PREFIX_PATH, slice_part(stem, 0, stem.len - 1));
}

/* "pt" for "pt-BR". */
static struct slice main_language(struct slice language)
{
    struct slice part;

    return slice_next(&language, '-', &part) ? part : language;
}

static void add_filters(struct draft *draft, const struct statement *statement,
                        const struct passage *passage, struct slice language)
{
    add_filter(draft, PREFIX_ID,
               passage_id(draft->arena, statement->id, passage->n));
    add_filter(draft, PREFIX_STATEMENT, statement->id);
    add_filter(draft, PREFIX_KIND, slice_of(passage_kind_name(passage->kind)));
    add_filter(draft, PREFIX_LANGUAGE, main_language(language));
    add_filter(draft, PREFIX_URL, statement->url);
    add_filter(draft, PREFIX_HOST, host_of(statement->url));
    add_file_name(draft, statement->file);
    add_words(draft, PREFIX_SPEAKER, passage->speaker);
    for (size_t i = 0; i < passage->side_count; i++)
        add_filter(draft, PREFIX_SIDE, passage->sides[i]);
    for (size_t i = 0; i < passage->about_count; i++)
        add_filter(draft, PREFIX_ABOUT, passage->about[i]);
    add_filter(draft, PREFIX_COUNTRY, statement->issuer_side);
    add_words(draft, PREFIX_ISSUER, statement->issuer);
    add_words(draft, PREFIX_ISSUER, statement->issuer_side);
}

/* ---- terms with a position ---- */

static enum likeness_kind kind_of(struct slice text, const struct term *term)
{
    int32_t codepoint;

    for (size_t i = 0; i < term->exact.len; i++)
        if (term->exact.bytes[i] >= '0' && term->exact.bytes[i] <= '9')
            return LIKENESS_NUMBER;
    utf8_decode(text.bytes + term->start, text.len - term->start, &codepoint);
    return fold_is_capital(codepoint) ? LIKENESS_NAME : LIKENESS_PLAIN;
}

static void read_words(struct likeness *likeness, struct slice text,
                       const struct term *terms, size_t count)
{
    likeness_begin_passage(likeness);
    for (size_t i = 0; i < count; i++)
        likeness_add(likeness, terms[i].text, kind_of(text, &terms[i]));
}

/* Words of the text count 1 each: they make up the length that BM25 holds
 * against a passage. Those of title and headings, under their prefixes, count
 * 0: they stand over every passage of the statement alike, so they say nothing
 * about how long this one is; a search weighs them as if they stood there
 * once. */
static size_t add_text(struct draft *draft, struct analyser *analyser,
                       const char *prefix, struct slice text,
                       struct slice language, uint32_t position, uint32_t count)
{
    struct term *terms;
    size_t term_count;

    if (!text.len)
        return 0;
    terms_analyse(analyser, text, terms_language(language), draft->arena,
                  &terms, &term_count);
    if (draft->likeness && !prefix[0])
        read_words(draft->likeness, text, terms, term_count);
    for (size_t i = 0; i < term_count; i++) {
        struct slice term = terms[i].text;

        if (prefix[0] || term.len > SCHEMA_TERM_BYTES_MOST)
            term = make_term(prefix, term, draft->arena);
        draft->postings =
            grow(draft, draft->postings, draft->posting_count,
                 &draft->posting_capacity, sizeof *draft->postings);
        draft->postings[draft->posting_count++] =
            (struct index_posting){term, position + terms[i].position, count};
    }
    return term_count;
}

static size_t add_texts(struct draft *draft, struct analyser *analyser,
                        const struct statement *statement,
                        const struct passage *passage, struct slice language)
{
    uint32_t position = 0;
    size_t words = add_text(draft, analyser, "", passage->text, language, 0, 1);

    draft->likeness = NULL; /* titles and headings are not of the text */
    add_text(draft, analyser, PREFIX_TITLE, statement->title,
             statement->language, 0, 0);
    for (size_t i = 0; i < passage->section_count; i++)
        position +=
            HEADING_GAP + (uint32_t)add_text(draft, analyser, PREFIX_SECTION,
                                             passage->sections[i],
                                             statement->language, position, 0);
    /* A passage that is all of its statement has the title for itself: its
     * words count as those of the text, once more. */
    if (passage->is_whole)
        add_text(draft, analyser, "", statement->title, statement->language,
                 HEADING_GAP + (uint32_t)words, 1);
    /* A passage without a word ("***"): the library's check takes positions
     * of a document of no length for damage. */
    if (!words && draft->posting_count)
        draft->postings[0].count = 1;
    return words;
}

/* ---- values ---- */

static void add_value(struct draft *draft, unsigned slot, struct slice bytes)
{
    draft->values = grow(draft, draft->values, draft->value_count,
                         &draft->value_capacity, sizeof *draft->values);
    draft->values[draft->value_count++] = (struct index_value){slot, bytes};
}

static void add_number(struct draft *draft, unsigned slot, uint32_t number)
{
    char *bytes = arena_alloc(draft->arena, 4);

    for (int i = 0; i < 4; i++)
        bytes[i] = (char)(unsigned char)(number >> (24 - 8 * i));
    add_value(draft, slot, (struct slice){bytes, 4});
}

static void add_values(struct draft *draft, const struct statement *statement,
                       const struct passage *passage, size_t words)
{
    struct date last = date_is_known(statement->date_end) ? statement->date_end
                                                          : statement->date;

    if (date_is_known(statement->date)) {
        add_number(draft, SLOT_DATE_FIRST, date_first_number(statement->date));
        add_number(draft, SLOT_DATE_LAST, date_last_number(last));
    }
    if (statement->id.len)
        add_value(draft, SLOT_STATEMENT, statement->id);
    add_number(draft, SLOT_NUMBER, passage->n);
    add_number(draft, SLOT_LENGTH, (uint32_t)words);
}

/* ---- all of it ---- */

static struct slice encode(const struct statement *statement,
                           const struct passage *passage, struct arena *arena)
{
    struct strbuf bytes = STRBUF_INIT;
    struct slice data;

    passage_encode(&bytes, statement, passage);
    data = slice_copy(arena, strbuf_slice(&bytes));
    strbuf_release(&bytes);
    return data;
}

void document_build_like(struct analyser *analyser,
                         const struct statement *statement,
                         const struct passage *passage, struct slice file_key,
                         struct likeness *likeness, struct arena *arena,
                         struct index_document *out)
{
    struct draft draft = {.arena = arena, .likeness = likeness};
    struct slice language = slice_is_known(passage->language)
                                ? passage->language
                                : statement->language;
    size_t words = add_texts(&draft, analyser, statement, passage, language);

    add_filters(&draft, statement, passage, language);
    add_values(&draft, statement, passage, words);
    draft.filters = grow(&draft, draft.filters, draft.filter_count,
                         &draft.filter_capacity, sizeof *draft.filters);
    draft.filters[draft.filter_count++] = document_file_term(file_key, arena);
    *out = (struct index_document){
        .data = encode(statement, passage, arena),
        .postings = draft.postings,
        .posting_count = draft.posting_count,
        .filters = draft.filters,
        .filter_count = draft.filter_count,
        .values = draft.values,
        .value_count = draft.value_count,
    };
}

void document_build(struct analyser *analyser,
                    const struct statement *statement,
                    const struct passage *passage, struct slice file_key,
                    struct arena *arena, struct index_document *out)
{
    document_build_like(analyser, statement, passage, file_key, NULL, arena,
                        out);
}

void document_seal(const struct likeness *likeness,
                   const struct statement *statement, uint32_t passages,
                   struct arena *arena, struct index_seal *out)
{
    struct likeness_sketch sketch;
    struct strbuf bytes = STRBUF_INIT;

    likeness_finish(likeness, &sketch);
    if (date_is_known(statement->date)) {
        struct date last = date_is_known(statement->date_end)
                               ? statement->date_end
                               : statement->date;

        sketch.first_day = date_first_number(statement->date);
        sketch.last_day = date_last_number(last);
    }
    likeness_encode(&sketch, &bytes);
    *out = (struct index_seal){.passages = passages};
    out->anchor_count = likeness_anchors(&sketch, out->anchors);
    out->bytes = slice_copy(arena, strbuf_slice(&bytes));
    strbuf_release(&bytes);
}
