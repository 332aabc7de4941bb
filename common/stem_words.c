#include "common/stem_words.h"

/* A word that begins so and has this stem gets that one. In the order of the
 * stems; of one stem, the longest beginning first. */
struct apart {
    const char *stem;
    const char *begin;
    const char *own;
};

static const struct apart aparts[] = {
    {"access", "accession", "accession"},
    {"accord", "accordance", "according"},
    {"accord", "according", "according"},
    {"account", "accountab", "accountab"},
    {"analysi", "analysis", "analys"},
    {"appropri", "appropriation", "appropriation"},
    {"arm", "armed", "armed"},
    {"author", "authorit", "authorit"},
    {"base", "basing", "based"},
    {"base", "based", "based"},
    {"busi", "business", "business"},
    {"care", "careful", "careful"},
    {"collect", "collectiv", "collectiv"},
    {"communic", "communicab", "communicab"},
    {"compet", "competen", "competen"},
    {"concert", "concerted", "concerted"},
    {"confer", "conference", "conference"},
    {"consequ", "consequent", "consequent"},
    {"conserv", "conservativ", "conservativ"},
    {"consider", "consideration", "consid"},
    {"constitut", "constitution", "constitution"},
    {"construct", "constructiv", "constructiv"},
    {"convent", "conventional", "conventional"},
    {"convers", "conversion", "conversion"},
    {"critic", "criticism", "criticis"},
    {"critic", "critical", "critical"},
    {"custom", "customs", "customs"},
    {"decis", "decisiv", "decisiv"},
    {"deliber", "deliberation", "deliberation"},
    {"design", "designat", "designat"},
    {"detent", "detention", "detention"},
    {"direct", "direction", "direction"},
    {"direct", "directive", "directive"},
    {"divers", "diversion", "diversion"},
    {"econom", "economical", "economical"},
    {"effect", "effectiv", "effectiv"},
    {"emerg", "emergencies", "emergency"},
    {"emerg", "emergency", "emergency"},
    {"even", "evening", "evening"},
    {"exclus", "exclusion", "exclusion"},
    {"excel", "excellenc", "excellenc"},
    {"execut", "execution", "execution"},
    {"execut", "executiv", "executiv"},
    {"experi", "experiment", "experiment"},
    {"forc", "forcing", "forced"},
    {"forc", "forced", "forced"},
    {"forc", "forcef", "forceful"},
    {"fruit", "fruitful", "fruitful"},
    {"general", "generally", "generally"},
    {"good", "goods", "goods"},
    {"govern", "governance", "governance"},
    {"human", "humanit", "humanit"},
    {"human", "humane", "humane"},
    {"hypothesi", "hypothesis", "hypothes"},
    {"ident", "identical", "identical"},
    {"import", "importan", "important"},
    {"inform", "informal", "informal"},
    {"initi", "initiative", "initiative"},
    {"initi", "initial", "initial"},
    {"integr", "integrity", "integrity"},
    {"integr", "integral", "integral"},
    {"intellig", "intelligence", "intelligence"},
    {"intern", "international", "international"},
    {"intern", "internal", "internal"},
    {"last", "lasting", "lasting"},
    {"liber", "liberal", "liberal"},
    {"long", "longing", "longing"},
    {"long", "longed", "longing"},
    {"major", "majorit", "majorit"},
    {"mean", "meaning", "meaning"},
    {"mind", "mindful", "mindful"},
    {"minor", "minorit", "minorit"},
    {"nation", "nationalit", "nationalit"},
    {"nation", "national", "national"},
    {"natur", "natural", "natural"},
    {"object", "objection", "objection"},
    {"object", "objectiv", "objectiv"},
    {"observ", "observer", "observer"},
    {"offic", "officer", "officer"},
    {"opposit", "opposition", "opposition"},
    {"organ", "organism", "organism"},
    {"organ", "organic", "organic"},
    {"origin", "original", "original"},
    {"pacif", "pacific", "pacific"},
    {"person", "personalit", "personalit"},
    {"person", "personal", "personal"},
    {"polit", "polite", "polite"},
    {"posit", "positiv", "positiv"},
    {"presid", "presidenc", "president"},
    {"presid", "president", "president"},
    {"press", "pressing", "pressing"},
    {"princip", "principalit", "principalit"},
    {"privat", "privation", "privation"},
    {"product", "productiv", "productiv"},
    {"provid", "providen", "providen"},
    {"provis", "provisional", "provisional"},
    {"public", "publication", "publication"},
    {"public", "publicity", "publicity"},
    {"ration", "rational", "rational"},
    {"relat", "relating", "relate"},
    {"relat", "relativ", "relativ"},
    {"relat", "relate", "relate"},
    {"reserv", "reservation", "reservation"},
    {"resolut", "resolute", "resolute"},
    {"respect", "respective", "respective"},
    {"respons", "responsib", "responsib"},
    {"sever", "several", "several"},
    {"state", "stating", "stating"},
    {"state", "stated", "stating"},
    {"success", "successi", "successi"},
    {"sustain", "sustainab", "sustainab"},
    {"synthesi", "synthesis", "synthes"},
    {"transit", "transition", "transition"},
    {"unit", "united", "united"},
    {"unit", "unite", "unite"},
    {"unit", "uniti", "unite"},
    {"univers", "universal", "universal"},
    {"under", "underl", "underli"},
    {"univers", "universit", "universit"},
    {"use", "useful", "useful"},
    {"will", "willing", "willing"},
};

