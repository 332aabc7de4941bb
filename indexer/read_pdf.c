#include "indexer/read_pdf.h"

#include "indexer/pdf_asides.h"
#include "indexer/pdf_furniture.h"
#include "indexer/pdf_info.h"
#include "indexer/pdf_paragraphs.h"
#include "indexer/pdf_soft.h"
#include "indexer/pdf_upright.h"
#include "indexer/properties.h"
#include "indexer/subprocess.h"

enum {
    HEAD_BYTES = 1024,  /* where the mark may stand */
    UNREADABLE_PART = 4 /* one character in so many: no text */
};

/* ---- the programs ---- */

struct run {
    const struct raw_file *file;
    unsigned time_ms; /* that is left */
    struct subprocess_result result;
};

static bool says(const struct run *run, const char *words)
{
    return slice_find(strbuf_slice(&run->result.messages), slice_of(words),
                      0) != SIZE_MAX;
}

/* What the end of a program means. */
static enum status judge(const struct run *run, struct error *err)
{
    const char *path = run->file->path;

    if (run->result.end == SUBPROCESS_TIMEOUT)
        return error_set(err, STATUS_TOO_LARGE,
                         "%s: this PDF takes more than %d s to read; it is "
                         "damaged, or too much",
                         path, PDF_TIME_MS / 1000);
    if (run->result.end == SUBPROCESS_KILLED || says(run, "Out of memory"))
        return error_set(err, STATUS_TOO_LARGE,
                         "%s: this PDF takes more than %d MB to read; it is "
                         "damaged, or too much",
                         path, PDF_MEMORY_MOST / (1024 * 1024));
    if (run->result.end == SUBPROCESS_EXITED && run->result.exit_code &&
        (says(run, "Incorrect password") || says(run, "ncrypt")))
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s: this PDF is encrypted; save it without a "
                         "password, e.g. by qpdf --decrypt",
                         path);
    if (run->result.end == SUBPROCESS_EXITED && run->result.exit_code)
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s: this PDF cannot be read: it is damaged, or none",
                         path);
    return STATUS_OK;
}

static enum status run_program(struct run *run, const char *const *arguments,
                               struct error *err)
{
    const struct subprocess_limits limits = {run->time_ms, PDF_MEMORY_MOST,
                                             PDF_OUTPUT_MOST};
    enum status status;

    subprocess_result_release(&run->result);
    status =
        subprocess_run(arguments, run->file->bytes, &limits, &run->result, err);
    if (status == STATUS_NOT_FOUND)
        return error_set(err, status,
                         "%s: reading PDF needs the program %s: install "
                         "poppler-utils",
                         run->file->path, arguments[0]);
    if (status)
        return error_prefix(err, "%s", run->file->path);
    run->time_ms -= run->result.time_ms < run->time_ms ? run->result.time_ms
                                                       : run->time_ms - 1;
    return judge(run, err);
}

static enum status take_output(struct run *run, const char *const *arguments,
                               struct strbuf *out, struct error *err)
{
    enum status status = run_program(run, arguments, err);

    if (!status)
        strbuf_add(out, strbuf_slice(&run->result.output));
    return status;
}

/* ---- what they say ---- */

static void warn(struct page *page, const struct pdf_info *info, bool is_whole,
                 struct arena *arena)
{
    struct strbuf text = STRBUF_INIT;

    if (info->page_count > PDF_PAGES_READ_MOST)
        strbuf_add_format(&text, " only the first %d of its %zu pages are read",
                          PDF_PAGES_READ_MOST, info->page_count);
    else if (!is_whole)
        strbuf_add_text(&text, " too much for one statement: its end is not "
                               "read");
    if (text.len)
        page->warning = slice_copy(arena, strbuf_slice(&text));
    strbuf_release(&text);
}

static enum status refuse(const struct raw_file *file,
                          const struct pdf_pages *pages, struct error *err)
{
    if (!pages->text_count)
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s: page images without text; run OCR over it, e.g. "
                         "ocrmypdf",
                         file->path);
    if (pages->unreadable * UNREADABLE_PART > pages->characters)
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s: its fonts do not tell which letters they show; "
                         "run OCR over it, e.g. ocrmypdf --force-ocr",
                         file->path);
    return STATUS_OK;
}

enum status read_pdf_output(const struct raw_file *file,
                            const struct pdf_outputs *said, struct arena *arena,
                            struct page *out, struct error *err)
{
    struct pdf_info facts;
    struct pdf_pages pages;
    struct pdf_lines lines;
    enum status status;
    bool is_whole;

    *out = (struct page){0};
    pdf_info_read(said->info, arena, &facts);
    pdf_pages_read(said->xml, arena, &pages);
    status = refuse(file, &pages, err);
    if (status)
        return status;
    pdf_soft_join(said->plain, arena, &pages);
    pdf_upright_turn(&pages);
    pdf_asides_mark(&pages);
    pdf_layout_find(&pages, arena, &lines);
    pdf_furniture_mark(&pages, &lines);
    is_whole = pdf_paragraphs_make(&lines, arena, out) && !pages.is_cut;
    properties_take(facts.title, facts.author, out);
    out->replaced = pages.unreadable;
    warn(out, &facts, is_whole && said->xml.len < PDF_OUTPUT_MOST, arena);
    return STATUS_OK;
}

enum status read_pdf(const struct raw_file *file, struct arena *arena,
                     struct page *out, struct error *err)
{
    static const char *const info[] = {"pdfinfo", "-enc", "UTF-8",
                                       SUBPROCESS_INPUT, NULL};
    static const char *const text[] = {"pdftohtml",
                                       "-xml",
                                       "-i",
                                       "-hidden",
                                       "-nodrm",
                                       "-nomerge",
                                       "-q",
                                       "-l",
                                       "2000",
                                       "-noroundcoord",
                                       "-fontfullname",
                                       "-enc",
                                       "UTF-8",
                                       "-stdout",
                                       SUBPROCESS_INPUT,
                                       NULL};
    static const char *const plain[] = {
        "pdftotext", "-nopgbrk",       "-q", "-l", "2000", "-enc",
        "UTF-8",     SUBPROCESS_INPUT, "-",  NULL};
    struct run run = {.file = file, .time_ms = PDF_TIME_MS};
    struct strbuf facts = STRBUF_INIT, words = STRBUF_INIT;
    enum status status = take_output(&run, info, &facts, err);

    if (!status && pdf_soft_may_be(strbuf_slice(&facts)))
        status = take_output(&run, plain, &words, err);
    if (!status)
        status = run_program(&run, text, err);
    if (!status) {
        const struct pdf_outputs said = {strbuf_slice(&facts),
                                         strbuf_slice(&run.result.output),
                                         strbuf_slice(&words)};

        status = read_pdf_output(file, &said, arena, out, err);
    }
    subprocess_result_release(&run.result);
    strbuf_release(&facts);
    strbuf_release(&words);
    return status;
}

bool read_pdf_is(struct slice head, bool may_be_text)
{
    size_t at = slice_find(slice_part(head, 0, HEAD_BYTES), SLICE("%PDF-"), 0);

    return at != SIZE_MAX &&
           (!may_be_text || !at || !slice_trim(slice_part(head, 0, at)).len);
}
