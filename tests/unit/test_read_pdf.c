/* read_pdf: what is made of the texts of a page and their places. */
#include "tests/unit/unit.h"

#include "indexer/read_pdf.h"

#define FONTS                                                                  \
    "<fontspec id=\"0\" size=\"16\" family=\"Serif\" color=\"#000000\"/>"      \
    "<fontspec id=\"1\" size=\"120\" family=\"Serif\" color=\"#909090\"/>"     \
    "<fontspec id=\"2\" size=\"16\" family=\"Serif\" color=\"#dddddd\"/>"      \
    "<fontspec id=\"3\" size=\"8\" family=\"Serif\" color=\"#000000\"/>"

/* A page while it is put together. */
struct sheet {
    struct strbuf xml;
    float top;
    const char *plain; /* what pdftotext says; NULL: it is not asked */
};

static void begin(struct sheet *sheet)
{
    *sheet = (struct sheet){.top = 100};
    strbuf_add_text(&sheet->xml,
                    "<page number=\"1\" height=\"1262\" width=\"892\">" FONTS);
}

static void put(struct sheet *sheet, float left, float width, int font,
                const char *text)
{
    float height = font == 1 ? 180 : font == 3 ? 11 : 21;

    strbuf_add_format(&sheet->xml,
                      "<text top=\"%.1f\" left=\"%.1f\" width=\"%.1f\" "
                      "height=\"%.1f\" font=\"%d\">%s</text>",
                      (double)sheet->top, (double)left, (double)width,
                      (double)height, font, text);
}

/* A line of text from the left margin, as wide as the page is. */
static void put_line(struct sheet *sheet, const char *text)
{
    sheet->top += 23;
    put(sheet, 100, 690, 0, text);
}

/* The lines of the page but for blank ones and furniture, one below the other;
 * ends the sheet. */
static void check_texts(struct sheet *sheet, const char *expected)
{
    const struct raw_file file = {.path = "test.pdf"};
    struct arena arena = ARENA_INIT;
    struct strbuf found = STRBUF_INIT;
    struct pdf_outputs said = {.info = SLICE("")};
    struct page page;
    struct error err;

    strbuf_add_text(&sheet->xml, "</page>");
    said.xml = strbuf_slice(&sheet->xml);
    said.plain = slice_of(sheet->plain ? sheet->plain : "");
    assert_ok(read_pdf_output(&file, &said, &arena, &page, &err), &err);
    for (size_t i = 0; i < page.count; i++)
        if (page.lines[i].text.len && page.lines[i].use != LINE_OF_PAGE)
            strbuf_add_format(&found, "%.*s\n", SLICE_ARG(page.lines[i].text));
    assert_slice(strbuf_slice(&found), expected);
    strbuf_release(&found);
    strbuf_release(&sheet->xml);
    arena_release(&arena);
}

static void test_signs_that_are_drawn_alike_are_the_common_ones(void **state)
{
    struct sheet sheet;

    (void)state;
    begin(&sheet);
    put_line(&sheet, "⽇本と⼤⾂の外⻓の⼒、e\xEF\xAC\x83"
                     "cient");
    check_texts(&sheet, "日本と大臣の外长の力、efficient\n");
}

static void test_lines_from_top_to_bottom_are_read(void **state)
{
    static const char *const signs[][8] = {
        {"両", "大", "臣", "は", "海", "峡", "の", "島"},
        {"に", "つ", "い", "て", "話", "し", "た", "︒"}};
    struct sheet sheet;

    (void)state;
    begin(&sheet);
    for (size_t column = 0; column < 2; column++) {
        sheet.top = 100;
        for (size_t i = 0; i < 8; i++) {
            put(&sheet, 700 - 23 * (float)column, 16, 0, signs[column][i]);
            sheet.top += 16.5F;
        }
    }
    check_texts(&sheet, "両大臣は海峡の島について話した。\n");
}

static void test_lines_from_right_to_left_are_read(void **state)
{
    struct sheet sheet;

    (void)state;
    begin(&sheet);
    sheet.top += 23; /* "The minister said: The lamps (1919) cost 25%." */
    put(&sheet, 200, 590, 0, ".25% ולע The lamps (1919) :רמא רשה");
    check_texts(&sheet, "השר אמר: The lamps (1919) עלו 25%.\n");
    begin(&sheet);
    put_line(&sheet, "ﻢﻟﺎﻌﻟا ﻲﻓ مﻼﺴﻟا");
    check_texts(&sheet, "السلام في العالم\n");
    begin(&sheet);
    put_line(&sheet, "The word םולש is one of peace.");
    check_texts(&sheet, "The word שלום is one of peace.\n");
}

