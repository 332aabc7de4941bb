#include "searchd/query.h"

static void print_leaf(const struct query *query, struct strbuf *out)
{
    switch (query->kind) {
    case QUERY_PHRASE:
        strbuf_add_format(out, "\"%.*s\"", SLICE_ARG(query->text));
        break;
    case QUERY_FIELD:
        strbuf_add_format(out, "%s:\"%.*s\"", query_field_name(query->field),
                          SLICE_ARG(query->text));
        break;
    case QUERY_TOPIC:
        strbuf_add_format(out, "topic:\"%.*s\"", SLICE_ARG(query->text));
        break;
    case QUERY_DATE:
        strbuf_add_format(out, "date:%u..%u", query->first_day,
                          query->last_day);
        break;
    default:
        strbuf_add_format(out, "%s%.*s%s", query->is_exact ? "=" : "",
                          SLICE_ARG(query->text), query->is_prefix ? "*" : "");
        break;
    }
}

void query_print(const struct query *query, struct strbuf *out)
{
    static const char *const names[] = {
        [QUERY_RUN] = "RUN", [QUERY_AND] = "AND",   [QUERY_OR] = "OR",
        [QUERY_NOT] = "NOT", [QUERY_NEAR] = "NEAR",
    };

    if (query->sign)
        strbuf_add_byte(out, query->sign);
    if (!query->child_count) {
        print_leaf(query, out);
        return;
    }
    strbuf_add_format(out, "(%s", names[query->kind]);
    if (query->kind == QUERY_NEAR)
        strbuf_add_format(out, "/%u", query->window);
    for (size_t i = 0; i < query->child_count; i++) {
        strbuf_add_byte(out, ' ');
        query_print(query->children[i], out);
    }
    strbuf_add_byte(out, ')');
}
