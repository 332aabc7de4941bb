#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bench/measure_names.h"

static const double cuts[] = {5, 10, 15, 20, 30, 100, 200, 500, 1000};
static const double recalls[] = {0,   0.1, 0.2, 0.3, 0.4, 0.5,
                                 0.6, 0.7, 0.8, 0.9, 1};
static const double multiples[] = {0.2, 0.4, 0.6, 0.8, 1,
                                   1.2, 1.4, 1.6, 1.8, 2};
static const double successes[] = {1, 5, 10};
static const double judged_cuts[] = {10, 20};

enum {
    EVERYWHERE = MEASURE_GROUP_OFFICIAL | MEASURE_GROUP_SET |
                 MEASURE_GROUP_ALL_TREC | MEASURE_GROUP_USUAL
};

/* trec_eval's names, by kind. */
static const struct measure_trec_name trec_names[] = {
    [MEASURE_RUNID] = {"runid", MEASURE_WITH_NONE, EVERYWHERE, NULL, 0},
    [MEASURE_NUM_Q] = {"num_q", MEASURE_WITH_NONE, EVERYWHERE, NULL, 0},
    [MEASURE_NUM_RET] = {"num_ret", MEASURE_WITH_NONE, EVERYWHERE, NULL, 0},
    [MEASURE_NUM_REL] = {"num_rel", MEASURE_WITH_NONE, EVERYWHERE, NULL, 0},
    [MEASURE_NUM_REL_RET] = {"num_rel_ret", MEASURE_WITH_NONE, EVERYWHERE, NULL,
                             0},
    [MEASURE_MAP] = {"map", MEASURE_WITH_NONE,
                     MEASURE_GROUP_OFFICIAL | MEASURE_GROUP_ALL_TREC |
                         MEASURE_GROUP_USUAL,
                     NULL, 0},
    [MEASURE_GM_MAP] = {"gm_map", MEASURE_WITH_NONE,
                        MEASURE_GROUP_OFFICIAL | MEASURE_GROUP_ALL_TREC |
                            MEASURE_GROUP_USUAL,
                        NULL, 0},
    [MEASURE_RPREC] = {"Rprec", MEASURE_WITH_NONE,
                       MEASURE_GROUP_OFFICIAL | MEASURE_GROUP_ALL_TREC |
                           MEASURE_GROUP_USUAL,
                       NULL, 0},
    [MEASURE_BPREF] = {"bpref", MEASURE_WITH_NONE,
                       MEASURE_GROUP_OFFICIAL | MEASURE_GROUP_ALL_TREC |
                           MEASURE_GROUP_USUAL,
                       NULL, 0},
    [MEASURE_RECIP_RANK] = {"recip_rank", MEASURE_WITH_NONE,
                            MEASURE_GROUP_OFFICIAL | MEASURE_GROUP_ALL_TREC |
                                MEASURE_GROUP_USUAL,
                            NULL, 0},
    [MEASURE_IPREC] = {"iprec_at_recall", MEASURE_WITH_FRACTION,
                       MEASURE_GROUP_OFFICIAL | MEASURE_GROUP_ALL_TREC, recalls,
                       COUNT_OF(recalls)},
    [MEASURE_P] = {"P", MEASURE_WITH_CUT,
                   MEASURE_GROUP_OFFICIAL | MEASURE_GROUP_ALL_TREC |
                       MEASURE_GROUP_USUAL,
                   cuts, COUNT_OF(cuts)},
    [MEASURE_RECALL] = {"recall", MEASURE_WITH_CUT,
                        MEASURE_GROUP_ALL_TREC | MEASURE_GROUP_USUAL, cuts,
                        COUNT_OF(cuts)},
    [MEASURE_INFAP] = {"infAP", MEASURE_WITH_NONE, MEASURE_GROUP_ALL_TREC, NULL,
                       0},
    [MEASURE_GM_BPREF] = {"gm_bpref", MEASURE_WITH_NONE, MEASURE_GROUP_ALL_TREC,
                          NULL, 0},
    [MEASURE_RPREC_MULT] = {"Rprec_mult", MEASURE_WITH_FRACTION,
                            MEASURE_GROUP_ALL_TREC, multiples,
                            COUNT_OF(multiples)},
    [MEASURE_UTILITY] = {"utility", MEASURE_WITH_NONE,
                         MEASURE_GROUP_SET | MEASURE_GROUP_ALL_TREC, NULL, 0},
    [MEASURE_11PT_AVG] = {"11pt_avg", MEASURE_WITH_NONE, MEASURE_GROUP_ALL_TREC,
                          NULL, 0},
    [MEASURE_BING] = {"binG", MEASURE_WITH_NONE, MEASURE_GROUP_ALL_TREC, NULL,
                      0},
    [MEASURE_G] = {"G", MEASURE_WITH_NONE, MEASURE_GROUP_ALL_TREC, NULL, 0},
    [MEASURE_NDCG] = {"ndcg", MEASURE_WITH_NONE,
                      MEASURE_GROUP_ALL_TREC | MEASURE_GROUP_USUAL, NULL, 0},
    [MEASURE_NDCG_REL] = {"ndcg_rel", MEASURE_WITH_NONE, MEASURE_GROUP_ALL_TREC,
                          NULL, 0},
    [MEASURE_RNDCG] = {"Rndcg", MEASURE_WITH_NONE, MEASURE_GROUP_ALL_TREC, NULL,
                       0},
    [MEASURE_NDCG_CUT] = {"ndcg_cut", MEASURE_WITH_CUT,
                          MEASURE_GROUP_ALL_TREC | MEASURE_GROUP_USUAL, cuts,
                          COUNT_OF(cuts)},
    [MEASURE_MAP_CUT] = {"map_cut", MEASURE_WITH_CUT, MEASURE_GROUP_ALL_TREC,
                         cuts, COUNT_OF(cuts)},
    [MEASURE_RELATIVE_P] = {"relative_P", MEASURE_WITH_CUT,
                            MEASURE_GROUP_ALL_TREC, cuts, COUNT_OF(cuts)},
    [MEASURE_SUCCESS] = {"success", MEASURE_WITH_CUT, MEASURE_GROUP_ALL_TREC,
                         successes, COUNT_OF(successes)},
    [MEASURE_SET_P] = {"set_P", MEASURE_WITH_NONE,
                       MEASURE_GROUP_SET | MEASURE_GROUP_ALL_TREC, NULL, 0},
    [MEASURE_SET_RELATIVE_P] = {"set_relative_P", MEASURE_WITH_NONE,
                                MEASURE_GROUP_SET | MEASURE_GROUP_ALL_TREC,
                                NULL, 0},
    [MEASURE_SET_RECALL] = {"set_recall", MEASURE_WITH_NONE,
                            MEASURE_GROUP_SET | MEASURE_GROUP_ALL_TREC, NULL,
                            0},
    [MEASURE_SET_MAP] = {"set_map", MEASURE_WITH_NONE,
                         MEASURE_GROUP_SET | MEASURE_GROUP_ALL_TREC, NULL, 0},
    [MEASURE_SET_F] = {"set_F", MEASURE_WITH_FRACTION,
                       MEASURE_GROUP_SET | MEASURE_GROUP_ALL_TREC, NULL, 0},
    [MEASURE_NONREL_RET] = {"num_nonrel_judged_ret", MEASURE_WITH_NONE,
                            MEASURE_GROUP_ALL_TREC, NULL, 0},
    [MEASURE_JUDGED] = {"judged", MEASURE_WITH_CUT, MEASURE_GROUP_USUAL,
                        judged_cuts, COUNT_OF(judged_cuts)},
};

