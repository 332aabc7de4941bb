#include "searchd/forms.h"

#include <string.h>

static bool same_terms(const struct form_variant *variant,
                       const struct term *terms, size_t count)
{
    if (variant->count != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!slice_equal(variant->terms[i], terms[i].text) ||
            !slice_equal(variant->exacts[i], terms[i].exact))
            return false;
    return true;
}

static void add_variant(struct form *form, struct slice language,
                        const struct term *terms, size_t count,
                        struct arena *arena)
{
    struct form_variant *variant = &form->variants[form->variant_count];

    for (size_t i = 0; i < form->variant_count; i++)
        if (same_terms(&form->variants[i], terms, count))
            return;
    form->variant_count++;
    variant->count = count;
    variant->language = language;
    variant->terms = arena_array(arena, count, sizeof(struct slice));
    variant->exacts = arena_array(arena, count, sizeof(struct slice));
    for (size_t i = 0; i < count; i++) {
        variant->terms[i] = terms[i].text;
        variant->exacts[i] = terms[i].exact;
    }
}

void form_make(struct analyser *analyser, struct slice text,
               const struct slice *languages, size_t language_count,
               struct arena *arena, struct form *out)
{
    *out = (struct form){.text = text};
    out->variants =
        arena_array(arena, language_count, sizeof(struct form_variant));
    for (size_t i = 0; i < language_count; i++) {
        struct term *terms;
        size_t count;

        terms_analyse(analyser, text, languages[i], arena, &terms, &count);
        if (count)
            add_variant(out, languages[i], terms, count, arena);
    }
}

bool form_is_capital(int32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
           (c >= 0x400 && c <= 0x42F);
}

bool form_is_acronym(struct slice text)
{
    size_t at = 0, capitals = 0, characters = 0;

    while (at < text.len) {
        int32_t codepoint;

        at += utf8_decode(text.bytes + at, text.len - at, &codepoint);
        characters++;
        capitals += form_is_capital(codepoint);
        if (!form_is_capital(codepoint) &&
            !(codepoint >= '0' && codepoint <= '9'))
            return false;
    }
    return capitals >= 2 && characters <= (text.bytes[0] & 0x80 ? 12 : 6);
}

bool form_is_name(struct slice text)
{
    int32_t codepoint;
    size_t at;

    if (!text.len)
        return false;
    at = utf8_decode(text.bytes, text.len, &codepoint);
    if (!form_is_capital(codepoint) || at == text.len)
        return false;
    while (at < text.len) {
        at += utf8_decode(text.bytes + at, text.len - at, &codepoint);
        if (form_is_capital(codepoint) || codepoint <= '9')
            return false; /* a space, hyphen or digit */
    }
    return true;
}

void forms_add(struct form_list *list, const struct form *form)
{
    list->items = heap_grow(list->items, list->count, &list->capacity,
                            sizeof *list->items);
    list->items[list->count++] = *form;
}

void forms_release(struct form_list *list)
{
    heap_free(list->items);
    *list = (struct form_list){0};
}
