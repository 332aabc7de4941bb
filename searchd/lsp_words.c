/* lsp_inside.h: passages in words. */
#include "searchd/lsp_inside.h"
#include "searchd/reply.h"
#include "searchd/snippet.h"

void lsp_add_source(struct strbuf *out, const struct hit *hit)
{
    const struct passage *passage = &hit->passage;

    strbuf_add_clean(out, hit->statement.title.len ? hit->statement.title
                                                   : hit->statement.id);
    if (date_is_known(hit->statement.date)) {
        strbuf_add_text(out, ", ");
        reply_add_date(out, &hit->statement);
    }
    if (slice_is_known(passage->speaker) || slice_is_known(passage->role))
        strbuf_add_text(out, ", ");
    else if (passage->side_count)
        strbuf_add_byte(out, ' ');
    reply_add_speaker(out, passage);
}

void lsp_add_words(struct strbuf *out, const struct hit *hit, size_t most)
{
    struct slice text = hit->passage.text;
    struct snippet window;

    snippet_choose(text, hit->marks, hit->mark_count, most, &window);
    if (window.start)
        strbuf_add_text(out, "\xE2\x80\xA6 "); /* an ellipsis */
    strbuf_add_clean(out, slice_part(text, window.start, window.end));
    if (window.end < text.len)
        strbuf_add_text(out, " \xE2\x80\xA6");
}
