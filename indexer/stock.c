#include "indexer/stock.h"

#include "common/file.h"
#include "common/hash_set.h"
#include "indexer/unpack.h"

enum { ID_BYTES_MOST = 120 }; /* of the name of a member */

struct stock {
    const char *path;
    size_t head_bytes;
    struct input file;     /* what is no archive */
    struct unpack *unpack; /* what is one */
    bool is_given;         /* the file itself */
    struct strbuf head;
    size_t head_at;     /* so much of it was taken */
    struct strbuf name; /* FILE:MEMBER */
    struct strbuf member;
    struct strbuf id;
    struct hash_set ids;
    uint64_t members;
    uint64_t passed_over;
};

/* ---- bytes, with those that were looked at ---- */

static enum status take_behind(struct stock *stock, char *into, size_t most,
                               size_t *got, struct error *err)
{
    if (stock->unpack)
        return unpack_take(stock->unpack, into, most, got, err);
    return stock->file.take(stock->file.context, into, most, got, err);
}

static enum status stock_take(void *context, char *into, size_t most,
                              size_t *got, struct error *err)
{
    struct stock *stock = context;
    struct slice rest =
        slice_part(strbuf_slice(&stock->head), stock->head_at, SIZE_MAX);

    if (!rest.len)
        return take_behind(stock, into, most, got, err);
    *got = rest.len < most ? rest.len : most;
    memcpy(into, rest.bytes, *got);
    stock->head_at += *got;
    return STATUS_OK;
}

static enum status read_head(struct stock *stock, struct error *err)
{
    enum status status = STATUS_OK;
    size_t got = 1;

    strbuf_reset(&stock->head);
    stock->head_at = 0;
    strbuf_reserve(&stock->head, stock->head_bytes);
    while (!status && got && stock->head.len < stock->head_bytes) {
        status = take_behind(stock, stock->head.bytes + stock->head.len,
                             stock->head_bytes - stock->head.len, &got, err);
        stock->head.len += status ? 0 : got;
    }
    return status;
}

/* ---- opening ---- */

static bool is_packed(struct slice head)
{
    enum unpack_kind kind = unpack_kind(head);

    return kind != UNPACK_NONE && kind != UNPACK_DOCUMENT;
}

enum status stock_open(const char *path, size_t head_bytes, struct stock **out,
                       struct error *err)
{
    struct stock *stock = heap_alloc(sizeof *stock);
    enum status status;

    *out = NULL;
    stock->path = path;
    stock->head_bytes =
        head_bytes < UNPACK_HEAD_BYTES ? UNPACK_HEAD_BYTES : head_bytes;
    status = input_file_open(path, &stock->file, err);
    if (!status)
        status = read_head(stock, err);
    if (!status && is_packed(strbuf_slice(&stock->head)))
        status = unpack_open(path, &stock->unpack, err);
    if (status)
        stock_close(stock);
    else
        *out = stock;
    return status;
}

void stock_close(struct stock *stock)
{
    if (!stock)
        return;
    unpack_close(stock->unpack);
    input_file_close(&stock->file);
    strbuf_release(&stock->head);
    strbuf_release(&stock->name);
    strbuf_release(&stock->member);
    strbuf_release(&stock->id);
    hash_set_release(&stock->ids);
    heap_free(stock);
}

/* ---- names ---- */

/* Of a file that is compressed by itself: its name without ".gz". */
static void add_bare_name(struct strbuf *out, const char *path)
{
    struct slice name = slice_of(file_name(path));
    const char *point = strrchr(name.bytes, '.');

    if (point && point != name.bytes && unpack_is_ending(slice_of(point)))
        name.len = (size_t)(point - name.bytes);
    strbuf_add(out, name);
}

static bool is_number(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return false;
    return text.len > 0;
}

/* A number alone would be that of a message of a mailbox. */
static void add_member(struct strbuf *out, struct slice name)
{
    if (is_number(name))
        strbuf_add_text(out, "./");
    strbuf_add(out, name);
}

/* A later member of the same name has its number in the archive, too. */
static void make_id(struct stock *stock, struct slice name)
{
    uint64_t number = stock->members;

    strbuf_reset(&stock->id);
    strbuf_add(
        &stock->id,
        slice_part(name, 0, utf8_cut(name.bytes, name.len, ID_BYTES_MOST)));
    if (name.len > ID_BYTES_MOST) /* the index cuts what is longer */
        strbuf_add_format(&stock->id, "~%016llx",
                          (unsigned long long)slice_hash(name));
    while (!hash_set_add(&stock->ids, slice_hash(strbuf_slice(&stock->id))))
        strbuf_add_format(&stock->id, "~%llu", (unsigned long long)number);
}

static void name_member(struct stock *stock, struct slice name,
                        struct stock_item *out)
{
    strbuf_reset(&stock->member);
    strbuf_reset(&stock->name);
    if (name.len) {
        add_member(&stock->member, name);
        make_id(stock, name);
        out->id = strbuf_slice(&stock->id);
        strbuf_add_format(&stock->name, "%s:%s", stock->path,
                          stock->member.bytes);
        out->path = stock->name.bytes;
    } else {
        add_bare_name(&stock->member, stock->path);
        out->path = stock->path;
    }
    out->member = strbuf_slice(&stock->member);
    out->name = stock->member.bytes;
}

/* What programs that make archives put there beside the files. */
static bool is_furniture(struct slice name)
{
    static const char *const names[] = {"Thumbs.db", "desktop.ini",
                                        "demarche.tsv"};
    struct slice part = SLICE("");

    while (slice_next(&name, '/', &part))
        if (slice_equal(part, SLICE("__MACOSX")) ||
            (part.len > 1 && part.bytes[0] == '.' &&
             !slice_equal(part, SLICE(".."))))
            return true;
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (slice_equal_nocase(part, slice_of(names[i])))
            return true;
    return false;
}

/* ---- one after the other ---- */

static void set_input(struct stock *stock, struct stock_item *out)
{
    out->head = strbuf_slice(&stock->head);
    out->input = (struct input){.name = out->path,
                                .total = stock->unpack ? 0 : stock->file.total,
                                .take = stock_take,
                                .context = stock};
}

static enum status next_member(struct stock *stock, struct stock_item *out,
                               struct error *err)
{
    struct unpack_member member;
    enum status status;

    for (;;) {
        status = unpack_next(stock->unpack, &member, err);
        if (status)
            return status;
        stock->members++;
        if (member.is_file && !is_furniture(member.name))
            break;
        stock->passed_over += member.is_file;
    }
    name_member(stock, member.name, out);
    if (member.is_encrypted)
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s: encrypted, cannot be read", out->path);
    status = read_head(stock, err);
    set_input(stock, out);
    return status;
}

enum status stock_next(struct stock *stock, struct stock_item *out,
                       struct error *err)
{
    *out = (struct stock_item){.path = stock->path, .name = stock->path};
    if (stock->unpack)
        return next_member(stock, out, err);
    if (stock->is_given)
        return STATUS_END;
    stock->is_given = true;
    set_input(stock, out);
    return STATUS_OK;
}

bool stock_is_archive(const struct stock *stock)
{
    return stock->unpack != NULL;
}

uint64_t stock_bytes_in(const struct stock *stock)
{
    return unpack_bytes_in(stock->unpack);
}

uint64_t stock_passed_over(const struct stock *stock)
{
    return stock->passed_over;
}
