/* terms: text to terms, in all the languages. */
#include <stdio.h>
#include <string.h>

#include "tests/unit/unit.h"

#include "common/terms.h"

struct row {
    const char *language;
    const char *text;
    const char *terms; /* joined by spaces */
};

static char *joined(struct analyser *analyser, struct arena *arena,
                    const char *text, const char *language)
{
    struct strbuf all = STRBUF_INIT;
    struct term *terms;
    size_t count;
    char *copy;

    terms_analyse(analyser, slice_of(text), slice_of(language), arena, &terms,
                  &count);
    for (size_t i = 0; i < count; i++) {
        if (i)
            strbuf_add_byte(&all, ' ');
        strbuf_add(&all, terms[i].text);
    }
    copy = arena_copy(arena, strbuf_slice(&all).bytes, all.len);
    strbuf_release(&all);
    return copy;
}

static void check_rows(const struct row *rows, size_t count)
{
    struct analyser *analyser = analyser_new();
    struct arena arena = ARENA_INIT;

    for (size_t i = 0; i < count; i++) {
        char *terms = joined(analyser, &arena, rows[i].text, rows[i].language);
        if (strcmp(terms, rows[i].terms) != 0)
            fail_msg("row %zu: %s: '%s', not '%s'", i, rows[i].text, terms,
                     rows[i].terms);
    }
    arena_release(&arena);
    analyser_free(analyser);
}

