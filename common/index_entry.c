#include "common/index_entry.h"

#include <inttypes.h>
#include <stdio.h>

#include "common/bytes.h"
#include "common/schema.h"

enum { FORMAT_VERSION = 1 };

_Static_assert(sizeof PREFIX_FILE - 1 + 16 + 1 == INDEX_FILE_TERM_SIZE,
               "the prefix, 16 digits, a NUL");

void index_entry_name(struct slice key, char name[INDEX_ENTRY_NAME_SIZE])
{
    snprintf(name, INDEX_ENTRY_NAME_SIZE, INDEX_ENTRY_PREFIX "%016" PRIx64,
             slice_hash(key));
}

void index_file_term(struct slice key, char term[INDEX_FILE_TERM_SIZE])
{
    snprintf(term, INDEX_FILE_TERM_SIZE, PREFIX_FILE "%016" PRIx64,
             slice_hash(key));
}

void index_entry_encode(const struct index_file *file, struct strbuf *out)
{
    bytes_put_number(out, FORMAT_VERSION);
    bytes_put_text(out, file->key);
    bytes_put_number(out, (uint64_t)file->size);
    bytes_put_number(out, (uint64_t)file->mtime_ns);
    bytes_put_number(out, file->hash);
    bytes_put_number(out, file->settings);
    bytes_put_number(out, file->passages);
    bytes_put_number(out, file->statements);
    bytes_put_number(out, file->furniture);
}

enum status index_entry_decode(struct slice bytes, struct index_file *out,
                               struct error *err)
{
    struct bytes_reader in = {bytes, false};
    uint64_t version = bytes_take_number(&in, UINT64_MAX);

    *out = (struct index_file){0};
    out->key = bytes_take_text(&in);
    out->size = (int64_t)bytes_take_number(&in, UINT64_MAX);
    out->mtime_ns = (int64_t)bytes_take_number(&in, UINT64_MAX);
    out->hash = bytes_take_number(&in, UINT64_MAX);
    out->settings = bytes_take_number(&in, UINT64_MAX);
    out->passages = (uint32_t)bytes_take_number(&in, UINT32_MAX);
    out->statements = (uint32_t)bytes_take_number(&in, UINT32_MAX);
    out->furniture = (uint32_t)bytes_take_number(&in, UINT32_MAX);
    if (in.is_bad || in.rest.len || version != FORMAT_VERSION)
        return error_set(err, STATUS_CORRUPT,
                         "the entry of a file is damaged: index anew");
    return STATUS_OK;
}
