#include "indexer/mail_head.h"

#include "indexer/issuer.h"
#include "indexer/issuer_address.h"
#include "indexer/mail_decode.h"
#include "indexer/rfc822.h"

/* ---- date ---- */

static unsigned read_number(struct slice text)
{
    unsigned number = 0;

    if (!text.len || text.len > 4)
        return 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return 0;
        number = number * 10 + (unsigned)(text.bytes[i] - '0');
    }
    return number;
}

static unsigned read_month(struct slice word)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";

    for (unsigned i = 0; i < 12 && word.len >= 3; i++)
        if (slice_equal_nocase(slice_part(word, 0, 3),
                               (struct slice){names + 3 * i, 3}))
            return i + 1;
    return 0;
}

/* A year of two or three digits as RFC 5322 has it. */
static unsigned whole_year(unsigned year, size_t digits)
{
    if (digits == 2)
        return year < 50 ? 2000 + year : 1900 + year;
    return digits == 3 ? 1900 + year : year;
}

static bool next_word(struct slice *rest, struct slice *out)
{
    *rest = slice_trim(*rest);
    for (size_t end = 0; end <= rest->len; end++)
        if (end == rest->len || strchr(" \t,", rest->bytes[end])) {
            *out = slice_part(*rest, 0, end);
            *rest = slice_part(*rest, end + 1, rest->len);
            return out->len > 0;
        }
    return false;
}

bool mail_date_read(struct slice value, struct date *out)
{
    struct date_match match;
    struct slice rest = value, word[3] = {{0}};
    unsigned year;

    do {
        if (!next_word(&rest, &word[0]))
            break;
    } while (!read_number(word[0]));
    if (next_word(&rest, &word[1]) && next_word(&rest, &word[2])) {
        year = whole_year(read_number(word[2]), word[2].len);
        *out = (struct date){(int16_t)year, (int8_t)read_month(word[1]),
                             (int8_t)read_number(slice_part(word[0], 0, 2))};
        if (year && out->month && out->day && word[0].len <= 2 &&
            date_is_valid(*out))
            return true;
    }
    *out = (struct date){0};
    if (!date_find(value, 0, &match) || !match.from.year)
        return false;
    *out = match.from;
    return true;
}

/* ---- sender ---- */

struct sender {
    struct slice name;
    struct slice address;
};

/* "a at b.org" of archives that hide addresses is one, too. */
static struct slice find_address(struct slice text, struct arena *arena)
{
    size_t at = slice_find(text, SLICE("@"), 0), start, end;
    size_t hidden = at == SIZE_MAX ? slice_find(text, SLICE(" at "), 0) : at;
    struct strbuf address = STRBUF_INIT;
    struct slice kept;

    if (hidden == SIZE_MAX)
        return SLICE_UNKNOWN;
    start = hidden;
    end = hidden + (at == SIZE_MAX ? 4 : 1);
    while (start > 0 && !strchr(" \t<\"(,;", text.bytes[start - 1]))
        start--;
    strbuf_add(&address, slice_part(text, start, hidden));
    strbuf_add_byte(&address, '@');
    start = end;
    while (end < text.len && !strchr(" \t>\"),;", text.bytes[end]))
        end++;
    strbuf_add(&address, slice_part(text, start, end));
    kept =
        end > start ? slice_copy(arena, strbuf_slice(&address)) : SLICE_UNKNOWN;
    strbuf_release(&address);
    return kept;
}

static struct slice unquoted(struct slice name)
{
    name = slice_trim(name);
    while (name.len > 1 && (name.bytes[0] == '"' || name.bytes[0] == '\'') &&
           name.bytes[name.len - 1] == name.bytes[0])
        name = slice_trim(slice_part(name, 1, name.len - 1));
    return name;
}

/* "Name <a@b>", "a@b (Name)", "a@b" */
static void read_sender(struct slice field, struct arena *arena,
                        struct sender *out)
{
    size_t open = slice_find(field, SLICE("<"), 0);
    size_t bracket = slice_find(field, SLICE("("), 0);
    size_t close = slice_find(field, SLICE(")"), 0);

    *out = (struct sender){.name = SLICE_UNKNOWN};
    if (open != SIZE_MAX) {
        out->name = slice_part(field, 0, open);
        out->address = find_address(slice_part(field, open, field.len), arena);
    } else if (bracket != SIZE_MAX && close != SIZE_MAX && close > bracket) {
        out->name = slice_part(field, bracket + 1, close);
        out->address = find_address(slice_part(field, 0, bracket), arena);
    } else {
        out->address = find_address(field, arena);
        if (!slice_is_known(out->address))
            out->name = field;
    }
    out->name = unquoted(out->name);
}

/* Whose the host of an address is: as that of a site. */
static void take_host(struct slice address, struct statement *statement,
                      struct arena *arena)
{
    size_t at = slice_find(address, SLICE("@"), 0);
    struct strbuf url = STRBUF_INIT;

    if (at == SIZE_MAX)
        return;
    strbuf_add_format(&url, "mailto://%.*s",
                      SLICE_ARG(slice_part(address, at + 1, address.len)));
    if (issuer_address_read(slice_copy(arena, strbuf_slice(&url)),
                            &statement->issuer, &statement->issuer_side))
        statement->issuer_basis = ISSUER_ADDRESS;
    strbuf_release(&url);
}

static void take_sender(struct slice field, struct arena *arena,
                        struct statement *statement)
{
    struct sender sender;

    read_sender(mail_words(field, arena), arena, &sender);
    if (slice_is_known(sender.address))
        take_host(sender.address, statement, arena);
    if (sender.name.len && issuer_is_mark(sender.name)) {
        if (!slice_is_known(statement->issuer))
            issuer_take_mark(sender.name, statement, arena);
        return;
    }
    statement->author = sender.name.len ? sender.name : sender.address;
}

void mail_head_read(struct slice head, struct arena *arena, struct said *out)
{
    struct slice subject = rfc822_field(head, SLICE("Subject"), arena);
    struct slice date = rfc822_field(head, SLICE("Date"), arena);
    struct slice from = rfc822_field(head, SLICE("From"), arena);
    struct statement *statement = &out->statement;

    *out = (struct said){.speaker = SLICE_UNKNOWN};
    if (slice_is_known(subject) && slice_trim(subject).len)
        statement->title = mail_words(subject, arena);
    if (slice_is_known(date) && mail_date_read(date, &statement->date))
        statement->date_basis = DATE_METADATA;
    if (slice_is_known(from))
        take_sender(from, arena, statement);
}
