// libcld2's header needs these before it.
#include <cstdio>
#include <string>
#include <vector>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include "indexer/language_cld2.h"

static void guess(const char *bytes, size_t len, struct cld2_guess *out)
{
    CLD2::Language languages[3];
    int percents[3];
    double scores[3];
    int text_bytes = 0;
    bool is_reliable = false;
    CLD2::Language best = CLD2::ExtDetectLanguageSummary(
        bytes, static_cast<int>(len), true, "", CLD2::UNKNOWN_ENCODING,
        CLD2::UNKNOWN_LANGUAGE, languages, percents, scores, &text_bytes,
        &is_reliable);

    if (best == CLD2::UNKNOWN_LANGUAGE)
        return;
    std::snprintf(out->code, sizeof out->code, "%s", CLD2::LanguageCode(best));
    out->percent = percents[0];
    out->bytes = text_bytes;
    out->is_reliable = is_reliable && languages[0] == best;
}

void cld2_guess_language(const char *bytes, size_t len, struct cld2_guess *out)
{
    *out = {};
    try {
        guess(bytes, len, out);
    } catch (...) {
        *out = {};
    }
}
