#include "searchd/topic_cache.h"

#include <string.h>

#include "common/bytes.h"
#include "common/file.h"
#include "searchd/heads.h"
#include "searchd/topic_table.h"

/* The file: a line with the version, the stamp, a sum of all that follows;
 * then concepts and links as bytes.h packs them. Texts are lent from the
 * file's bytes, which the table keeps. */
#define MAGIC "demarche topics 2 " DEMARCHE_VERSION "\n"

enum {
    SUMS_LEN = 2 * sizeof(uint64_t),
    CACHE_BYTES_MOST = 64 * 1024 * 1024,
    FILES_MOST = 4096
};

/* ---- writing ---- */

/* Files that concepts stand in: few, and each named many times. */
struct files {
    struct slice names[FILES_MOST];
    size_t count;
};

/* Its place, from 1; 0: there are too many. */
static size_t file_number(struct files *files, struct slice name)
{
    size_t i = files->count;

    while (i > 0 && !slice_equal(files->names[i - 1], name))
        i--;
    if (i)
        return i;
    if (files->count == FILES_MOST)
        return 0;
    files->names[files->count++] = name;
    return files->count;
}

static void put_place(struct strbuf *out, struct files *files,
                      const struct topic_place *place)
{
    size_t known = files->count;
    size_t number = file_number(files, place->file);

    bytes_put_number(out, number);
    if (number > known)
        bytes_put_text(out, place->file);
    bytes_put_number(out, place->line);
}

static void put_forms(struct strbuf *out, struct files *files,
                      const struct topic_form *forms, size_t count)
{
    bytes_put_number(out, count);
    for (size_t i = 0; i < count; i++) {
        bytes_put_text(out, forms[i].text);
        bytes_put_text(out, forms[i].language);
        bytes_put_number(out, forms[i].is_preferred);
        bytes_put_number(out, forms[i].head);
        bytes_put_number(out, forms[i].key);
        put_place(out, files, &forms[i].place);
    }
}

static void put_usages(struct strbuf *out, const struct topic_usage *usages,
                       size_t count)
{
    bytes_put_number(out, count);
    for (size_t i = 0; i < count; i++) {
        bytes_put_text(out, usages[i].form);
        bytes_put_text(out, usages[i].language);
        bytes_put_text(out, usages[i].side);
        bytes_put_text(out, usages[i].from);
        bytes_put_text(out, usages[i].to);
    }
}

static void put_concept(struct strbuf *out, struct files *files,
                        const struct topic_concept *concept)
{
    const struct topic *topic = &concept->topic;

    bytes_put_text(out, topic->iri);
    bytes_put_text(out, topic->name);
    bytes_put_text(out, topic->label);
    bytes_put_text(out, topic->definition);
    bytes_put_text(out, topic->note);
    bytes_put_number(out, (uint64_t)topic->is_topic |
                              (uint64_t)topic->is_words << 1 |
                              (uint64_t) concept->is_concept << 2);
    put_place(out, files, &topic->place);
    put_forms(out, files, concept->forms, topic->form_count);
    put_forms(out, files, concept->exceptions, topic->exception_count);
    put_usages(out, concept->usages, topic->usage_count);
}

static void put_link(struct strbuf *out, const struct topic_link *link)
{
    uint64_t factor;

    memcpy(&factor, &link->factor, sizeof factor);
    bytes_put_text(out, link->from);
    bytes_put_text(out, link->to);
    bytes_put_number(out, (uint64_t)link->is_narrower |
                              (uint64_t)link->is_weight << 1);
    if (link->is_weight)
        bytes_put_number(out, factor);
}

static void put_fixed(struct strbuf *out, uint64_t number)
{
    strbuf_add(out, (struct slice){(const char *)&number, sizeof number});
}

void topic_cache_save(const struct topic_table *table, const char *path,
                      uint64_t stamp)
{
    struct strbuf body = STRBUF_INIT, whole = STRBUF_INIT;
    struct files *files = heap_alloc(sizeof *files);

    bytes_put_number(&body, table->count);
    for (size_t i = 0; i < table->count; i++)
        put_concept(&body, files, &table->concepts[i]);
    bytes_put_number(&body, table->link_count);
    for (size_t i = 0; i < table->link_count; i++)
        put_link(&body, &table->links[i]);
    strbuf_add_text(&whole, MAGIC);
    put_fixed(&whole, stamp);
    put_fixed(&whole, bytes_sum(strbuf_slice(&body)));
    strbuf_add(&whole, strbuf_slice(&body));
    if (files->count < FILES_MOST && whole.len <= CACHE_BYTES_MOST) {
        enum status status = file_write(path, strbuf_slice(&whole), NULL);

        (void)status; /* the next program reads the files again */
    }
    heap_free(files);
    strbuf_release(&body);
    strbuf_release(&whole);
}

/* ---- reading ---- */

struct taking {
    struct topic_table *table;
    struct bytes_reader in;
    struct files files;
};

