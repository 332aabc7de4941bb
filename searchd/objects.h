/* objects.h - the JSON objects that every door gives alike: see demarche(1),
 * OUTPUT. Each function writes one whole object. */
#ifndef SEARCHD_OBJECTS_H
#define SEARCHD_OBJECTS_H

#include "common/json.h"
#include "searchd/service.h"

/* The passage, with rank (from 1), score, highlights, forms; its explanation
 * when is_explained. */
void object_put_hit(struct json_writer *json, const struct hit *hit,
                    size_t rank, bool is_explained);

/* The passage alone, as `demarche passages --json` has it. */
void object_put_passage(struct json_writer *json, const struct hit *hit);

void object_put_topic(struct json_writer *json, const struct topic *topic);

/* folder: the index. topics: how many there are, SIZE_MAX when they cannot be
 * read; source: where they came from, or unknown. */
void object_put_status(struct json_writer *json, struct slice folder,
                       const struct service_status *status, size_t topics,
                       struct slice source);

/* "counted" or "estimated". */
const char *object_basis_name(bool is_estimate);

void object_put_facet(struct json_writer *json, const struct facet *facet);
void object_put_facets(struct json_writer *json,
                       const struct facet_counts *counts);

#endif