/* ir_measures' names. */
static const struct {
    const char *name;
    enum measure_kind kind; /* without "@" */
    enum measure_kind cut;  /* with it */
    bool is_cut;            /* never without */
} ir_names[] = {
    {"AP", MEASURE_MAP, MEASURE_MAP_CUT, false},
    {"MAP", MEASURE_MAP, MEASURE_MAP_CUT, false},
    {"nDCG", MEASURE_NDCG, MEASURE_NDCG_CUT, false},
    {"NDCG", MEASURE_NDCG, MEASURE_NDCG_CUT, false},
    {"RR", MEASURE_RECIP_RANK, MEASURE_RECIP_RANK, false},
    {"MRR", MEASURE_RECIP_RANK, MEASURE_RECIP_RANK, false},
    {"Judged", MEASURE_JUDGED, MEASURE_JUDGED, false},
    {"P", MEASURE_P, MEASURE_P, true},
    {"Precision", MEASURE_P, MEASURE_P, true},
    {"R", MEASURE_RECALL, MEASURE_RECALL, true},
    {"Recall", MEASURE_RECALL, MEASURE_RECALL, true},
    {"Success", MEASURE_SUCCESS, MEASURE_SUCCESS, true},
    {"IPrec", MEASURE_IPREC, MEASURE_IPREC, true},
    {"Rprec", MEASURE_RPREC, MEASURE_RPREC, false},
    {"Bpref", MEASURE_BPREF, MEASURE_BPREF, false},
    {"BPref", MEASURE_BPREF, MEASURE_BPREF, false},
    {"infAP", MEASURE_INFAP, MEASURE_INFAP, false},
    {"SetP", MEASURE_SET_P, MEASURE_SET_P, false},
    {"SetR", MEASURE_SET_RECALL, MEASURE_SET_RECALL, false},
    {"SetF", MEASURE_SET_F, MEASURE_SET_F, false},
    {"SetAP", MEASURE_SET_MAP, MEASURE_SET_MAP, false},
    {"NumQ", MEASURE_NUM_Q, MEASURE_NUM_Q, false},
    {"NumRet", MEASURE_NUM_RET, MEASURE_NUM_RET, false},
    {"NumRel", MEASURE_NUM_REL, MEASURE_NUM_REL, false},
};

