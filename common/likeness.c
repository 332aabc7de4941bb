#include "common/likeness.h"

#include <string.h>

#include "common/bytes.h"

/* Of the polynomial that hashes a run of words: odd, else any. */
#define BASE 0x9E3779B97F4A7C15U

enum {
    SHINGLES_PER_HASH = 8,
    HEAD_WORDS = 16, /* may be a date line: its facts tell nothing */
    ANY_NUMBER = 1,  /* stands for a number beside a fact */
    WORDS_OF_A_LONG = 400
};
#define NAMES_BEHIND 0x80000000U

/* BASE to the power of LIKENESS_WORDS: what the word that leaves a run has
 * been multiplied with. */
static uint64_t base_of_leaving(void)
{
    uint64_t power = 1;

    for (int i = 0; i < LIKENESS_WORDS; i++)
        power *= BASE;
    return power;
}

/* The last step of MurmurHash3: each bit of the result depends on all. */
static uint64_t mix(uint64_t hash)
{
    hash ^= hash >> 33;
    hash *= 0xFF51AFD7ED558CCDU;
    hash ^= hash >> 33;
    hash *= 0xC4CEB9FE1A85EC53U;
    return hash ^ hash >> 33;
}

/* Keep the hash if it is among the least. Of a long text nearly none is. */
static void keep(struct likeness *likeness, uint32_t hash)
{
    uint32_t *least = likeness->least;
    size_t at = likeness->count;

    if (at == LIKENESS_HASHES_MOST && hash >= least[at - 1])
        return;
    while (at && least[at - 1] > hash)
        at--;
    if (at && least[at - 1] == hash)
        return;
    if (likeness->count < LIKENESS_HASHES_MOST)
        likeness->count++;
    memmove(&least[at + 1], &least[at],
            (likeness->count - at - 1) * sizeof *least);
    least[at] = hash;
}

/* The word that came so many words ago; 0: the last. */
static uint64_t word_at(const struct likeness *likeness, unsigned ago)
{
    size_t at = (size_t)((likeness->words - 1 - ago) % LIKENESS_WORDS);

    return likeness->kinds[at] == LIKENESS_NUMBER ? ANY_NUMBER
                                                  : likeness->last[at];
}

static void keep_fact(struct likeness *likeness, struct likeness_fact fact)
{
    struct likeness_fact *facts = likeness->facts;
    size_t at = likeness->fact_count;

    if (at == LIKENESS_FACTS_MOST && fact.place > facts[at - 1].place)
        return;
    while (at && facts[at - 1].place > fact.place)
        at--;
    if (at && facts[at - 1].place == fact.place) {
        if (facts[at - 1].value != fact.value)
            facts[at - 1].value = 0;
        return;
    }
    if (likeness->fact_count < LIKENESS_FACTS_MOST)
        likeness->fact_count++;
    memmove(&facts[at + 1], &facts[at],
            (likeness->fact_count - at - 1) * sizeof *facts);
    facts[at] = fact;
}

/* The word so many words ago is the fact; its place is told by the words from
 * `first` ago on. */
static void note_fact(struct likeness *likeness, unsigned ago, unsigned first)
{
    size_t at = (size_t)((likeness->words - 1 - ago) % LIKENESS_WORDS);
    enum likeness_kind kind = likeness->kinds[at];
    uint64_t place = first + 2;
    struct likeness_fact fact;

    if (kind == LIKENESS_PLAIN)
        return;
    for (unsigned i = 0; i < LIKENESS_BESIDE; i++)
        place = place * BASE + word_at(likeness, first + i);
    fact.place = (uint32_t)(mix(place) >> 33);
    if (kind == LIKENESS_NAME)
        fact.place |= NAMES_BEHIND;
    fact.value = (uint16_t)(mix(likeness->last[at]) >> 48 | 1);
    keep_fact(likeness, fact);
}

void likeness_begin_passage(struct likeness *likeness)
{
    likeness->begun = likeness->words;
}

void likeness_add(struct likeness *likeness, struct slice word,
                  enum likeness_kind kind)
{
    uint64_t hash = slice_hash(word);
    size_t at = (size_t)(likeness->words % LIKENESS_WORDS);

