/* charset_inside.h - inside of charset. */
#ifndef INDEXER_CHARSET_INSIDE_H
#define INDEXER_CHARSET_INSIDE_H

#include "indexer/charset.h"

enum charset_kind {
    UTF_8,
    UTF_16LE,
    UTF_16BE,
    SINGLE, /* and all below: others than Unicode */
    SJIS,
    EUC_JP,
    GB,
    BIG_5,
    UHC
};

struct charset {
    const char *name;
    const char *iconv_name;
    enum charset_kind kind;
    const char *labels; /* other names, parted by spaces */
};

#endif