static void take_place(struct taking *taking, struct topic_place *out)
{
    struct files *files = &taking->files;
    uint64_t number = bytes_take_number(&taking->in, files->count + 1);

    if (number > files->count && files->count < FILES_MOST)
        files->names[files->count++] = bytes_take_text(&taking->in);
    out->file = number && number <= files->count ? files->names[number - 1]
                                                 : SLICE_UNKNOWN;
    out->line = (unsigned)bytes_take_number(&taking->in, UINT32_MAX);
}

/* A count of things that take a byte each at least: no damage makes it large.
 */
static size_t take_count(struct taking *taking)
{
    return (size_t)bytes_take_number(&taking->in, taking->in.rest.len);
}

static struct topic_form *take_forms(struct taking *taking, size_t *count)
{
    struct bytes_reader *in = &taking->in;
    struct topic_form *forms;

    *count = take_count(taking);
    forms = heap_alloc((*count + 1) * sizeof *forms);
    for (size_t i = 0; i < *count; i++) {
        forms[i].text = bytes_take_text(in);
        forms[i].language = bytes_take_text(in);
        forms[i].is_preferred = bytes_take_number(in, 1);
        forms[i].head = (uint16_t)bytes_take_number(in, HEADS_BITS - 1);
        forms[i].key = (uint32_t)bytes_take_number(in, UINT32_MAX);
        take_place(taking, &forms[i].place);
    }
    return forms;
}

static struct topic_usage *take_usages(struct taking *taking, size_t *count)
{
    struct bytes_reader *in = &taking->in;
    struct topic_usage *usages;

    *count = take_count(taking);
    usages = heap_alloc((*count + 1) * sizeof *usages);
    for (size_t i = 0; i < *count; i++) {
        usages[i].form = bytes_take_text(in);
        usages[i].language = bytes_take_text(in);
        usages[i].side = bytes_take_text(in);
        usages[i].from = bytes_take_text(in);
        usages[i].to = bytes_take_text(in);
    }
    return usages;
}

static void take_concept(struct taking *taking)
{
    struct bytes_reader *in = &taking->in;
    struct topic_concept *concept =
        topic_table_concept(taking->table, bytes_take_text(in));
    struct topic *topic = &concept->topic;
    uint64_t flags;

    if (concept->forms) { /* it stands there twice */
        in->is_bad = true;
        return;
    }
    topic->name = bytes_take_text(in);
    topic->label = bytes_take_text(in);
    topic->definition = bytes_take_text(in);
    topic->note = bytes_take_text(in);
    flags = bytes_take_number(in, 7);
    topic->is_topic = flags & 1;
    topic->is_words = flags >> 1 & 1;
    concept->is_concept = flags >> 2 & 1;
    take_place(taking, &topic->place);
    concept->forms = take_forms(taking, &topic->form_count);
    concept->exceptions = take_forms(taking, &topic->exception_count);
    concept->usages = take_usages(taking, &topic->usage_count);
}

static void take_link(struct taking *taking)
{
    struct bytes_reader *in = &taking->in;
    struct slice from = bytes_take_text(in), to = bytes_take_text(in);
    uint64_t flags = bytes_take_number(in, 3), bits;
    double factor;

    if (!(flags & 2)) {
        topic_table_link(taking->table, from, to, flags & 1);
        return;
    }
    bits = bytes_take_number(in, UINT64_MAX);
    memcpy(&factor, &bits, sizeof factor);
    if (!(factor >= 0 && factor <= 10))
        in->is_bad = true;
    topic_table_weigh(taking->table, from, to, factor);
}

static bool take_table(struct taking *taking)
{
    struct bytes_reader *in = &taking->in;

    for (size_t left = take_count(taking); left && !in->is_bad; left--)
        take_concept(taking);
    for (size_t left = take_count(taking); left && !in->is_bad; left--)
        take_link(taking);
    return !in->is_bad && !in->rest.len;
}

/* What follows the head, when the head is right; else unknown. */
static struct slice body_of(struct slice bytes, uint64_t stamp)
{
    struct slice head = SLICE(MAGIC), body;
    uint64_t sums[2];

    if (!slice_starts(bytes, head) || bytes.len < head.len + SUMS_LEN)
        return SLICE_UNKNOWN;
    memcpy(sums, bytes.bytes + head.len, SUMS_LEN);
    body = slice_part(bytes, head.len + SUMS_LEN, bytes.len);
    return sums[0] == stamp && sums[1] == bytes_sum(body) ? body
                                                          : SLICE_UNKNOWN;
}

bool topic_cache_load(struct topic_table *table, const char *path,
                      uint64_t stamp)
{
    struct strbuf bytes = STRBUF_INIT;
    struct taking *taking;
    struct slice body;
    bool is_read;

    if (file_read(path, CACHE_BYTES_MOST, &bytes, NULL) == STATUS_OK) {
        body = body_of(strbuf_slice(&bytes), stamp);
        if (slice_is_known(body)) {
            taking = heap_alloc(sizeof *taking);
            taking->table = table;
            taking->in.rest = body;
            is_read = take_table(taking);
            heap_free(taking);
            arena_adopt(&table->arena, bytes.bytes); /* texts are lent */
            return is_read;
        }
    }
    strbuf_release(&bytes);
    return false;
}
