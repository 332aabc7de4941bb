#include "indexer/fields.h"

#include <string.h>

#include "indexer/sides.h"

struct slice fields_clean(struct slice value, struct arena *arena)
{
    struct strbuf out = STRBUF_INIT;
    struct slice copy;
    size_t at = 0;
    bool is_space = false;

    while (at < value.len) {
        int32_t codepoint;
        size_t len = utf8_decode(value.bytes + at, value.len - at, &codepoint);

        if (codepoint <= ' ' || codepoint == 0xA0 || codepoint == 0x3000 ||
            codepoint == 0x202F) {
            is_space = codepoint >= 0 || is_space;
        } else {
            if (is_space && out.len)
                strbuf_add_byte(&out, ' ');
            is_space = false;
            strbuf_add(&out, slice_part(value, at, at + len));
        }
        at += len;
    }
    copy = slice_copy(arena, strbuf_slice(&out));
    strbuf_release(&out);
    return copy;
}

/* ---- the values ---- */

struct setting {
    struct said *said;
    struct slice value; /* cleaned */
    struct arena *arena;
    struct error *err;
};

static enum status refuse(const struct setting *setting, const char *why)
{
    return error_set(
        setting->err, STATUS_BAD_FORMAT, "'%.*s' is %s",
        (int)utf8_cut(setting->value.bytes, setting->value.len, 200),
        setting->value.bytes, why);
}

static enum status set_title(const struct setting *setting)
{
    setting->said->statement.title = setting->value;
    return STATUS_OK;
}

static enum status set_issuer(const struct setting *setting)
{
    setting->said->statement.issuer = setting->value;
    return STATUS_OK;
}

static enum status set_author(const struct setting *setting)
{
    setting->said->statement.author = setting->value;
    return STATUS_OK;
}

static enum status set_id(const struct setting *setting)
{
    setting->said->statement.id = setting->value;
    return STATUS_OK;
}

static enum status set_speaker(const struct setting *setting)
{
    setting->said->speaker = setting->value;
    return STATUS_OK;
}

static enum status set_role(const struct setting *setting)
{
    setting->said->role = setting->value;
    return STATUS_OK;
}

static enum status set_side(const struct setting *setting)
{
    struct slice side = side_of_name(setting->value);

    setting->said->statement.issuer_side =
        slice_is_known(side) ? side : setting->value;
    return STATUS_OK;
}

static enum status set_url(const struct setting *setting)
{
    if (!slice_starts(setting->value, SLICE("http://")) &&
        !slice_starts(setting->value, SLICE("https://")))
        return refuse(setting, "no http or https address");
    setting->said->statement.url = setting->value;
    return STATUS_OK;
}

static bool is_time_mark(char c)
{
    return c == 'T' || c == ' ' || c == 't';
}

static bool read_date(struct slice value, struct date *from, struct date *to)
{
    struct date_match match;

    *to = (struct date){0};
    if (date_parse_iso(value, from))
        return true;
    if (value.len > 11 && is_time_mark(value.bytes[10]) &&
        date_parse_iso(slice_part(value, 0, 10), from))
        return true;
    if (!date_find(value, 0, &match) || !match.from.year)
        return false;
    *from = match.from;
    if (date_compare(match.from, match.to))
        *to = match.to;
    return true;
}

static enum status set_date(const struct setting *setting)
{
    struct statement *statement = &setting->said->statement;
    struct date from, to;

    if (!read_date(setting->value, &from, &to))
        return refuse(setting, "no date (write 2018-07-31, 2018-07 or 2018)");
    statement->date = from;
    if (date_is_known(to))
        statement->date_end = to;
    statement->date_basis = DATE_METADATA;
    return STATUS_OK;
}

/* When the page came out is second to the date that it gives itself. */
static enum status set_published(const struct setting *setting)
{
    if (date_is_known(setting->said->statement.date))
        return STATUS_OK;
    return set_date(setting);
}

static enum status set_date_end(const struct setting *setting)
{
    struct date to;

    if (!read_date(setting->value, &setting->said->statement.date_end, &to))
        return refuse(setting, "no date (write 2018-07-31, 2018-07 or 2018)");
    return STATUS_OK;
}

