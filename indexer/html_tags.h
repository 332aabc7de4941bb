/* html_tags.h - the elements of HTML that mean something here. */
#ifndef INDEXER_HTML_TAGS_H
#define INDEXER_HTML_TAGS_H

#include <stdbool.h>

enum html_tag {
    HTML_OTHER, /* an element without a meaning here: its content counts */
    HTML_TEXT,
    HTML_A,
    HTML_ABBR,
    HTML_ADDRESS,
    HTML_ARTICLE,
    HTML_ASIDE,
    HTML_AUDIO,
    HTML_B,
    HTML_BASE,
    HTML_BLOCKQUOTE,
    HTML_BODY,
    HTML_BR,
    HTML_BUTTON,
    HTML_CANVAS,
    HTML_CAPTION,
    HTML_CENTER,
    HTML_CODE,
    HTML_DATALIST,
    HTML_DD,
    HTML_DEL,
    HTML_DETAILS,
    HTML_DIALOG,
    HTML_DIV,
    HTML_DL,
    HTML_DT,
    HTML_EM,
    HTML_FIELDSET,
    HTML_FIGCAPTION,
    HTML_FIGURE,
    HTML_FONT,
    HTML_FOOTER,
    HTML_FORM,
    HTML_H1,
    HTML_H2,
    HTML_H3,
    HTML_H4,
    HTML_H5,
    HTML_H6,
    HTML_HEAD,
    HTML_HEADER,
    HTML_HR,
    HTML_HTML,
    HTML_I,
    HTML_IFRAME,
    HTML_IMG,
    HTML_INPUT,
    HTML_LABEL,
    HTML_LEGEND,
    HTML_LI,
    HTML_LINK,
    HTML_MAIN,
    HTML_MATH,
    HTML_MENU,
    HTML_META,
    HTML_NAV,
    HTML_NOSCRIPT,
    HTML_OBJECT,
    HTML_OL,
    HTML_OPTION,
    HTML_P,
    HTML_PICTURE,
    HTML_PRE,
    HTML_RP,
    HTML_RT,
    HTML_SECTION,
    HTML_SELECT,
    HTML_SPAN,
    HTML_STRONG,
    HTML_SUP,
    HTML_SUMMARY,
    HTML_TABLE,
    HTML_TBODY,
    HTML_TD,
    HTML_TEMPLATE,
    HTML_TEXTAREA,
    HTML_TFOOT,
    HTML_TH,
    HTML_THEAD,
    HTML_TIME,
    HTML_TITLE,
    HTML_TR,
    HTML_U,
    HTML_UL,
    HTML_VIDEO,
    HTML_TAG_COUNT
};

/* By its name in small letters, "x:p" as "p"; HTML_OTHER when it means nothing
 * here. */
enum html_tag html_tag_of(const char *name);

/* Its usual name; NULL: of HTML_OTHER and HTML_TEXT. */
const char *html_tag_name(enum html_tag tag);

/* Does the element begin and end a line (a paragraph, a row, an item)? */
bool html_is_block(enum html_tag tag);

#endif