/* ---- numbers ---- */

/* 1 to most, no sign, no leading zero; else 0. */
static uint32_t parse_whole(struct slice digits, uint32_t most)
{
    uint32_t number = 0;

    if (digits.len == 0 || digits.len > 9 || digits.bytes[0] == '0')
        return 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.bytes[i] < '0' || digits.bytes[i] > '9')
            return 0;
        number = number * 10 + (uint32_t)(digits.bytes[i] - '0');
    }
    return number <= most ? number : 0;
}

/* Digits with at most one point among them. */
bool measure_fraction(struct slice text, double *out)
{
    char copy[16];
    size_t points = 0, digits = 0;

    if (text.len == 0 || text.len >= sizeof copy)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        points += text.bytes[i] == '.';
        digits += text.bytes[i] >= '0' && text.bytes[i] <= '9';
    }
    if (points > 1 || digits == 0 || points + digits != text.len)
        return false;
    memcpy(copy, text.bytes, text.len);
    copy[text.len] = '\0';
    *out = strtod(copy, NULL);
    return *out <= 1000;
}

/* The word for a kind's parameter. */
static bool parse_parameter(enum measure_kind kind, struct slice text,
                            struct measure *out)
{
    if (trec_names[kind].parameter == MEASURE_WITH_CUT) {
        out->k = parse_whole(text, 10 * 1000 * 1000);
        return out->k > 0;
    }
    return trec_names[kind].parameter == MEASURE_WITH_FRACTION &&
           measure_fraction(text, &out->x);
}

/* ---- one name ---- */

static bool from_trec(struct slice name, struct measure *out)
{
    for (size_t i = 0; i < COUNT_OF(trec_names); i++) {
        const struct measure_trec_name *known = &trec_names[i];
        struct slice head = slice_of(known->name);

        *out = (struct measure){.kind = (enum measure_kind)i, .x = 1};
        if (slice_equal(name, head) &&
            (known->parameter == MEASURE_WITH_NONE || !known->defaults))
            return true;
        if (name.len > head.len && slice_starts(name, head) &&
            (name.bytes[head.len] == '_' || name.bytes[head.len] == '.') &&
            parse_parameter(out->kind, slice_part(name, head.len + 1, name.len),
                            out))
            return true;
    }
    return false;
}

/* "rel=2", "cutoff=10", "judged_only=True", "dcg='exp-log2'", "beta=2". */
static bool parse_setting(struct slice setting, struct measure *out,
                          struct slice *cut)
{
    size_t equals = slice_find(setting, SLICE("="), 0);
    struct slice key, value;
    bool is_ndcg = out->kind == MEASURE_NDCG;

