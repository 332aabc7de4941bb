#include "indexer/explain.h"

static void add_range(struct strbuf *out, size_t start, size_t end)
{
    if (end)
        strbuf_add_format(out, ", bytes %zu-%zu", start, end);
}

void explain_issuer(struct strbuf *out, const struct statement *statement)
{
    static const char *const ways[] = {NULL, "as it was said from outside",
                                       "by the host of its address",
                                       "by the title", "by a mark of the page"};

    if (!ways[statement->issuer_basis])
        return;
    strbuf_add_format(out, "  why: issuer %s", ways[statement->issuer_basis]);
    add_range(out, statement->issuer_cue_start, statement->issuer_cue_end);
    strbuf_add_byte(out, '\n');
}

static void add_cue(struct strbuf *out, const struct passage *passage)
{
    if (passage->cue_end && slice_is_known(passage->cue)) {
        strbuf_add_text(out, ", \"");
        strbuf_add_clean(out, passage->cue);
        strbuf_add_byte(out, '"');
    } else if (passage->evidence == EVIDENCE_STATED) {
        strbuf_add_text(out, slice_is_known(passage->speaker)
                                 ? ", as it was said from outside"
                                 : ", by the issuer itself");
    }
    add_range(out, passage->cue_start, passage->cue_end);
}

void explain_passage(struct strbuf *out, const struct passage *passage)
{
    strbuf_add_format(out, "  why: %s", evidence_name(passage->evidence));
    add_cue(out, passage);
    for (size_t i = 0; i < passage->about_count; i++) {
        strbuf_add_text(out, i ? ", " : "; about: ");
        strbuf_add_clean(out, passage->about[i]);
    }
    strbuf_add_byte(out, '\n');
}