static void test_columns_from_right_to_left_are_read(void **state)
{
    struct sheet sheet;

    (void)state;
    begin(&sheet);
    for (size_t i = 0; i < 4; i++) {
        sheet.top += 23;
        put(&sheet, 100, 330, 0, "האמש האמש האמש האמש האמש האמש");
        put(&sheet, 460, 330, 0,
            i < 3 ? "ןימי ןימי ןימי ןימי ןימי ןימי"
                  : ".ןימי ןימי ןימי ןימי ןימי ןימי");
    }
    check_texts(&sheet, "ימין ימין ימין ימין ימין ימין "
                        "ימין ימין ימין ימין ימין ימין "
                        "ימין ימין ימין ימין ימין ימין "
                        "ימין ימין ימין ימין ימין ימין.\n"
                        "שמאה שמאה שמאה שמאה שמאה שמאה "
                        "שמאה שמאה שמאה שמאה שמאה שמאה "
                        "שמאה שמאה שמאה שמאה שמאה שמאה "
                        "שמאה שמאה שמאה שמאה שמאה שמאה\n");
}

static void test_what_is_printed_across_the_text_is_none_of_it(void **state)
{
    struct sheet sheet;

    (void)state;
    begin(&sheet);
    put_line(&sheet, "The ministers met in the capital and spoke of");
    put_line(&sheet, "the lighthouses of the strait and of the lamps");
    put_line(&sheet, "that both of their countries keep there.");
    sheet.top = 110;
    put(&sheet, 300, 300, 1, "DRAFT");
    put(&sheet, 120, 300, 2, "EMBARGOED");
    check_texts(&sheet, "The ministers met in the capital and spoke of the "
                        "lighthouses of the strait and of the lamps that both "
                        "of their countries keep there.\n");
}

static void test_small_kana_over_signs_are_left_out(void **state)
{
    struct sheet sheet;

    (void)state;
    begin(&sheet);
    put_line(&sheet, "両大臣は海峡の灯台について話した。");
    sheet.top -= 8;
    put(&sheet, 180, 40, 3, "かいきょう");
    check_texts(&sheet, "両大臣は海峡の灯台について話した。\n");
}

/* The fourth line of the column was stretched to its width. */
static void test_words_far_apart_are_no_cells(void **state)
{
    struct sheet sheet;

    (void)state;
    begin(&sheet);
    put_line(&sheet, "The ministers met in the capital and spoke of the lamps");
    put_line(&sheet,
             "and of the lighthouses of the strait, and they saw to the");
    sheet.top += 23;
    put(&sheet, 100, 140, 0, "implementation");
    put(&sheet, 300, 100, 0, "of");
    put(&sheet, 460, 100, 0, "the");
    put(&sheet, 620, 170, 0, "resolutions");
    put_line(&sheet,
             "that both of their countries have agreed upon for years.");
    check_texts(&sheet,
                "The ministers met in the capital and spoke of the lamps and "
                "of the lighthouses of the strait, and they saw to the "
                "implementation of the resolutions that both of their "
                "countries have agreed upon for years.\n");
}

static void test_lines_of_a_cell_are_joined(void **state)
{
    struct sheet sheet;

    (void)state;
    begin(&sheet);
    for (size_t i = 0; i < 3; i++) {
        sheet.top += 40;
        put(&sheet, 100, 150, 0, "Lighthouse of");
        put(&sheet, 300, 60, 0, "1,250");
        put(&sheet, 460, 150, 0, "Mr. Smith, who");
        sheet.top += 23;
        put(&sheet, 100, 100, 0, "the north");
        put(&sheet, 460, 100, 0, "lives there");
    }
    check_texts(&sheet,
                "Lighthouse of the north | 1,250 | Mr. Smith, who lives there\n"
                "Lighthouse of the north | 1,250 | Mr. Smith, who lives there\n"
                "Lighthouse of the north | 1,250 | Mr. Smith, who lives there"
                "\n");
}

