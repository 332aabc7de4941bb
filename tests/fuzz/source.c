/* source: what every passage must be, whatever the file was. */
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "common/schema.h"
#include "indexer/source.h"
#include "indexer/split.h"
#include "tests/fuzz/fuzz.h"

static void check_utf8(struct slice text)
{
    for (size_t i = 0; i < text.len;) {
        int32_t codepoint;

        i += utf8_decode(text.bytes + i, text.len - i, &codepoint);
        FUZZ_CHECK(codepoint > 0);
    }
}

static void check_stored(const struct statement *statement,
                         const struct passage *passage)
{
    struct strbuf bytes = STRBUF_INIT, again = STRBUF_INIT;
    struct statement statement_again;
    struct passage passage_again;

    passage_encode(&bytes, statement, passage);
    FUZZ_CHECK(passage_decode(strbuf_slice(&bytes), &statement_again,
                              &passage_again, NULL) == STATUS_OK);
    passage_encode(&again, &statement_again, &passage_again);
    FUZZ_CHECK(slice_equal(strbuf_slice(&bytes), strbuf_slice(&again)));
    strbuf_release(&bytes);
    strbuf_release(&again);
}

static void check_passage(const struct passage *passage, size_t file_len)
{
    FUZZ_CHECK(passage->line >= 1);
    FUZZ_CHECK(passage->byte_start <= passage->byte_end);
    FUZZ_CHECK(passage->byte_end <= file_len);
    FUZZ_CHECK(passage->cue_start <= passage->cue_end);
    FUZZ_CHECK(passage->cue_end <= file_len);
    FUZZ_CHECK(passage->section_count <= PASSAGE_SECTIONS_MOST);
    FUZZ_CHECK(passage->side_count <= PASSAGE_SIDES_MOST);
    FUZZ_CHECK(passage->text.len <= SCHEMA_PASSAGE_BYTES_MOST);
    check_utf8(passage->text);
    check_utf8(passage->speaker);
    check_utf8(passage->role);
    for (size_t i = 0; i < passage->section_count; i++)
        check_utf8(passage->sections[i]);
}

static void check_statement(const struct statement *statement,
                            const struct passage_list *passages,
                            size_t file_len)
{
    check_utf8(statement->title);
    check_utf8(statement->issuer);
    check_utf8(statement->author);
    check_utf8(statement->member);
    check_utf8(statement->id);
    FUZZ_CHECK(date_is_known(statement->date) ==
               (statement->date_basis != DATE_NONE));
    for (size_t i = 0; i < passages->count; i++) {
        /* A record's own id may say which passage it is. */
        FUZZ_CHECK(passages->items[i].n == i + 1 ||
                   (passages->count == 1 && passages->items[i].n));
        FUZZ_CHECK(slice_trim(passages->items[i].text).len > 0);
        check_passage(&passages->items[i], file_len);
        check_stored(statement, &passages->items[i]);
    }
    for (size_t i = 0; i < passages->furniture_count; i++)
        check_passage(&passages->furniture[i], file_len);
}

static void read_all(struct source *source, size_t file_len)
{
    struct arena arena = ARENA_INIT;
    enum status status;

    do {
        struct statement statement;
        struct passage_list passages;
        struct source_state state;

        arena_reset(&arena);
        status = source_next(source, &arena, &statement, &passages, NULL);
        source_look(source, &state);
        if (status == STATUS_OK)
            check_statement(&statement, &passages,
                            slice_is_known(state.text) ? state.text.len
                                                       : file_len);
    } while (status == STATUS_OK || status == STATUS_BAD_FORMAT ||
             status == STATUS_TOO_LARGE);
    FUZZ_CHECK(status == STATUS_END);
    arena_release(&arena);
}

void fuzz_source(const char *format, const uint8_t *bytes, size_t len)
{
    const struct source_options options = {.format = slice_of(format)};
    /* What is unpacked may be longer than the file. */
    size_t most = format ? len : SIZE_MAX;
    struct source *source = NULL;
    char path[64];
    int descriptor = memfd_create("fuzz", MFD_CLOEXEC);

    FUZZ_CHECK(descriptor >= 0);
    FUZZ_CHECK(write(descriptor, bytes, len) == (ssize_t)len);
    snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
    if (source_open(path, &options, &source, NULL) == STATUS_OK)
        read_all(source, most);
    source_close(source);
    close(descriptor);
}

void fuzz_page(const struct page *page, size_t len)
{
    const struct statement statement = {.id = SLICE("fuzz"),
                                        .file = SLICE("fuzz")};
    struct arena arena = ARENA_INIT;
    struct passage_list passages;

    for (size_t i = 0; i < page->count; i++) {
        const struct line *line = &page->lines[i];

        FUZZ_CHECK(line->start <= line->end && line->end <= len);
        FUZZ_CHECK(line_offset(line, line->text.len) <= len);
        FUZZ_CHECK(line->bold_end <= line->text.len);
        check_utf8(line->text);
    }
    check_utf8(page->stated.statement.author);
    split_page(page, &statement, &arena, &passages);
    check_statement(&statement, &passages, len);
    arena_release(&arena);
}
