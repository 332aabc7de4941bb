#include "indexer/read_mail.h"

#include "common/schema.h"
#include "indexer/line_stream.h"
#include "indexer/mail_choice.h"
#include "indexer/mail_decode.h"
#include "indexer/mail_head.h"
#include "indexer/mail_text.h"
#include "indexer/rfc822.h"

enum {
    TEXT_MOST = 16 * 1024 * 1024 /* bytes of the text of a message */
};

struct mail {
    struct line_stream lines;
    bool is_started;
    bool is_mailbox;
    bool has_next; /* the line that was read last begins a message */
    bool is_ended;
    uint32_t number;      /* of the message, from 1 */
    struct error failure; /* that ended it; told when all else is */
    /* The message. */
    struct strbuf raw;
    uint64_t start;
    uint32_t line;
    bool is_too_large;
    struct mail_parts parts;
    size_t text; /* which of them is its text; count: none */
    size_t next; /* to be given out; count: read on */
    struct said told;
    struct strbuf bytes; /* decoded */
    struct stretches way;
    uint64_t passed_over;
    struct arena arena; /* of the message */
};

static void *mail_open(const struct input *input)
{
    struct mail *mail = heap_alloc(sizeof *mail);

    line_stream_open(input, &mail->lines);
    return mail;
}

static void mail_close(void *file)
{
    struct mail *mail = file;

    if (!mail)
        return;
    line_stream_close(&mail->lines);
    strbuf_release(&mail->raw);
    strbuf_release(&mail->bytes);
    stretches_release(&mail->way);
    arena_release(&mail->arena);
    heap_free(mail);
}

static uint64_t mail_passed_over(const void *file)
{
    return ((const struct mail *)file)->passed_over;
}

/* ---- from a file to messages ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "From a@b.org Tue Jul 31 10:00:00 2018": a time stands in it. */
static bool begins_message(struct slice line)
{
    if (!slice_starts(line, SLICE("From ")))
        return false;
    for (size_t i = 5; i + 4 < line.len; i++)
        if (line.bytes[i + 2] == ':' && is_digit(line.bytes[i]) &&
            is_digit(line.bytes[i + 1]) && is_digit(line.bytes[i + 3]))
            return true;
    return false;
}

static void add_line(struct mail *mail)
{
    struct slice line = strbuf_slice(&mail->lines.line);

    if (!mail->raw.len) {
        mail->start = mail->lines.start;
        mail->line = mail->lines.number;
    }
    mail->is_too_large |= line_stream_is_too_long(&mail->lines) ||
                          mail->raw.len + line.len > SCHEMA_FILE_BYTES_MOST;
    if (mail->is_too_large)
        return;
    strbuf_add(&mail->raw, line);
    strbuf_add_byte(&mail->raw, '\n');
}

static bool is_blank(struct slice line)
{
    return slice_trim(line).len == 0;
}

static void next_line(struct mail *mail)
{
    enum status status = line_stream_next(&mail->lines, &mail->failure);

    mail->is_ended = status != STATUS_OK;
    if (status == STATUS_END)
        mail->failure.status = STATUS_OK;
}

static void start(struct mail *mail)
{
    mail->is_started = true;
    do
        next_line(mail);
    while (!mail->is_ended && is_blank(strbuf_slice(&mail->lines.line)));
    mail->has_next = !mail->is_ended;
    mail->is_mailbox =
        mail->has_next && begins_message(strbuf_slice(&mail->lines.line));
}

/* Hold the next message whole. END: there is none. */
static enum status hold_message(struct mail *mail)
{
    bool is_after_blank = false;

    if (!mail->is_started)
        start(mail);
    strbuf_reset(&mail->raw);
    mail->is_too_large = false;
    if (!mail->has_next)
        return STATUS_END;
    mail->has_next = false;
    mail->number++;
    add_line(mail);
    for (;;) {
        struct slice line;

        next_line(mail);
        if (mail->is_ended)
            return STATUS_OK;
        line = strbuf_slice(&mail->lines.line);
        if (mail->is_mailbox && is_after_blank && begins_message(line)) {
            mail->has_next = true;
            return STATUS_OK;
        }
        is_after_blank = is_blank(line);
        add_line(mail);
    }
}

/* ---- giving it out ---- */

/* "17" of a mailbox, "17/talks.pdf", "talks.pdf"; unknown: the one mail that
 * the file is. */
static struct slice name_of(const struct mail *mail, size_t place,
                            struct arena *arena)
{
    const struct mail_part *part = &mail->parts.items[place];
    struct strbuf name = STRBUF_INIT;
    struct slice kept = SLICE_UNKNOWN;

    if (mail->is_mailbox)
        strbuf_add_format(&name, "%u", mail->number);
    if (place != mail->text) {
        if (name.len)
            strbuf_add_byte(&name, '/');
        for (size_t i = 0; i < place; i++)
            if (!part->name.len ||
                slice_equal(part->name, mail->parts.items[i].name)) {
                strbuf_add_format(&name, "%zu-", place + 1);
                break;
            }
        if (part->name.len)
            strbuf_add(&name, part->name);
        else
            strbuf_add_format(&name, "part%s", mail_choice_ending(part));
    }
    if (name.len)
        kept = slice_copy(arena, strbuf_slice(&name));
    strbuf_release(&name);
    return kept;
}