struct irregular {
    const char *form;
    const char *base;
};

/* In the order of the alphabet. */
static const struct irregular irregulars[] = {
    {"analyses", "analyse"},     {"appendices", "appendix"},
    {"arisen", "arise"},         {"arose", "arise"},
    {"befallen", "befall"},      {"befell", "befall"},
    {"broke", "break"},          {"broken", "break"},
    {"children", "child"},       {"chose", "choose"},
    {"chosen", "choose"},        {"crises", "crisis"},
    {"criteria", "criterion"},   {"fled", "flee"},
    {"forbade", "forbid"},       {"forbidden", "forbid"},
    {"foresaw", "foresee"},      {"foreseen", "foresee"},
    {"fought", "fight"},         {"froze", "freeze"},
    {"frozen", "freeze"},        {"indices", "index"},
    {"lives", "life"},           {"matrices", "matrix"},
    {"memoranda", "memorandum"}, {"men", "man"},
    {"overcame", "overcome"},    {"overthrew", "overthrow"},
    {"overthrown", "overthrow"}, {"phenomena", "phenomenon"},
    {"referenda", "referendum"}, {"referendums", "referendum"},
    {"shrank", "shrink"},        {"shrunk", "shrink"},
    {"sought", "seek"},          {"stole", "steal"},
    {"stolen", "steal"},         {"striven", "strive"},
    {"strove", "strive"},        {"swore", "swear"},
    {"sworn", "swear"},          {"undertaken", "undertake"},
    {"undertook", "undertake"},  {"upheld", "uphold"},
    {"vertices", "vertex"},      {"withdrawn", "withdraw"},
    {"withdrew", "withdraw"},    {"wives", "wife"},
    {"women", "woman"},
};

struct slice stem_words_mend(struct slice word, struct slice stem)
{
    for (size_t i = 0; i < COUNT_OF(aparts); i++)
        if (slice_equal(stem, slice_of(aparts[i].stem)) &&
            slice_starts(word, slice_of(aparts[i].begin)))
            return slice_of(aparts[i].own);
    return stem;
}

struct slice stem_words_base(struct slice word)
{
    for (size_t i = 0; i < COUNT_OF(irregulars); i++)
        if (slice_equal(word, slice_of(irregulars[i].form)))
            return slice_of(irregulars[i].base);
    return SLICE_UNKNOWN;
}
