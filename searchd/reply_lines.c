#include "searchd/reply_lines.h"

#include <math.h>

#include "common/csv.h"
#include "searchd/objects.h"
#include "searchd/place.h"
#include "searchd/snippet.h"

static void print_json(const struct hit *hit, size_t rank,
                       const struct reply_style *style, struct strbuf *out)
{
    struct json_writer json = JSON_WRITER(out);

    object_put_hit(&json, hit, rank, style->is_explained);
    strbuf_add_byte(out, '\n');
}

/* ---- CSV: RFC 4180 ---- */

static void add_cell(struct strbuf *out, struct slice text)
{
    csv_add_cell(out, text);
    strbuf_add_byte(out, ',');
}

/* Several texts in one cell, parted by separator. */
static void add_list_cell(struct strbuf *out, const struct slice *texts,
                          size_t count, const char *separator)
{
    struct strbuf cell = STRBUF_INIT;

    for (size_t i = 0; i < count; i++) {
        if (i)
            strbuf_add_text(&cell, separator);
        strbuf_add(&cell, texts[i]);
    }
    add_cell(out, strbuf_slice(&cell));
    strbuf_release(&cell);
}

static void add_copies_cell(struct strbuf *out, const struct hit *hit)
{
    struct strbuf cell = STRBUF_INIT;

    for (size_t i = 0; i < hit->copy_count; i++) {
        if (i)
            strbuf_add_text(&cell, "; ");
        strbuf_add(&cell, hit->copies[i].id);
    }
    add_cell(out, strbuf_slice(&cell));
    strbuf_release(&cell);
}

static void print_csv_header(struct strbuf *out)
{
    strbuf_add_text(out, "rank,score,id,date,date_end,date_basis,issuer,"
                         "issuer_side,title,section,speaker,role,sides,"
                         "language,file,line,forms,copies,text,member,"
                         "page\r\n");
}

static void print_csv(const struct hit *hit, size_t rank, struct strbuf *out)
{
    const struct statement *statement = &hit->statement;
    const struct passage *passage = &hit->passage;
    struct arena arena = ARENA_INIT;

    strbuf_add_format(out, "%zu,%.6f,", rank, hit->score);
    add_cell(out, hit->id);
    add_cell(out, date_format(&arena, statement->date));
    add_cell(out, date_format(&arena, statement->date_end));
    add_cell(out, slice_of(date_basis_name(statement->date_basis)));
    add_cell(out, statement->issuer);
    add_cell(out, statement->issuer_side);
    add_cell(out, statement->title);
    add_list_cell(out, passage->sections, passage->section_count, " > ");
    add_cell(out, passage->speaker);
    add_cell(out, passage->role);
    add_list_cell(out, passage->sides, passage->side_count, "; ");
    add_cell(out, slice_is_known(passage->language) ? passage->language
                                                    : statement->language);
    add_cell(out, statement->file);
    strbuf_add_format(out, "%u,", passage->line);
    add_list_cell(out, hit->forms, hit->form_count, "; ");
    add_copies_cell(out, hit);
    add_cell(out, passage->text);
    add_cell(out, statement->member);
    if (passage->page)
        strbuf_add_format(out, "%u", passage->page);
    strbuf_add_text(out, "\r\n");
    arena_release(&arena);
}

/* ---- vimgrep, run file ---- */

/* Of what does not stand in the file itself an editor can only open the file:
 * its place goes before the text. */
static void print_vimgrep_within(const struct hit *hit, struct strbuf *out)
{
    strbuf_add_clean(out, hit->statement.file);
    strbuf_add_text(out, ":1:1:");
    if (slice_is_known(hit->statement.member)) {
        strbuf_add_clean(out, hit->statement.member);
        strbuf_add_format(out, ":%u: ", hit->passage.line);
    }
    if (hit->passage.page)
        strbuf_add_format(out, "page %u: ", hit->passage.page);
    strbuf_add_clean(out, hit->passage.text);
    strbuf_add_byte(out, '\n');
}

static void print_vimgrep(const struct hit *hit,
                          const struct reply_style *style, struct strbuf *out)
{
    struct arena arena = ARENA_INIT;
    struct slice first = {NULL, 0};
    struct place place;

    if (!passage_is_in_file(&hit->statement, &hit->passage)) {
        print_vimgrep_within(hit, out);
        return;
    }
    if (hit->mark_count)
        first = slice_part(hit->passage.text, hit->marks[0].start,
                           hit->marks[0].end);
    place_find(reply_file(style, hit->statement.file, &arena), &hit->passage,
               first, &place);
    strbuf_add_clean(out, hit->statement.file);
    strbuf_add_format(out, ":%u:%u:", place.line, place.column);
    strbuf_add_clean(out, hit->passage.text);
    strbuf_add_byte(out, '\n');
    arena_release(&arena);
}

/* Readers of run files order by score alone: no two may be equal. */
/* Strictly below the score before it, even in a reader that keeps floats. */
static double score_below(double score, double last)
{
    if ((float)score < (float)last)
        return score;
    return floor((double)nextafterf((float)last, -INFINITY) * 1e6) / 1e6;
}

static void print_trec(const struct hit *hits, size_t count, size_t first_rank,
                       struct slice run_id, struct strbuf *out)
{
    double last = INFINITY;

    for (size_t i = 0; i < count; i++) {
        double score = score_below(hits[i].score, last);

        last = score;
        strbuf_add_column(out, run_id);
        strbuf_add_text(out, " Q0 ");
        strbuf_add_column(out, hits[i].id);
        strbuf_add_format(out, " %zu %.6f demarche\n", first_rank + i, score);
    }
}

void reply_print_lines(const struct hit *hits, size_t count, size_t first_rank,
                       const struct reply_style *style, struct strbuf *out)
{
    if (style->format == REPLY_TREC) {
        print_trec(hits, count, first_rank, style->run_id, out);
        return;
    }
    if (style->format == REPLY_CSV)
        print_csv_header(out);
    for (size_t i = 0; i < count; i++) {
        if (style->format == REPLY_JSON)
            print_json(&hits[i], first_rank + i, style, out);
        else if (style->format == REPLY_CSV)
            print_csv(&hits[i], first_rank + i, out);
        else
            print_vimgrep(&hits[i], style, out);
    }
}