    if (equals == SIZE_MAX)
        return false;
    key = slice_trim(slice_part(setting, 0, equals));
    value = slice_trim(slice_part(setting, equals + 1, setting.len));
    if (value.len >= 2 && strchr("'\"", value.bytes[0]))
        value = slice_part(value, 1, value.len - 1);
    if (slice_equal(key, SLICE("cutoff")) || slice_equal(key, SLICE("recall")))
        *cut = value;
    else if (slice_equal(key, SLICE("rel")))
        return (out->level = (int32_t)parse_whole(value, INT32_MAX)) > 0;
    else if (slice_equal(key, SLICE("beta")) && out->kind == MEASURE_SET_F)
        return measure_fraction(value, &out->x);
    else if (slice_equal(key, SLICE("judged_only")))
        out->is_condensed = slice_equal(value, SLICE("True"));
    else if (slice_equal(key, SLICE("dcg")) && is_ndcg)
        out->is_exponential = slice_equal(value, SLICE("exp-log2"));
    else
        return false;
    return true;
}

static bool parse_settings(struct slice settings, struct measure *out,
                           struct slice *cut)
{
    struct slice setting;

    while (slice_next(&settings, ',', &setting))
        if (!parse_setting(setting, out, cut))
            return false;
    return true;
}

static bool set_ir_cut(size_t at, struct slice cut, struct measure *out)
{
    if (!slice_is_known(cut))
        return !ir_names[at].is_cut;
    out->kind = ir_names[at].cut;
    if (out->kind == MEASURE_RECIP_RANK)
        return (out->k = parse_whole(cut, 10 * 1000 * 1000)) > 0;
    return parse_parameter(out->kind, cut, out);
}

/* NAME, NAME(SETTINGS), NAME@MEASURE_WITH_CUT, NAME(SETTINGS)@MEASURE_WITH_CUT
 */
static bool from_ir(struct slice name, struct measure *out)
{
    size_t at = slice_find(name, SLICE("@"), 0);
    size_t open = slice_find(name, SLICE("("), 0);
    struct slice head = slice_part(name, 0, open < at ? open : at);
    struct slice cut = SLICE_UNKNOWN;
    struct slice whole = slice_part(name, 0, at);

    if (at != SIZE_MAX)
        cut = slice_part(name, at + 1, name.len);
    for (size_t i = 0; i < COUNT_OF(ir_names); i++) {
        if (!slice_equal(head, slice_of(ir_names[i].name)))
            continue;
        *out = (struct measure){.kind = ir_names[i].kind, .x = 1};
        if (head.len < whole.len &&
            (!slice_ends(whole, SLICE(")")) ||
             !parse_settings(slice_part(whole, open + 1, whole.len - 1), out,
                             &cut)))
            return false;
        /* NumRet(rel=1) are those of them that are relevant. */
        if (out->kind == MEASURE_NUM_RET && out->level)
            out->kind = MEASURE_NUM_REL_RET;
        memcpy(out->name, name.bytes, name.len);
        return set_ir_cut(i, cut, out);
    }
    return false;
}

const struct measure_trec_name *measure_trec_name(enum measure_kind kind)
{
    return &trec_names[kind];
}

bool measure_from_name(struct slice name, struct measure *out)
{
    return name.len > 0 && name.len < MEASURE_NAME_MOST &&
           (from_trec(name, out) || from_ir(name, out));
}

void measure_add_name(struct measure measure, struct strbuf *out)
{
    const struct measure_trec_name *known = &trec_names[measure.kind];

    if (measure.name[0]) {
        strbuf_add_text(out, measure.name);
        return;
    }
    strbuf_add_text(out, known->name);
    if (known->parameter == MEASURE_WITH_CUT)
        strbuf_add_format(out, "_%u", measure.k);
    if (known->parameter == MEASURE_WITH_FRACTION && known->defaults)
        strbuf_add_format(out, "_%3.2f", measure.x);
    else if (known->parameter == MEASURE_WITH_FRACTION &&
             fabs(measure.x - 1) > 0)
        strbuf_add_format(out, "_%g", measure.x);
}
