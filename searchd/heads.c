#include "searchd/heads.h"

#include "common/fold.h"
#include "common/script.h"

/* One character of a text. */
struct letter {
    int32_t folded; /* 0: no letter or digit */
    size_t len;     /* bytes */
    bool is_dense;  /* of a script without spaces */
};

static struct letter letter_at(struct slice text, size_t at)
{
    unsigned char byte = (unsigned char)text.bytes[at];
    struct letter letter = {0, 1, false};
    int32_t codepoint;

    if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9')) {
        letter.folded = byte;
    } else if (byte >= 'A' && byte <= 'Z') {
        letter.folded = byte - 'A' + 'a';
    } else if (byte >= 0x80) {
        letter.len = utf8_decode(text.bytes + at, text.len - at, &codepoint);
        letter.folded = fold_letter(codepoint);
        letter.is_dense = script_of(codepoint) == SCRIPT_DENSE;
    }
    return letter;
}

/* FNV-1a, a letter at a time. */
static uint32_t hash_more(uint32_t hash, int32_t letter)
{
    return (hash ^ (uint32_t)letter) * 16777619U;
}

static uint16_t number_of(uint32_t hash)
{
    return (uint16_t)((hash ^ hash >> 15) % HEADS_BITS);
}

/* The head that begins at `at`; where add is given, its beginnings are added
 * to it. */
static uint16_t head_at(struct slice text, size_t at, struct heads *add)
{
    uint32_t hash = 2166136261U;

    for (int i = 0; i < HEAD_LETTERS && at < text.len; i++) {
        struct letter letter = letter_at(text, at);

        if (!letter.folded)
            break;
        hash = hash_more(hash, letter.folded);
        at += letter.len;
        if (add)
            add->bits[number_of(hash) / 64] |= (uint64_t)1
                                               << number_of(hash) % 64;
    }
    return number_of(hash);
}

uint16_t heads_first(struct slice text)
{
    size_t at = 0;

    while (at < text.len) {
        struct letter letter = letter_at(text, at);

        if (letter.folded)
            break;
        at += letter.len;
    }
    return head_at(text, at, NULL);
}

void heads_add(struct heads *heads, struct slice text)
{
    bool is_inside = false;

    for (size_t at = 0; at < text.len;) {
        struct letter letter = letter_at(text, at);

        if (letter.folded && (!is_inside || letter.is_dense))
            head_at(text, at, heads);
        is_inside = letter.folded != 0;
        at += letter.len;
    }
}

bool heads_have(const struct heads *heads, uint16_t head)
{
    return heads->bits[head / 64] >> head % 64 & 1;
}

bool heads_have_all(const struct heads *heads, struct slice text)
{
    bool is_inside = false;

    for (size_t at = 0; at < text.len;) {
        struct letter letter = letter_at(text, at);

        if (letter.folded && !is_inside) {
            if (!heads_have(heads, head_at(text, at, NULL)))
                return false;
            is_inside = true;
        } else if (text.bytes[at] == ' ') {
            is_inside = false;
        }
        at += letter.len;
    }
    return true;
}