static void test_english(void **state)
{
    static const struct row rows[] = {
        {"en", "Missile defenses", "missil defens"},
        {"en", "Missile Defence", "missil defens"},
        {"en", "the U.S.-Japan alliance", "the u.s japan allianc"},
        {"en", "a \"2+2\" meeting", "a 2+2 meet"},
        {"en", "２＋２", "2+2"},
        {"en", "S-400", "s 400"},
        {"en", "Covid-19", "covid 19"},
        {"en", "1,000 and 18.3 on 31.07.2018", "1000 and 18.3 on 31 07 2018"},
        {"en", "1,234,567.5; 2,5; 0,125", "1234567.5 2.5 0.125"},
        {"en", "Japan's, Japan’s", "japan japan"},
        {"en", "we'll, they've, I'm", "we they i"},
        {"en", "co-operation, cooperation, coöperation",
         "cooper cooper cooper"},
        {"en", "co\u00ADoperation", "cooper"},
        {"en", "Sana'a Sana’a Sanaa", "sanaa sanaa sanaa"},
        {"en", "Fernández Fernandez Ferna\u0301ndez",
         "fernandez fernandez fernandez"},
        {"en", "nonproliferation of weapons", "non prolifer of weapon"},
        {"en", "the 1970s, the 1970's", "the 1970 the 1970"},
        {"en", "A/RES/73/1", "a res 73 1"},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

/* An acronym that is also a word is known by its capitals or its points. */
static void test_acronyms(void **state)
{
    static const struct row rows[] = {
        {"en", "the D.P.R.K. and the DPRK", "the dprk and the dprk"},
        {"en", "US forces protect us", "u.s forc protect us"},
        {"en", "US", "u.s"},
        {"en", "us", "us"},
        {"en", "U.S. US U.S", "u.s u.s u.s"},
        {"en", "the U.S.'s and the US's", "the u.s and the u.s"},
        {"en", "the USA and the U.S.A.", "the usa and the usa"},
        {"en", "who is the WHO?", "who is the w.h.o"},
        {"en", "its IT sector; it", "it i.t sector it"},
        {"en", "U.N., UN, un", "u.n u.n u.n"},
        {"fr", "un pays, UN Women", "un pay u.n women"},
        {"en", "LET US BUILD A BETTER WORLD FOR ALL",
         "let us build a better world for all"},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_other_languages(void **state)
{
    static const struct row rows[] = {
        {"fr", "L’accord sur l'État", "l accord sur l etat"},
        {"fr", "territoires, territoire", "territoir territoir"},
        {"fr", "dénucléarisation", "denuclearis"},
        {"ru", "Южные Курилы, Южных Курил", "южн курил южн кур"},
        {"ru", "ещё еще", "ещ ещ"},
        {"ru", "missiles США", "missil сша"},
        {"en", "ракеты missiles", "ракет missil"},
        {"es", "las negociaciones", "las negoci"},
        {"de", "Städte Stadt", "stadt stadt"},
        {"de", "Straße", "strass"},
        {"pt", "cooperação", "cooper"},
        {"it", "dell'accordo, accordi", "dell accord accord"},
        {"uk", "Об’єднаних Об'єднаних", "обєднаних обєднаних"},
        {"tr", "İstanbul'da", "istanbul"},
        {"el", "Ελλάδας", "ελλαδ"},
        {"xx", "Words stay", "words stay"},
        {"", "Words stay", "words stay"},
        {"ja", "北方領土、missiles", "北方 方領 領土 missil"},
        {"ja", "北方4島", "北方 4 島"},
        {"ja", "ﾐｻｲﾙ", "ミサ サイ イル"},
        {"zh", "外交部", "外交 交部"},
        {"ko", "한국의 입장", "한국 국의 입장"},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_exact_is_the_folded_word(void **state)
{
    static const struct row rows[] = {
        {"en", "Missiles", "missiles"},
        {"en", "Defences", "defences"},
        {"en", "Fernández", "fernández"},
        {"en", "Japan's", "japan"},
        {"en", "U.S.", "u.s"},
    };
    struct analyser *analyser = analyser_new();
    struct arena arena = ARENA_INIT;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct term *terms;
        size_t count;

        terms_analyse(analyser, slice_of(rows[i].text),
                      slice_of(rows[i].language), &arena, &terms, &count);
        assert_int_equal(count, 1);
        assert_slice(terms[0].exact, rows[i].terms);
    }
    arena_release(&arena);
    analyser_free(analyser);
}

static void test_positions_count_words_and_ranges_cover_them(void **state)
{
    struct slice text = SLICE("The \u201CU.S.\u201D, ＮＡＴＯ; 北方領土.");
    static const char *const parts[] = {"The",  "U.S.", "ＮＡＴＯ",
                                        "北方", "方領", "領土"};
    struct analyser *analyser = analyser_new();
    struct arena arena = ARENA_INIT;
    struct term *terms;
    size_t count;

    (void)state;
    terms_analyse(analyser, text, SLICE("en"), &arena, &terms, &count);
    assert_int_equal(count, COUNT_OF(parts));
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(terms[i].position, i + 1);
        assert_slice(slice_part(text, terms[i].start, terms[i].end), parts[i]);
    }
    arena_release(&arena);
    analyser_free(analyser);
}

static void test_a_long_word_is_cut_at_a_character(void **state)
{
    struct strbuf text = STRBUF_INIT;
    struct analyser *analyser = analyser_new();
    struct arena arena = ARENA_INIT;
    struct term *terms;
    size_t count;

    (void)state;
    strbuf_add_text(&text, "a");
    for (int i = 0; i < 1000; i++)
        strbuf_add_text(&text, "ж");
    terms_analyse(analyser, strbuf_slice(&text), SLICE("ru"), &arena, &terms,
                  &count);
    assert_int_equal(count, 1);
    assert_int_equal(terms[0].exact.len, TERMS_BYTES_MOST - 1);
    assert_true(terms[0].text.len <= TERMS_BYTES_MOST);
    assert_int_equal(terms[0].end, text.len);
    strbuf_release(&text);
    arena_release(&arena);
    analyser_free(analyser);
}

/* The terms outlive the text, further texts and the arena of others. */
static void test_terms_stay_as_they_are(void **state)
{
    struct analyser *analyser = analyser_new();
    struct arena arena = ARENA_INIT, other = ARENA_INIT;
    char text[] = "missiles defence";
    struct term *terms, *more;
    size_t count;

    (void)state;
    terms_analyse(analyser, slice_of(text), SLICE("en"), &arena, &terms,
                  &count);
    memset(text, 'x', strlen(text));
    for (int i = 0; i < 20000; i++) {
        char word[32];
        size_t len = (size_t)snprintf(word, sizeof word, "w%dx", i);

        terms_analyse(analyser, (struct slice){word, len}, SLICE("en"), &other,
                      &more, &count);
        arena_reset(&other);
    }
    assert_slice(terms[0].text, "missil");
    assert_slice(terms[1].exact, "defence");
    arena_release(&other);
    arena_release(&arena);
    analyser_free(analyser);
}

/* ---- any bytes at all ---- */

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* Pieces that meet one another in all ways: letters of every script, marks,
 * signs that join, characters of which one stands for several, bad bytes. */
static void add_random(struct strbuf *out, uint64_t *random)
{
    static const char *const pieces[] = {
        "a",
        "US",
        "non",
        "co-",
        "e",
        "ing",
        "'",
        "’",
        ".",
        ",",
        "+",
        "-",
        "7",
        "400",
        " ",
        "\n",
        "é",
        "e\u0301",
        "ﬁ",
        "ß",
        "İ",
        "ё",
        "Ж",
        "б",
        "北",
        "が",
        "か\u3099",
        "한",
        "\u1112\u1161",
        "ก",
        "ำ",
        "ั",
        "㍿",
        "½",
        "…",
        "\u200B",
        "\u00AD",
        "\u0301",
        "٢",
        "م",
        "\xFF",
        "\xE5\x8C",
        "\xC3",
        "𠮷",
        "☃",
        "Ⅷ",
        "㎞",
        "\x01",
        "l'",
    };
    size_t count = next_random(random) % 40;

    strbuf_reset(out);
    for (size_t i = 0; i < count; i++) {
        uint64_t pick = next_random(random);
        if (pick % 50 == 0)
            strbuf_add_byte(out, (char)(pick >> 32));
        else
            strbuf_add_text(out, pieces[(pick >> 8) % COUNT_OF(pieces)]);
    }
}

static bool is_boundary(struct slice text, size_t at)
{
    return at >= text.len || ((unsigned char)text.bytes[at] & 0xC0) != 0x80;
}

static void check_term(struct slice text, const struct term *terms, size_t i)
{
    const struct term *term = &terms[i];

    assert_int_equal(term->position, i + 1);
    assert_true(term->start < term->end);
    assert_true(term->end <= text.len);
    assert_true(i == 0 || terms[i - 1].start <= term->start);
    assert_true(is_boundary(text, term->start));
    assert_true(term->text.len > 0 && term->text.len <= TERMS_BYTES_MOST);
    assert_true(term->exact.len > 0 && term->exact.len <= TERMS_BYTES_MOST);
    assert_null(memchr(term->text.bytes, '\0', term->text.len));
}

static void test_any_bytes_give_ordered_ranges(void **state)
{
    static const char *const languages[] = {"en", "fr", "it", "ru", "ja",
                                            "tr", "ar", "el", "de", ""};
    uint64_t random = 20181126;
    struct analyser *analyser = analyser_new();
    struct arena arena = ARENA_INIT;
    struct strbuf text = STRBUF_INIT;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        struct term *terms;
        size_t count;

        add_random(&text, &random);
        terms_analyse(analyser, strbuf_slice(&text),
                      slice_of(languages[round % 10]), &arena, &terms, &count);
        for (size_t i = 0; i < count; i++)
            check_term(strbuf_slice(&text), terms, i);
        terms_fold_person(terms_fold_name(strbuf_slice(&text), &arena), &arena);
        arena_reset(&arena);
    }
    strbuf_release(&text);
    arena_release(&arena);
    analyser_free(analyser);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_english),
        cmocka_unit_test(test_acronyms),
        cmocka_unit_test(test_other_languages),
        cmocka_unit_test(test_exact_is_the_folded_word),
        cmocka_unit_test(test_positions_count_words_and_ranges_cover_them),
        cmocka_unit_test(test_a_long_word_is_cut_at_a_character),
        cmocka_unit_test(test_terms_stay_as_they_are),
        cmocka_unit_test(test_any_bytes_give_ordered_ranges),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
