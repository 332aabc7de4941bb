#include "common/plan.h"

#include <string.h>

static const char *const kind_names[] = {
    [PLAN_NOTHING] = "NOTHING", [PLAN_ALL] = "ALL",
    [PLAN_TERM] = "TERM",       [PLAN_PREFIX] = "PREFIX",
    [PLAN_PHRASE] = "PHRASE",   [PLAN_NEAR] = "NEAR",
    [PLAN_AND] = "AND",         [PLAN_OR] = "OR",
    [PLAN_MAYBE] = "MAYBE",     [PLAN_NOT] = "NOT",
    [PLAN_FILTER] = "FILTER",   [PLAN_SYNONYM] = "SYNONYM",
    [PLAN_SCALE] = "SCALE",     [PLAN_RANGE] = "RANGE",
};

struct plan *plan_new(struct arena *arena, enum plan_kind kind)
{
    struct plan *plan = arena_alloc(arena, sizeof *plan);

    plan->kind = kind;
    return plan;
}

struct plan *plan_term(struct arena *arena, const char *prefix,
                       struct slice text)
{
    struct plan *plan = plan_new(arena, PLAN_TERM);
    size_t prefix_len = strlen(prefix);
    char *term = arena_alloc(arena, prefix_len + text.len + 1);

    memcpy(term, prefix, prefix_len);
    if (text.len)
        memcpy(term + prefix_len, text.bytes, text.len);
    plan->term = (struct slice){term, prefix_len + text.len};
    return plan;
}

struct plan *plan_group(struct arena *arena, enum plan_kind kind,
                        struct plan *const *children, size_t count)
{
    struct plan *plan = plan_new(arena, kind);

    plan->children = arena_array(arena, count, sizeof *plan->children);
    for (size_t i = 0; i < count; i++)
        plan->children[i] = children[i];
    plan->child_count = count;
    return plan;
}

struct plan *plan_scale(struct arena *arena, struct plan *child, double factor)
{
    struct plan *plan = plan_group(arena, PLAN_SCALE, &child, 1);

    plan->factor = factor;
    return plan;
}

size_t plan_term_count(const struct plan *plan)
{
    size_t count = plan->kind == PLAN_TERM || plan->kind == PLAN_PREFIX;

    for (size_t i = 0; i < plan->child_count; i++)
        count += plan_term_count(plan->children[i]);
    return count;
}

static bool is_plain(unsigned char byte)
{
    return byte > ' ' && byte != '"' && byte != '\\' && byte != '(' &&
           byte != ')' && byte != 0x7F;
}

/* Bare where that is clear, else in quotes with \xNN for what cannot be seen.
 */
static void print_bytes(struct slice bytes, struct strbuf *out)
{
    bool is_bare = bytes.len > 0;

    for (size_t i = 0; i < bytes.len; i++)
        is_bare = is_bare && is_plain((unsigned char)bytes.bytes[i]);
    if (is_bare) {
        strbuf_add(out, bytes);
        return;
    }
    strbuf_add_byte(out, '"');
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char byte = (unsigned char)bytes.bytes[i];

        if (byte < ' ' || byte == 0x7F) {
            strbuf_add_format(out, "\\x%02X", byte);
            continue;
        }
        if (byte == '"' || byte == '\\')
            strbuf_add_byte(out, '\\');
        strbuf_add_byte(out, (char)byte);
    }
    strbuf_add_byte(out, '"');
}

/* Values are mostly numbers, not text: in hexadecimal. */
static void print_value(struct slice value, struct strbuf *out)
{
    if (!slice_is_known(value)) {
        strbuf_add_text(out, " *");
        return;
    }
    strbuf_add_text(out, " 0x");
    for (size_t i = 0; i < value.len; i++)
        strbuf_add_format(out, "%02X", (unsigned char)value.bytes[i]);
}

static void print_settings(const struct plan *plan, struct strbuf *out)
{
    switch (plan->kind) {
    case PLAN_PREFIX:
        strbuf_add_format(out, " %u ", plan->window);
        print_bytes(plan->term, out);
        break;
    case PLAN_PHRASE:
    case PLAN_NEAR:
        strbuf_add_format(out, " %u", plan->window);
        break;
    case PLAN_SYNONYM:
        if (plan->factor > 0)
            strbuf_add_format(out, " %g", plan->factor);
        break;
    case PLAN_SCALE:
        strbuf_add_format(out, " %g", plan->factor);
        break;
    case PLAN_RANGE:
        strbuf_add_format(out, " %u", plan->slot);
        print_value(plan->low, out);
        print_value(plan->high, out);
        break;
    default:
        break;
    }
}

void plan_print(const struct plan *plan, struct strbuf *out)
{
    if (plan->kind == PLAN_TERM) {
        print_bytes(plan->term, out);
        return;
    }
    strbuf_add_byte(out, '(');
    strbuf_add_text(out, kind_names[plan->kind]);
    print_settings(plan, out);
    for (size_t i = 0; i < plan->child_count; i++) {
        strbuf_add_byte(out, ' ');
        plan_print(plan->children[i], out);
    }
    strbuf_add_byte(out, ')');
}
