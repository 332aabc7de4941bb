#include "indexer/wide_labels.h"

#include "indexer/sides.h"

static const char *const wide_roles[] = {
    "内閣総理大臣", "総理大臣",     "外務大臣",   "防衛大臣",   "国防大臣",
    "副大臣",       "経済産業大臣", "外務副大臣", "外務報道官", "報道官",
    "官房長官",     "副長官",       "長官",       "大統領",     "首相",
    "総理",         "外相",         "防衛相",     "国防相",     "大臣",
    "大使",         "事務総長",     "次官",       "局長",       "主席",
    "国家主席",     "外長",         "外长",       "部长",       "总理",
    "发言人",       "副部长",       "总统",       "議長",       "報道課長"};

static const char *const wide_questions[] = {"記者", "質問", "问",
                                             "問",   "记者", "提问"};
static const char *const wide_answers[] = {"答", "回答"};

static bool is_in(struct slice text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal(text, slice_of(words[i])))
            return true;
    return false;
}

bool wide_label_is(struct slice text)
{
    int32_t c;

    utf8_decode(text.bytes, text.len, &c);
    return c >= 0x2E80;
}

/* Where the office at the end of a label in Japanese or Chinese begins. */
static size_t find_wide_role(struct slice text)
{
    size_t found = SIZE_MAX;

    for (size_t i = 0; i < COUNT_OF(wide_roles); i++) {
        struct slice role = slice_of(wide_roles[i]);

        if (slice_ends(text, role) && text.len - role.len < found)
            found = text.len - role.len;
    }
    return found;
}

/* The side in a label ("ラヴロフ・ロシア外相") is taken out of the name. */
static void read_wide_name(struct slice name, struct wide_label *label)
{
    struct side_match side;

    if (sides_find(name, 0, &side) &&
        (side.start == 0 || side.end == name.len)) {
        label->side = side.side;
        name = side.start == 0 ? slice_part(name, side.end, name.len)
                               : slice_part(name, 0, side.start);
    }
    while (slice_ends(name, SLICE("・")))
        name.len -= 3;
    while (slice_starts(name, SLICE("・")))
        name = slice_part(name, 3, name.len);
    name = slice_trim(name);
    if (name.len)
        label->name = name;
}

bool wide_label_read(struct slice text, struct wide_label *label)
{
    size_t role;

    *label = (struct wide_label){.is_question = false};
    if (is_in(text, wide_answers, COUNT_OF(wide_answers))) {
        label->is_answer = true;
        return true;
    }
    if (is_in(text, wide_questions, COUNT_OF(wide_questions)) ||
        slice_ends(text, SLICE("記者")) || slice_ends(text, SLICE("记者"))) {
        label->is_question = true;
        return true;
    }
    role = find_wide_role(text);
    if (role == SIZE_MAX || text.len > 60)
        return false;
    label->role = slice_part(text, role, text.len);
    read_wide_name(slice_part(text, 0, role), label);
    return true;
}