    likeness->whole = mix(likeness->whole * BASE + hash);
    likeness->run =
        likeness->run * BASE + hash - likeness->last[at] * base_of_leaving();
    likeness->last[at] = hash;
    likeness->kinds[at] = kind;
    if (++likeness->words >= LIKENESS_WORDS)
        keep(likeness, (uint32_t)(mix(likeness->run) >> 32));
    if (likeness->words > HEAD_WORDS &&
        likeness->words - likeness->begun > LIKENESS_BESIDE) {
        note_fact(likeness, LIKENESS_BESIDE, 0);
        note_fact(likeness, 0, 1);
    }
}

/* How many hashes the sketch of a text of so many words has, if it has as many
 * shingles. */
static size_t hashes_of(uint64_t words)
{
    uint64_t count = words / SHINGLES_PER_HASH;

    if (count < LIKENESS_HASHES_LEAST)
        return LIKENESS_HASHES_LEAST;
    return count < LIKENESS_HASHES_MOST ? (size_t)count : LIKENESS_HASHES_MOST;
}

void likeness_finish(const struct likeness *likeness,
                     struct likeness_sketch *out)
{
    *out = (struct likeness_sketch){
        .words = likeness->words,
        .whole = (uint32_t)(likeness->whole >> 32),
        .count = likeness->count,
        .fact_count = likeness->fact_count,
    };
    if (out->count > hashes_of(out->words))
        out->count = hashes_of(out->words);
    if (out->fact_count > LIKENESS_FACTS_LONG && out->words >= WORDS_OF_A_LONG)
        out->fact_count = LIKENESS_FACTS_LONG;
    memcpy(out->hashes, likeness->least, out->count * sizeof *out->hashes);
    memcpy(out->facts, likeness->facts, out->fact_count * sizeof *out->facts);
}

/* Hashes are stored by their distances: they are ascending. */
void likeness_encode(const struct likeness_sketch *sketch, struct strbuf *out)
{
    uint32_t last = 0;

    bytes_put_number(out, sketch->first_day);
    bytes_put_number(out, sketch->last_day);
    bytes_put_number(out, sketch->words);
    bytes_put_number(out, sketch->whole);
    bytes_put_number(out, sketch->count);
    for (size_t i = 0; i < sketch->count; i++) {
        bytes_put_number(out, sketch->hashes[i] - last);
        last = sketch->hashes[i];
    }
    bytes_put_number(out, sketch->fact_count);
    last = 0;
    for (size_t i = 0; i < sketch->fact_count; i++) {
        bytes_put_number(out, sketch->facts[i].place - last);
        bytes_put_number(out, sketch->facts[i].value);
        last = sketch->facts[i].place;
    }
}

bool likeness_decode(struct slice bytes, struct likeness_sketch *out)
{
    struct bytes_reader in = {bytes, false};
    uint32_t last = 0;

    *out = (struct likeness_sketch){0};
    out->first_day = (uint32_t)bytes_take_number(&in, UINT32_MAX);
    out->last_day = (uint32_t)bytes_take_number(&in, UINT32_MAX);
    out->words = bytes_take_number(&in, UINT64_MAX);
    out->whole = (uint32_t)bytes_take_number(&in, UINT32_MAX);
    out->count = (size_t)bytes_take_number(&in, LIKENESS_HASHES_MOST);
    for (size_t i = 0; i < out->count; i++) {
        last += (uint32_t)bytes_take_number(&in, UINT32_MAX - last);
        out->hashes[i] = last;
    }
    out->fact_count = (size_t)bytes_take_number(&in, LIKENESS_FACTS_MOST);
    last = 0;
    for (size_t i = 0; i < out->fact_count; i++) {
        last += (uint32_t)bytes_take_number(&in, UINT32_MAX - last);
        out->facts[i].place = last;
        out->facts[i].value = (uint16_t)bytes_take_number(&in, UINT16_MAX);
    }
    return !in.is_bad && !in.rest.len;
}

size_t likeness_anchors(const struct likeness_sketch *sketch,
                        uint32_t out[LIKENESS_ANCHORS_MOST])
{
    size_t count = sketch->count;

    if (!count && sketch->words) {
        out[0] = sketch->whole;
        return 1;
    }
    if (count > LIKENESS_ANCHORS_MOST)
        count = LIKENESS_ANCHORS_MOST;
    memcpy(out, sketch->hashes, count * sizeof *out);
    return count;
}

/* Up to which hash a sketch has all that its text has. */
static uint32_t bound_of(const struct likeness_sketch *sketch)
{
    return sketch->count < hashes_of(sketch->words)
               ? UINT32_MAX
               : sketch->hashes[sketch->count - 1];
}