static void test_tables_set_with_spaces_have_rows(void **state)
{
    struct sheet sheet;

    (void)state;
    begin(&sheet);
    sheet.top += 23;
    put(&sheet, 100, 380, 0, "Cape North         1,250     Smith");
    sheet.top += 23;
    put(&sheet, 100, 390, 0, "The South            900     Ivanov");
    check_texts(&sheet,
                "Cape North | 1,250 | Smith\nThe South | 900 | Ivanov\n");
}

static void test_raised_numbers_refer_to_notes(void **state)
{
    struct sheet sheet;

    (void)state;
    begin(&sheet);
    sheet.top += 23;
    put(&sheet, 100, 200, 0, "The treaty of 1919");
    put(&sheet, 300, 6, 3, "2");
    put(&sheet, 310, 100, 0, "is on 5 km");
    put(&sheet, 410, 6, 3, "2");
    check_texts(&sheet, "The treaty of 1919[2] is on 5 km2\n");
}

static void test_words_with_soft_hyphens_are_joined(void **state)
{
    struct sheet sheet;

    (void)state;
    begin(&sheet);
    sheet.plain = "The bal\xC2\xADlis\xC2\xADtic mis\xC2\xADsiles,\n"
                  "res\xC2\xADolu\xC2\xAD\xE2\x80\x90\ntions and "
                  "\xC2\xADno \xC2\xAD \xC2\xAD\xC2\xAD at\xC2\xADoll\n";
    put_line(&sheet,
             "<b>The bal lis</b> tic  mis siles, the bal of the lis tic, "
             "at once, at oll and in a set of long res olu \xE2\x80\x90");
    put_line(&sheet, "tions, no  mis siles, no mis siles, in the lines of "
                     "which there are all of the words.");
    check_texts(&sheet,
                "The ballistic missiles, the bal of the lis tic, at once, "
                "atoll and in a set of long resolutions, no missiles, no "
                "missiles, in the lines of which there are all of the "
                "words.\n");
}

static void test_what_a_browser_prints_around_a_page_is_left_out(void **state)
{
    struct sheet sheet;

    (void)state;
    begin(&sheet);
    put(&sheet, 36, 120, 0, "11/22/26, 7:42 PM");
    put(&sheet, 470, 120, 0, "On lamps");
    sheet.top += 100;
    put_line(&sheet, "The lamps along the strait must stay lit by night and by "
                     "day, as was said.");
    sheet.top = 1200;
    put(&sheet, 36, 250, 0, "https://www.example.org/lamps");
    put(&sheet, 840, 20, 0, "1/1");
    check_texts(&sheet, "The lamps along the strait must stay lit by night and "
                        "by day, as was said.\n");
    begin(&sheet);
    put_line(&sheet, "11/22/26, 7:42 PM: the lamps along the strait were lit.");
    sheet.top = 1200;
    put_line(&sheet, "See https://www.example.org/lamps 1/1");
    check_texts(&sheet,
                "11/22/26, 7:42 PM: the lamps along the strait were lit.\n"
                "See https://www.example.org/lamps 1/1\n");
}

static void test_a_word_beside_another_mark_is_no_soft_one(void **state)
{
    struct sheet sheet;

    (void)state;
    begin(&sheet);
    sheet.plain = "mis\xC2\xADsiles\n";
    put_line(&sheet, "All mis siles, and all mis sile words, are as they are.");
    check_texts(&sheet,
                "All mis siles, and all mis sile words, are as they are.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_signs_that_are_drawn_alike_are_the_common_ones),
        cmocka_unit_test(test_lines_from_top_to_bottom_are_read),
        cmocka_unit_test(test_lines_from_right_to_left_are_read),
        cmocka_unit_test(test_columns_from_right_to_left_are_read),
        cmocka_unit_test(test_what_is_printed_across_the_text_is_none_of_it),
        cmocka_unit_test(test_small_kana_over_signs_are_left_out),
        cmocka_unit_test(test_words_far_apart_are_no_cells),
        cmocka_unit_test(test_lines_of_a_cell_are_joined),
        cmocka_unit_test(test_tables_set_with_spaces_have_rows),
        cmocka_unit_test(test_raised_numbers_refer_to_notes),
        cmocka_unit_test(test_words_with_soft_hyphens_are_joined),
        cmocka_unit_test(test_what_a_browser_prints_around_a_page_is_left_out),
        cmocka_unit_test(test_a_word_beside_another_mark_is_no_soft_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
