#include "indexer/reader.h"

#include <string.h>

#include "common/file.h"
#include "indexer/read_docx.h"
#include "indexer/read_html.h"
#include "indexer/read_jsonl.h"
#include "indexer/read_mail.h"
#include "indexer/read_markdown.h"
#include "indexer/read_odt.h"
#include "indexer/read_pdf.h"
#include "indexer/read_tei.h"
#include "indexer/read_text.h"
#include "indexer/read_trec.h"
#include "indexer/read_warc.h"

static const char *const text_endings[] = {".txt", ".text", NULL};
static const char *const markdown_endings[] = {".md", ".markdown", ".mkd",
                                               NULL};
static const char *const jsonl_endings[] = {".jsonl", ".ndjson", NULL};
static const char *const trec_endings[] = {".trec", ".sgml", ".trectext",
                                           ".trecweb", NULL};

static const char *const mail_endings[] = {".eml", ".mbox", ".mbx", NULL};
static const char *const warc_endings[] = {".warc", NULL};
static const char *const html_endings[] = {".html", ".htm", ".xhtml", ".shtml",
                                           NULL};

static const char *const pdf_endings[] = {".pdf", NULL};
static const char *const docx_endings[] = {".docx", ".docm", ".dotx", NULL};
static const char *const odt_endings[] = {".odt", ".ott", NULL};
static const char *const tei_endings[] = {".xml", ".tei", NULL};

enum {
    READER_TEXT,
    READER_MARKDOWN,
    READER_HTML,
    READER_PDF,
    READER_DOCX,
    READER_ODT,
    READER_TEI,
    READER_JSONL,
    READER_TREC,
    READER_MAIL,
    READER_WARC
};

static const struct reader readers[] = {
    [READER_TEXT] = {"text", text_endings, read_text, NULL, NULL},
    [READER_MARKDOWN] = {"markdown", markdown_endings, read_markdown, NULL,
                         NULL},
    [READER_HTML] = {"html", html_endings, read_html, NULL, NULL},
    [READER_PDF] = {"pdf", pdf_endings, read_pdf, NULL, NULL},
    [READER_DOCX] = {"docx", docx_endings, read_docx, NULL, NULL},
    [READER_ODT] = {"odt", odt_endings, read_odt, NULL, NULL},
    [READER_TEI] = {"tei", tei_endings, NULL, NULL, &tei_documents},
    [READER_JSONL] = {"jsonl", jsonl_endings, NULL, &jsonl_records, NULL},
    [READER_TREC] = {"trec", trec_endings, NULL, &trec_records, NULL},
    [READER_MAIL] = {"mail", mail_endings, NULL, NULL, &mail_bundle},
    [READER_WARC] = {"warc", warc_endings, NULL, NULL, &warc_bundle},
};

enum status reader_named(struct slice name, const struct reader **out,
                         struct error *err)
{
    struct strbuf names = STRBUF_INIT;
    enum status status;

    for (size_t i = 0; i < COUNT_OF(readers); i++) {
        if (slice_equal(name, slice_of(readers[i].name))) {
            *out = &readers[i];
            strbuf_release(&names);
            return STATUS_OK;
        }
        strbuf_add_format(&names, "%s%s", i ? ", " : "", readers[i].name);
    }
    *out = NULL;
    status = error_set(err, STATUS_USAGE,
                       "--format: '%.*s' is not known; there are %s",
                       SLICE_ARG(name), names.bytes);
    strbuf_release(&names);
    return status;
}

const char *reader_ending(const char *path)
{
    const char *name = file_name(path);
    const char *point = strrchr(name, '.');

    return point && point != name ? point : "";
}

bool reader_is_promised(const char *path)
{
    struct slice ending = slice_of(reader_ending(path));

    return ending.len && !slice_equal_nocase(ending, SLICE(".xml"));
}

const struct reader *reader_by_ending(const char *path)
{
    struct slice ending = slice_of(reader_ending(path));

    for (size_t i = 0; i < COUNT_OF(readers); i++)
        for (const char *const *one = readers[i].endings; *one; one++)
            if (slice_equal_nocase(ending, slice_of(*one)))
                return &readers[i];
    return NULL;
}

/* First bytes of formats that are no text, and what to call them. */
static const struct {
    struct slice head;
    const char *what;
} foreign[] = {
    {{"\x89PNG", 4}, "a PNG image"},
    {{"\xFF\xD8\xFF", 3}, "a JPEG image"},
    {{"GIF8", 4}, "a GIF image"},
    {{"PK\x03\x04", 4}, "an office document, or a book"},
    {{"\xD0\xCF\x11\xE0", 4}, "an old office document"},
    {{"{\\rtf", 5}, "RTF"},
    {{"\x7F"
      "ELF",
      4},
     "a program"},
};

static bool starts_nocase(struct slice text, struct slice prefix)
{
    return text.len >= prefix.len &&
           slice_equal_nocase(slice_part(text, 0, prefix.len), prefix);
}

static const char *foreign_name(struct slice head)
{
    for (size_t i = 0; i < COUNT_OF(foreign); i++)
        if (slice_starts(head, foreign[i].head))
            return foreign[i].what;
    return NULL;
}

/* The format whose first bytes nothing else has. */
static const struct reader *reader_by_mark(struct slice head,
                                           const struct reader *by_ending)
{
    if (read_docx_is(head))
        return &readers[READER_DOCX];
    if (read_odt_is(head))
        return &readers[READER_ODT];
    if (read_pdf_is(head, by_ending && by_ending != &readers[READER_PDF]))
        return &readers[READER_PDF];
    if (read_tei_is(head))
        return &readers[READER_TEI];
    return NULL;
}

enum status reader_pick(const char *path, const char *name, struct slice head,
                        const struct reader **out, struct error *err)
{
    const struct reader *by_ending = reader_by_ending(name);
    const char *what;

    *out = reader_by_mark(head, by_ending);
    what = *out ? NULL : foreign_name(head);
    if (*out)
        return STATUS_OK;
    if (what)
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s: this is %s, which cannot be read yet; save it "
                         "as plain text",
                         path, what);
    *out = by_ending;
    if ((!*out || *out == &readers[READER_TEXT] ||
         *out == &readers[READER_TEI]) &&
        read_html_is(head))
        *out = &readers[READER_HTML];
    if ((!*out || *out == &readers[READER_TEXT]) && read_mail_is(head))
        *out = &readers[READER_MAIL];
    if (read_warc_is(head))
        *out = &readers[READER_WARC];
    if (!*out && starts_nocase(head, SLICE("<doc>")))
        *out = &readers[READER_TREC];
    if (*out == &readers[READER_TEI] || (!*out && read_tei_is_xml(head)))
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s: this is XML of another kind than TEI, which "
                         "cannot be read",
                         path);
    if (!*out)
        *out = &readers[READER_TEXT];
    return STATUS_OK;
}