static size_t count_up_to(const struct likeness_sketch *sketch, uint32_t bound)
{
    size_t count = sketch->count;

    while (count && sketch->hashes[count - 1] > bound)
        count--;
    return count;
}

static double part(size_t shared, size_t all)
{
    return all ? (double)shared / (double)all : 0;
}

static void compare_facts(const struct likeness_sketch *first,
                          const struct likeness_sketch *second,
                          struct likeness_estimate *out)
{
    size_t i = 0, j = 0;

    while (i < first->fact_count && j < second->fact_count) {
        const struct likeness_fact *a = &first->facts[i],
                                   *b = &second->facts[j];

        if (a->place == b->place && a->value && b->value) {
            out->same_facts += a->value == b->value;
            out->other_facts += a->value != b->value;
        }
        i += a->place <= b->place;
        j += b->place <= a->place;
    }
}

void likeness_compare(const struct likeness_sketch *first,
                      const struct likeness_sketch *second,
                      struct likeness_estimate *out)
{
    uint32_t bound = bound_of(first), other = bound_of(second);
    size_t i = 0, j = 0;

    *out = (struct likeness_estimate){
        .is_equal = first->words && first->words == second->words &&
                    first->whole == second->whole};
    if (other < bound)
        bound = other;
    out->seen_first = count_up_to(first, bound);
    out->seen_second = count_up_to(second, bound);
    while (i < out->seen_first && j < out->seen_second) {
        uint32_t a = first->hashes[i], b = second->hashes[j];

        out->shared += a == b;
        i += a <= b;
        j += b <= a;
    }
    out->of_first = part(out->shared, out->seen_first);
    out->of_second = part(out->shared, out->seen_second);
    out->resemblance =
        part(out->shared, out->seen_first + out->seen_second - out->shared);
    compare_facts(first, second, out);
}

/* ---- is it a copy ---- */

enum {
    WORDS_LEAST = 40, /* of a text that may be a copy without being equal */
    WORDS_OF_A_PART = 250,
    WORDS_OF_A_MIDDLE = 300, /* form letters are shorter */
    WORDS_OF_A_SHORT_PART = 80,
    SEEN_LEAST = 10, /* hashes of the shorter one that can be compared */
    DAYS_MOST = 31,
    FACTS_FOR_ONE = 18 /* that are the same, for one that is another */
};

/* Days from a day to another, YYYYMMDD, as if every month had 31. */
static int64_t days_between(uint32_t from, uint32_t to)
{
    int64_t months = ((int64_t)(to / 10000) - from / 10000) * 12 +
                     (int64_t)(to / 100 % 100) - from / 100 % 100;

    return months * 31 + (int64_t)(to % 100) - from % 100;
}

static bool is_near(const struct likeness_sketch *first,
                    const struct likeness_sketch *second)
{
    if (!first->first_day || !second->first_day)
        return true;
    return days_between(first->last_day, second->first_day) <= DAYS_MOST &&
           days_between(second->last_day, first->first_day) <= DAYS_MOST;
}

static bool is_of_other_facts(const struct likeness_estimate *seen,
                              uint64_t words)
{
    return seen->other_facts &&
           (words < WORDS_OF_A_LONG ||
            seen->same_facts < seen->other_facts * FACTS_FOR_ONE);
}

bool likeness_is_copy(const struct likeness_sketch *first,
                      const struct likeness_sketch *second)
{
    bool is_first_shorter = first->words <= second->words;
    uint64_t words = is_first_shorter ? first->words : second->words;
    struct likeness_estimate seen;
    double part_of_shorter;

    likeness_compare(first, second, &seen);
    if (seen.is_equal)
        return true;
    part_of_shorter = is_first_shorter ? seen.of_first : seen.of_second;
    if (words < WORDS_LEAST || is_of_other_facts(&seen, words) ||
        (is_first_shorter ? seen.seen_first : seen.seen_second) < SEEN_LEAST)
        return false;
    if (!is_near(first, second))
        return words >= WORDS_OF_A_LONG && !seen.other_facts &&
               seen.resemblance >= 0.8 && part_of_shorter >= 0.9;
    if (seen.resemblance >= 0.6)
        return part_of_shorter >= (words < WORDS_OF_A_MIDDLE ? 0.85 : 0.75);
    return (words >= WORDS_OF_A_PART && part_of_shorter >= 0.85) ||
           (words >= WORDS_OF_A_SHORT_PART && part_of_shorter >= 0.95 &&
            seen.resemblance >= 0.35);
}