static enum status refuse(const struct mail *mail, struct error *err,
                          const char *why)
{
    return error_set(err, STATUS_TOO_LARGE, "%s:%u: message %u: %s",
                     mail->lines.input->name, mail->line, mail->number, why);
}

static enum status give_text(struct mail *mail, struct bundled *out,
                             struct error *err)
{
    const struct mail_part *part = &mail->parts.items[mail->text];
    size_t before = (size_t)(part->body.bytes - mail->raw.bytes);

    if (part->body.len > TEXT_MOST)
        return refuse(mail, err, "its text is over the limit of 16 MiB");
    mail->way.count = 0;
    mail_decode(part->body, part->encoding, &mail->bytes, &mail->way);
    out->bytes = strbuf_slice(&mail->bytes);
    out->told = mail->told;
    out->place = (struct bundle_place){.raw = part->body,
                                       .start = mail->start + before,
                                       .line = mail->line,
                                       .stretches = mail->way.items,
                                       .count = mail->way.count};
    for (size_t i = 0; i < before; i++)
        out->place.line += mail->raw.bytes[i] == '\n';
    if (mail_choice_is_plain(part))
        out->read = part->is_flowed ? mail_text_read_flowed : mail_text_read;
    else
        out->name = ".html";
    return STATUS_OK;
}

static enum status give(struct mail *mail, size_t place, struct arena *arena,
                        struct bundled *out, struct error *err)
{
    const struct mail_part *part = &mail->parts.items[place];
    enum status status = STATUS_OK;

    strbuf_reset(&mail->bytes);
    *out = (struct bundled){.member = name_of(mail, place, arena),
                            .charset = part->charset};
    out->id = out->member;
    if (place == mail->text) {
        status = give_text(mail, out, err);
    } else {
        mail_decode(part->body, part->encoding, &mail->bytes, NULL);
        out->bytes = strbuf_slice(&mail->bytes);
        out->name = out->member.bytes;
    }
    if (place != mail->text && slice_is_known(part->letter)) {
        mail_head_read(part->letter, arena, &out->told);
        out->read = mail_choice_is_plain(part) ? mail_text_read : NULL;
    }
    return status;
}

/* Without the line that parts it from the one before. */
static struct slice message_of(const struct mail *mail)
{
    struct slice raw = strbuf_slice(&mail->raw);

    if (begins_message(raw))
        raw = slice_part(raw, slice_find(raw, SLICE("\n"), 0) + 1, raw.len);
    return raw;
}

static enum status take_message(struct mail *mail, struct error *err)
{
    enum status status = hold_message(mail);

    arena_reset(&mail->arena);
    mail->parts = (struct mail_parts){.count = 0};
    mail->text = mail->next = 0;
    if (status)
        return status;
    if (mail->is_too_large)
        return refuse(mail, err, "it is, or has a line that is, too large");
    if (mail->raw.len > RFC822_HEAD_MOST &&
        rfc822_head_length(message_of(mail)) == SIZE_MAX)
        return refuse(mail, err, "its head is too large");
    mail_parts_find(message_of(mail), &mail->arena, &mail->parts);
    mail->passed_over += mail->parts.is_cut;
    mail_head_read(mail->parts.head, &mail->arena, &mail->told);
    mail->text = mail_choice_text(&mail->parts);
    return STATUS_OK;
}

static enum status end(struct mail *mail, struct error *err)
{
    enum status status = mail->failure.status;

    if (!status)
        return STATUS_END;
    mail->failure.status = STATUS_OK;
    return error_set(err, status, "%s", mail->failure.text);
}

static enum status mail_next(void *file, struct arena *arena,
                             struct bundled *out, struct error *err)
{
    struct mail *mail = file;

    for (;;) {
        size_t place = mail->next++;
        enum status status;

        if (place >= mail->parts.count) {
            status = take_message(mail, err);
            if (status)
                return status == STATUS_END ? end(mail, err) : status;
            continue;
        }
        if (place == mail->text ||
            mail_choice_is_sent(&mail->parts, mail->text, place))
            return give(mail, place, arena, out, err);
        mail->passed_over += mail->parts.items[place].is_attached;
    }
}

/* ---- is it mail ---- */

static bool is_name(struct slice line)
{
    size_t at = 0;

    while (at < line.len && line.bytes[at] > ' ' && line.bytes[at] < 0x7F &&
           line.bytes[at] != ':')
        at++;
    return at > 0 && at < line.len && line.bytes[at] == ':';
}

static bool has_field(struct slice head, const char *name, struct arena *arena)
{
    return slice_is_known(rfc822_field(head, slice_of(name), arena));
}

bool read_mail_is(struct slice head)
{
    static const char *const marks[] = {"Message-ID", "Received",
                                        "MIME-Version", "Return-Path"};
    struct arena arena = ARENA_INIT;
    size_t end = slice_find(head, SLICE("\n"), 0);
    bool is_mail = end != SIZE_MAX && begins_message(slice_part(head, 0, end));

    if (is_mail)
        head = slice_part(head, end + 1, head.len);
    if (!is_name(head))
        return false;
    head = slice_part(head, 0, rfc822_head_length(head));
    for (size_t i = 0; i < COUNT_OF(marks) && !is_mail; i++)
        is_mail = has_field(head, marks[i], &arena);
    is_mail = is_mail && has_field(head, "From", &arena);
    arena_release(&arena);
    return is_mail;
}

const struct bundle_format mail_bundle = {mail_open, mail_next,
                                          mail_passed_over, mail_close};