static const struct {
    const char *name;
    const char *code;
} languages[] = {
    {"english", "en"},    {"russian", "ru"},  {"french", "fr"},
    {"spanish", "es"},    {"german", "de"},   {"portuguese", "pt"},
    {"italian", "it"},    {"japanese", "ja"}, {"chinese", "zh"},
    {"korean", "ko"},     {"arabic", "ar"},   {"ukrainian", "uk"},
    {"persian", "fa"},    {"turkish", "tr"},  {"polish", "pl"},
    {"dutch", "nl"},      {"swedish", "sv"},  {"norwegian", "no"},
    {"danish", "da"},     {"finnish", "fi"},  {"greek", "el"},
    {"hebrew", "he"},     {"hindi", "hi"},    {"indonesian", "id"},
    {"vietnamese", "vi"}, {"thai", "th"},     {"romanian", "ro"},
    {"hungarian", "hu"},  {"czech", "cs"},    {"bulgarian", "bg"},
};

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* BCP 47 without region: the two or three letters before "-" or "_". */
static enum status set_language(const struct setting *setting)
{
    struct slice *out = &setting->said->statement.language;
    struct slice value = setting->value;
    char code[3];
    size_t len = 0;

    for (size_t i = 0; i < COUNT_OF(languages); i++) {
        if (slice_equal_nocase(value, slice_of(languages[i].name))) {
            *out = slice_of(languages[i].code);
            return STATUS_OK;
        }
    }
    while (len < value.len && len < sizeof code &&
           small(value.bytes[len]) >= 'a' && small(value.bytes[len]) <= 'z') {
        code[len] = small(value.bytes[len]);
        len++;
    }
    if (len < 2 ||
        (len < value.len && value.bytes[len] != '-' && value.bytes[len] != '_'))
        return refuse(setting, "no language (write en, ru, ja ...)");
    *out = slice_copy(setting->arena, (struct slice){code, len});
    return STATUS_OK;
}

/* ---- the names ---- */

static const struct {
    const char *name;
    enum status (*set)(const struct setting *setting);
} fields[] = {
    {"title", set_title},
    {"date", set_date},
    {"published", set_published},
    {"published_time", set_published},
    {"date_published", set_published},
    {"date_end", set_date_end},
    {"end_date", set_date_end},
    {"language", set_language},
    {"lang", set_language},
    {"url", set_url},
    {"source_url", set_url},
    {"link", set_url},
    {"canonical_url", set_url},
    {"issuer", set_issuer},
    {"publisher", set_issuer},
    {"side", set_side},
    {"issuer_side", set_side},
    {"country", set_side},
    {"speaker", set_speaker},
    {"role", set_role},
    {"post", set_role},
    {"position", set_role},
    {"author", set_author},
    {"byline", set_author},
    {"id", set_id},
};

bool fields_are_known(struct slice name)
{
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        if (slice_equal_nocase(name, slice_of(fields[i].name)))
            return true;
    return false;
}

enum status fields_set(struct said *said, struct slice name, struct slice value,
                       struct arena *arena, struct error *err)
{
    struct setting setting = {said, fields_clean(value, arena), arena, err};

    for (size_t i = 0; i < COUNT_OF(fields); i++) {
        if (!slice_equal_nocase(name, slice_of(fields[i].name)))
            continue;
        return setting.value.len ? fields[i].set(&setting) : STATUS_OK;
    }
    return error_set(err, STATUS_NOT_FOUND, "no field is called '%.*s'",
                     (int)utf8_cut(name.bytes, name.len, 100), name.bytes);
}

static void take(struct slice *field, struct slice value)
{
    if (slice_is_known(value))
        *field = value;
}

void fields_apply(struct said *said, const struct said *more)
{
    struct statement *statement = &said->statement;

    take(&statement->id, more->statement.id);
    take(&statement->title, more->statement.title);
    take(&statement->issuer, more->statement.issuer);
    take(&statement->issuer_side, more->statement.issuer_side);
    take(&statement->language, more->statement.language);
    take(&statement->url, more->statement.url);
    take(&statement->author, more->statement.author);
    take(&said->speaker, more->speaker);
    take(&said->role, more->role);
    if (date_is_known(more->statement.date)) {
        statement->date = more->statement.date;
        statement->date_end = more->statement.date_end;
        statement->date_basis = more->statement.date_basis;
    }
}

struct statement fields_copy_statement(const struct statement *from,
                                       struct arena *arena)
{
    struct statement to = *from;

    to.id = slice_copy(arena, from->id);
    to.title = slice_copy(arena, from->title);
    to.issuer = slice_copy(arena, from->issuer);
    to.issuer_side = slice_copy(arena, from->issuer_side);
    to.author = slice_copy(arena, from->author);
    to.language = slice_copy(arena, from->language);
    to.file = slice_copy(arena, from->file);
    to.member = slice_copy(arena, from->member);
    to.url = slice_copy(arena, from->url);
    return to;
}

struct said fields_copy(const struct said *from, struct arena *arena)
{
    return (struct said){fields_copy_statement(&from->statement, arena),
                         slice_copy(arena, from->speaker),
                         slice_copy(arena, from->role)};
}
