/* Where a text has the forms of a list. */
#include <stdlib.h>
#include <string.h>

#include "searchd/forms.h"

/* Where to begin to look: a first term, and whose it is. */
struct form_start {
    struct slice term;
    size_t form;
    size_t variant;
    size_t at; /* which of the variant's terms */
};

static int compare_starts(const void *a, const void *b)
{
    const struct form_start *left = a, *right = b;
    int order = slice_compare(left->term, right->term);

    if (order)
        return order;
    if (left->form != right->form)
        return left->form < right->form ? -1 : 1;
    if (left->variant != right->variant)
        return left->variant < right->variant ? -1 : 1;
    return left->at < right->at ? -1 : left->at > right->at;
}

/* A form in a row begins with its first term; the others with any. */
static size_t start_terms(const struct form *form, size_t variant)
{
    return form->kind == FORM_ROW ? 1 : form->variants[variant].count;
}

void forms_prepare(struct form_list *list, struct arena *arena)
{
    size_t most = 0;

    for (size_t i = 0; i < list->count; i++)
        for (size_t v = 0; v < list->items[i].variant_count; v++)
            most += start_terms(&list->items[i], v);
    list->starts = arena_array(arena, most, sizeof *list->starts);
    list->start_count = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct form *form = &list->items[i];

        if (form->is_prefix)
            continue; /* looked for by itself */
        for (size_t v = 0; v < form->variant_count; v++)
            for (size_t at = 0; at < start_terms(form, v); at++)
                list->starts[list->start_count++] =
                    (struct form_start){form->variants[v].terms[at], i, v, at};
    }
    if (list->start_count)
        qsort(list->starts, list->start_count, sizeof *list->starts,
              compare_starts);
}

