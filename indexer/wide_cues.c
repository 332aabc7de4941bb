#include "indexer/wide_cues.h"

/* Japanese: "日本側から", "両大臣は", with a verb of saying in the text. */
static bool says_so(struct slice text)
{
    static const char *const stems[] = {
        "述べ", "表明", "強調",     "確認", "一致", "指摘", "説明",     "要請",
        "歓迎", "求め", "言及",     "発言", "応じ", "伝え", "意見交換", "評価",
        "支持", "共有", "申し入れ", "提起", "表示", "强调", "指出",     "重申"};

    for (size_t i = 0; i < COUNT_OF(stems); i++)
        if (slice_find(text, slice_of(stems[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

/* Put a cue in its place by the text; those that find no room are left out. */
static void put_cue(struct wide_cues *cues, size_t start, size_t end,
                    struct slice side)
{
    size_t at = cues->count;

    if (at == COUNT_OF(cues->items))
        return;
    for (; at > 0 && cues->items[at - 1].start > start; at--)
        cues->items[at] = cues->items[at - 1];
    cues->items[at] = (struct wide_cue){start, end, side};
    cues->count++;
}

static void find_joint(struct slice text, const struct parties *parties,
                       struct wide_cues *cues)
{
    static const char *const groups[] = {
        "両大臣", "両外相",   "双方",   "両首脳", "両国",
        "両者",   "両防衛相", "両長官", "両政府", "四大臣"};

    for (size_t i = 0; i < COUNT_OF(groups); i++) {
        struct slice group = slice_of(groups[i]);
        size_t at = slice_find(text, group, 0);

        if (at != SIZE_MAX && parties->count)
            put_cue(cues, at, at + group.len, SLICE_UNKNOWN);
    }
}

static void find_persons(struct slice text, const struct persons *persons,
                         struct wide_cues *cues)
{
    for (size_t i = 0; i < persons->count; i++) {
        const struct person *person = &persons->items[i];
        size_t at = slice_find(text, person->surname, 0);
        struct slice behind;

        if (at == SIZE_MAX || person->is_split_side ||
            !slice_is_known(person->side))
            continue;
        behind = slice_part(text, at + person->surname.len,
                            at + person->surname.len + 24);
        if (slice_find(behind, SLICE("大臣"), 0) != SIZE_MAX ||
            slice_find(behind, SLICE("外相"), 0) != SIZE_MAX)
            put_cue(cues, at, at + person->surname.len, person->side);
    }
}

void wide_cues_find(struct slice text, const struct persons *persons,
                    const struct parties *parties, struct wide_cues *out)
{
    struct side_match match = {.end = 0};

    out->count = 0;
    if (!says_so(text))
        return;
    while (sides_find(text, match.end, &match))
        if (slice_starts(slice_part(text, match.end, match.end + 3),
                         SLICE("側")))
            put_cue(out, match.start, match.end + 3, match.side);
    find_persons(text, persons, out);
    find_joint(text, parties, out);
}
