#include "tests/unit/unit.h"

#include "indexer/html_word_lists.h"
#include "indexer/html_words.h"

static void test_lists_are_sorted(void **state)
{
    static const struct html_word_list *const lists[] = {
        &html_side_words, &html_doubtful_words, &html_talk_words,
        &html_head_words, &html_text_words,     &html_article_words,
        &html_side_parts, &html_talk_parts};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(lists); i++)
        for (size_t k = 1; k < lists[i]->count; k++)
            if (strcmp(lists[i]->words[k - 1], lists[i]->words[k]) >= 0)
                fail_msg("list %zu: %s stands before %s", i,
                         lists[i]->words[k - 1], lists[i]->words[k]);
}

static enum html_part part(enum html_tag tag, const char *class, const char *id)
{
    const struct html_attribute attributes[] = {{HTML_CLASS, slice_of(class)},
                                                {HTML_ID, slice_of(id)}};
    const struct html_node node = {
        .tag = (uint16_t)tag, .attribute_count = 2, .attributes = attributes};

    return html_part_of(&node);
}

static void test_names_tell_parts(void **state)
{
    static const struct {
        enum html_tag tag;
        const char *class, *id;
        enum html_part part;
    } rows[] = {
        {HTML_DIV, "", "", HTML_PART_UNNAMED},
        {HTML_DIV, "share-bar", "", HTML_PART_SIDE},
        {HTML_DIV, "shareholders", "", HTML_PART_UNNAMED},
        {HTML_DIV, "articleSidebarRight", "", HTML_PART_SIDE},
        {HTML_DIV, "", "user-comments", HTML_PART_TALK},
        {HTML_DIV, "commentary", "", HTML_PART_UNNAMED},
        {HTML_DIV, "post-12 post type-post tag-talks category-news", "",
         HTML_PART_ARTICLE},
        {HTML_DIV, "field field--label-hidden", "", HTML_PART_UNNAMED},
        {HTML_DIV, "entry-content", "", HTML_PART_TEXT},
        {HTML_DIV, "entry-meta", "", HTML_PART_HEAD},
        {HTML_DIV, "widget", "", HTML_PART_DOUBTFUL},
        {HTML_SECTION, "see-also", "", HTML_PART_SIDE},
        {HTML_NAV, "content", "", HTML_PART_SIDE},
        {HTML_ARTICLE, "", "", HTML_PART_ARTICLE},
        {HTML_BODY, "sidebar comments", "", HTML_PART_UNNAMED},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        enum html_part got = part(rows[i].tag, rows[i].class, rows[i].id);

        if (got != rows[i].part)
            fail_msg("row %zu (%s %s): %d", i, rows[i].class, rows[i].id, got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists_are_sorted),
        cmocka_unit_test(test_names_tell_parts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