/* The first start with this term; start_count when there is none. */
static size_t find_start(const struct form_list *list, struct slice term)
{
    size_t low = 0, high = list->start_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (slice_compare(list->starts[middle].term, term) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A text while forms are looked for in it. */
struct search {
    const struct form_list *list;
    struct slice text;
    struct slice language;
    const struct term *terms;
    size_t term_count;
    struct arena *arena;
    struct form_match *matches;
    size_t count, capacity;
};

static void add_match(struct search *search, size_t form, size_t first,
                      size_t last)
{
    if (search->count == FORM_MATCHES_MOST)
        return;
    search->matches = heap_grow(search->matches, search->count,
                                &search->capacity, sizeof *search->matches);
    search->matches[search->count++] = (struct form_match){
        form, search->terms[first].start, search->terms[last].end,
        search->terms[first].position};
}

/* The same letters in the same case; points between them do not count, an end
 * in small letters is let pass (ABMs), and full-width letters are taken on
 * trust. */
static bool has_capitals(struct slice raw, struct slice form)
{
    int32_t codepoint;
    size_t at = 0;

    if (raw.len && form.len && (raw.bytes[0] & 0x80) && !(form.bytes[0] & 0x80))
        return true;
    for (size_t i = 0; i < form.len; i++) {
        while (at < raw.len && raw.bytes[at] == '.')
            at++;
        if (at == raw.len || raw.bytes[at] != form.bytes[i])
            return false;
        at++;
    }
    if (at == raw.len)
        return true;
    utf8_decode(raw.bytes + at, raw.len - at, &codepoint);
    return !form_is_capital(codepoint);
}

/* Do two words that stand side by side belong to two sentences or items? */
static bool is_parted(const struct search *search, const struct term *word)
{
    static const char *const marks[] = {
        ",", ";", ":", ". ",           "!",
        "?", "(", ")", "\xE3\x80\x81", "\xE3\x80\x82"};
    struct slice gap;

    if (word[1].start <= word[0].end)
        return false; /* bigrams overlap */
    gap = slice_part(search->text, word[0].end, word[1].start);
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (slice_find(gap, slice_of(marks[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

/* Languages of other scripts have their Latin words stemmed as English. */
static bool is_latin_language(struct slice language)
{
    static const char *const others[] = {"ru", "uk", "be", "bg", "sr", "mk",
                                         "el", "ja", "zh", "ko", "ar", "fa",
                                         "he", "hi", "th", "ka", "hy", "kk"};

    for (size_t i = 0; i < COUNT_OF(others); i++)
        if (slice_equal(slice_part(language, 0, 2), slice_of(others[i])))
            return false;
    return true;
}

/* Is a stem of this variant the same word in the text's language? */
static bool fits_language(const struct search *search, const struct form *form,
                          const struct form_variant *variant)
{
    struct slice language = search->language;

    if (!form->is_bound || !slice_is_known(variant->language) ||
        (variant->terms[0].len && variant->terms[0].bytes[0] & 0x80))
        return true;
    if (!is_latin_language(language))
        language = SLICE("en");
    return slice_equal(slice_part(language, 0, 2),
                       slice_part(variant->language, 0, 2));
}

/* Does the text begin there with a capital? Letters of which we do not know
 * are taken on trust. */
static bool begins_large(const struct search *search, uint32_t start)
{
    int32_t codepoint;

    utf8_decode(search->text.bytes + start, search->text.len - start,
                &codepoint);
    return form_is_capital(codepoint) ||
           !((codepoint >= 'a' && codepoint <= 'z') ||
             (codepoint >= 0xDF && codepoint <= 0xFF) ||
             (codepoint >= 0x430 && codepoint <= 0x45F));
}

/* Katakana with the mark of length; the middle dot parts words. All of it has
 * three bytes. */
static bool is_katakana_at(struct slice text, size_t at)
{
    int32_t codepoint;

    if (at + 3 > text.len)
        return false;
    utf8_decode(text.bytes + at, text.len - at, &codepoint);
    return codepoint >= 0x30A1 && codepoint <= 0x30FE && codepoint != 0x30FB;
}

/* Is a place the middle of a longer word in katakana, as that of India is in
 * that of Indonesia? */
static bool is_torn(const struct search *search, uint32_t start, uint32_t end)
{
    struct slice text = search->text;

    return (start >= 3 && is_katakana_at(text, start) &&
            is_katakana_at(text, start - 3)) ||
           (end >= 3 && is_katakana_at(text, end - 3) &&
            is_katakana_at(text, end));
}

static bool row_matches(const struct search *search, const struct form *form,
                        const struct form_variant *variant, size_t first)
{
    const struct term *terms = search->terms + first;

    if (first + variant->count > search->term_count ||
        !fits_language(search, form, variant))
        return false;
    for (size_t i = 0; i < variant->count; i++) {
        if (terms[i].position != terms[0].position + i ||
            !slice_equal(terms[i].text, variant->terms[i]))
            return false;
        if (form->is_exact && !slice_equal(terms[i].exact, variant->exacts[i]))
            return false;
        if (form->is_tight && i && is_parted(search, &terms[i - 1]))
            return false;
    }
    if (form->is_name && !begins_large(search, terms[0].start))
        return false;
    if (form->is_bound &&
        is_torn(search, terms[0].start, terms[variant->count - 1].end))
        return false;
    return !form->is_capitals ||
           has_capitals(slice_part(search->text, terms[0].start,
                                   terms[variant->count - 1].end),
                        form->text);
}

/* A near begins at the first of its words that comes, whichever it is: the
 * others must follow within the window. */
static bool near_matches(const struct search *search, const struct form *form,
                         const struct form_variant *variant, size_t at,
                         size_t first)
{
    uint32_t from = search->terms[first].position;

    for (size_t i = 0; i < variant->count; i++) {
        bool is_there = i == at;

        for (size_t t = first + 1;
             !is_there && t < search->term_count &&
             search->terms[t].position - from < form->window;
             t++)
            is_there = slice_equal(search->terms[t].text, variant->terms[i]);
        if (!is_there)
            return false;
    }
    return true;
}

/* Mark each of a near's words within the window. */
static void add_near(struct search *search, size_t place,
                     const struct form_variant *variant, size_t first)
{
    const struct form *form = &search->list->items[place];
    uint32_t from = search->terms[first].position;

    for (size_t t = first; t < search->term_count &&
                           search->terms[t].position - from < form->window;
         t++)
        for (size_t i = 0; i < variant->count; i++)
            if (slice_equal(search->terms[t].text, variant->terms[i])) {
                add_match(search, place, t, t);
                break;
            }
}

static void try_start(struct search *search, const struct form_start *start,
                      size_t first)
{
    const struct form *form = &search->list->items[start->form];
    const struct form_variant *variant = &form->variants[start->variant];

    switch (form->kind) {
    case FORM_ROW:
        if (row_matches(search, form, variant, first))
            add_match(search, start->form, first, first + variant->count - 1);
        break;
    case FORM_NEAR:
        if (near_matches(search, form, variant, start->at, first))
            add_near(search, start->form, variant, first);
        break;
    case FORM_ANY:
        add_match(search, start->form, first, first);
        break;
    }
}

/* Words that begin as the form does; only the last one may go on. */
static bool prefix_matches(const struct search *search,
                           const struct form_variant *variant, size_t first)
{
    const struct term *terms = search->terms + first;

    if (first + variant->count > search->term_count)
        return false;
    for (size_t i = 0; i + 1 < variant->count; i++)
        if (!slice_equal(terms[i].text, variant->terms[i]))
            return false;
    return slice_starts(terms[variant->count - 1].exact,
                        variant->exacts[variant->count - 1]);
}

static void try_prefixes(struct search *search, size_t first)
{
    for (size_t i = 0; i < search->list->count; i++) {
        const struct form *form = &search->list->items[i];

        if (!form->is_prefix)
            continue;
        for (size_t v = 0; v < form->variant_count; v++)
            if (prefix_matches(search, &form->variants[v], first)) {
                add_match(search, i, first,
                          first + form->variants[v].count - 1);
                break;
            }
    }
}

static int compare_matches(const void *a, const void *b)
{
    const struct form_match *left = a, *right = b;

    if (left->start != right->start)
        return left->start < right->start ? -1 : 1;
    if (left->form != right->form)
        return left->form < right->form ? -1 : 1;
    return left->end < right->end ? -1 : left->end > right->end;
}

/* The same place of the same form comes from several variants. */
static size_t drop_repeats(struct form_match *matches, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (!kept || compare_matches(&matches[kept - 1], &matches[i]) != 0)
            matches[kept++] = matches[i];
    return kept;
}

/* Does the match lie in an exception of its part, or run into it? "People's
 * Republic of China" holds "Republic of China" and is none. */
static bool is_excepted(const struct form_list *list,
                        const struct form_match *match,
                        const struct form_match *exception)
{
    const struct form *form = &list->items[match->form];
    const struct form *longer = &list->items[exception->form];
    bool has_part =
        match->start < exception->end && exception->start < match->end;
    bool has_whole =
        match->start <= exception->start && exception->end <= match->end;

    return form->group == longer->group && form->part == longer->part &&
           has_part && !has_whole;
}

/* Leave out exceptions, and what lies in one of the same part. */
static size_t drop_exceptions(const struct form_list *list,
                              struct form_match *matches, size_t count,
                              struct arena *arena)
{
    struct form_match *exceptions =
        arena_array(arena, count, sizeof *exceptions);
    size_t found = 0, kept = 0;

    for (size_t i = 0; i < count; i++)
        if (list->items[matches[i].form].is_except)
            exceptions[found++] = matches[i];
    if (!found)
        return count;
    for (size_t i = 0; i < count; i++) {
        bool is_out = list->items[matches[i].form].is_except;

        for (size_t e = 0; !is_out && e < found; e++)
            is_out = is_excepted(list, &matches[i], &exceptions[e]);
        if (!is_out)
            matches[kept++] = matches[i];
    }
    return kept;
}

void forms_find(const struct form_list *list, struct slice text,
                struct slice language, const struct term *terms,
                size_t term_count, struct arena *arena, struct form_match **out,
                size_t *count)
{
    struct search search = {list,  text, language, terms, term_count,
                            arena, NULL, 0,        0};
    bool has_prefixes = false;

    for (size_t i = 0; i < list->count; i++)
        has_prefixes |= list->items[i].is_prefix;
    for (size_t first = 0; first < term_count; first++) {
        for (size_t s = find_start(list, terms[first].text);
             s < list->start_count &&
             slice_equal(list->starts[s].term, terms[first].text);
             s++)
            try_start(&search, &list->starts[s], first);
        if (has_prefixes)
            try_prefixes(&search, first);
    }
    if (search.count)
        qsort(search.matches, search.count, sizeof *search.matches,
              compare_matches);
    *count = drop_repeats(search.matches, search.count);
    *count = drop_exceptions(list, search.matches, *count, arena);
    *out = arena_array(arena, *count, sizeof **out);
    if (*count)
        memcpy(*out, search.matches, *count * sizeof **out);
    heap_free(search.matches);
}
