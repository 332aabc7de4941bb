#include "searchd/objects.h"

static void add_highlights(struct json_writer *json, const struct hit *hit)
{
    json_key(json, "highlights");
    json_begin_array(json);
    for (size_t i = 0; i < hit->mark_count; i++) {
        json_begin_array(json);
        json_put_integer(json, hit->marks[i].start);
        json_put_integer(json, hit->marks[i].end);
        json_end_array(json);
    }
    json_end_array(json);
}

void object_put_hit(struct json_writer *json, const struct hit *hit,
                    size_t rank, bool is_explained)
{
    json_begin_object(json);
    passage_write_json(json, &hit->statement, &hit->passage);
    json_add_integer(json, "rank", (int64_t)rank);
    json_key(json, "score");
    json_put_number(json, hit->score, 6);
    add_highlights(json, hit);
    json_key(json, "forms");
    json_begin_array(json);
    for (size_t i = 0; i < hit->form_count; i++)
        json_put_text(json, hit->forms[i]);
    json_end_array(json);
    if (hit->copies) {
        json_key(json, "copies");
        json_begin_array(json);
        for (size_t i = 0; i < hit->copy_count; i++)
            json_put_text(json, hit->copies[i].id);
        json_end_array(json);
    }
    if (hit->is_copy) {
        json_key(json, "copy");
        json_put_truth(json, true);
    }
    if (is_explained)
        json_add_text(json, "explanation", hit->detail);
    json_end_object(json);
}

void object_put_passage(struct json_writer *json, const struct hit *hit)
{
    json_begin_object(json);
    passage_write_json(json, &hit->statement, &hit->passage);
    json_end_object(json);
}

void object_put_topic(struct json_writer *json, const struct topic *topic)
{
    json_begin_object(json);
    json_add_integer(json, "schema", 1);
    json_add_text(json, "name", topic->name);
    json_add_text(json, "label", topic->label);
    json_key(json, "is_topic");
    json_put_truth(json, topic->is_topic);
    json_add_integer(json, "forms", (int64_t)topic->form_count);
    json_add_text(json, "description", topic->definition);
    json_add_text(json, "narrative", topic->note);
    json_end_object(json);
}

/* ---- status ---- */

static void add_counts(struct json_writer *json, const char *key,
                       const struct index_term *terms, size_t count)
{
    json_key(json, key);
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        json_add_text(json, "name", terms[i].text);
        json_add_integer(json, "passages", (int64_t)terms[i].frequency);
        json_end_object(json);
    }
    json_end_array(json);
}

static void add_day(struct json_writer *json, const char *key, uint32_t day)
{
    struct strbuf text = STRBUF_INIT;

    strbuf_add_format(&text, "%04u-%02u-%02u", day / 10000, day / 100 % 100,
                      day % 100);
    json_add_text(json, key, day ? strbuf_slice(&text) : SLICE_UNKNOWN);
    strbuf_release(&text);
}

void object_put_status(struct json_writer *json, struct slice folder,
                       const struct service_status *status, size_t topics,
                       struct slice source)
{
    const struct index_counts *counts = &status->counts;

    json_begin_object(json);
    json_add_integer(json, "schema", 1);
    json_add_text(json, "index", folder);
    json_add_integer(json, "passages", (int64_t)counts->passages);
    json_add_integer(json, "statements", (int64_t)counts->statements);
    json_add_integer(json, "copies", (int64_t)status->copies);
    json_add_integer(json, "files", (int64_t)counts->files);
    json_add_integer(json, "furniture", (int64_t)counts->furniture);
    add_day(json, "date_first", counts->date_first);
    add_day(json, "date_last", counts->date_last);
    add_counts(json, "languages", status->languages, status->language_count);
    add_counts(json, "sides", status->sides, status->side_count);
    add_counts(json, "issuers", status->issuers, status->issuer_count);
    json_add_integer(json, "bytes", (int64_t)counts->bytes);
    json_add_integer(json, "shards", counts->shards);
    json_add_integer(json, "version", counts->version);
    json_add_integer(json, "revision", (int64_t)counts->revision);
    json_key(json, "topics");
    if (topics == SIZE_MAX)
        json_put_null(json);
    else
        json_put_integer(json, (int64_t)topics);
    json_add_text(json, "topics_from", source);
    json_end_object(json);
}

/* ---- facets ---- */

const char *object_basis_name(bool is_estimate)
{
    return is_estimate ? "estimated" : "counted";
}

void object_put_facet(struct json_writer *json, const struct facet *facet)
{
    json_begin_object(json);
    json_add_integer(json, "schema", 1);
    json_add_text(json, "facet", slice_of(facet_kind_name(facet->kind)));
    json_add_text(json, "basis",
                  slice_of(object_basis_name(facet->is_estimate)));
    json_key(json, "values");
    json_begin_array(json);
    for (size_t i = 0; i < facet->count; i++) {
        json_begin_object(json);
        json_add_text(json, "name", facet->values[i].name);
        json_add_integer(json, "passages", (int64_t)facet->values[i].passages);
        json_end_object(json);
    }
    json_end_array(json);
    json_add_integer(json, "more", (int64_t)facet->more);
    json_add_integer(json, "unknown", (int64_t)facet->unknown);
    json_end_object(json);
}

void object_put_facets(struct json_writer *json,
                       const struct facet_counts *counts)
{
    json_begin_object(json);
    json_add_integer(json, "total", (int64_t)counts->total);
    json_add_text(json, "basis",
                  slice_of(object_basis_name(counts->is_estimate)));
    json_key(json, "facets");
    json_begin_array(json);
    for (size_t i = 0; i < counts->count; i++)
        object_put_facet(json, &counts->facets[i]);
    json_end_array(json);
    json_end_object(json);
}
