/* topic_table.h - the inside of topic.h: concepts and links as they are read,
 * shared by the loader and the look-ups. */
#ifndef SEARCHD_TOPIC_TABLE_H
#define SEARCHD_TOPIC_TABLE_H

#include "searchd/topic.h"

/* A link between concepts; both directions of broader/narrower are one. */
struct topic_link {
    struct slice from, to; /* IRIs */
    bool is_narrower;      /* to is a part of from; else related */
    bool is_weight;        /* dm:weight with factor */
    double factor;
    size_t from_place, to_place; /* after finish; SIZE_MAX: no such concept */
};

struct topic_concept {
    struct topic topic;
    struct topic_form *forms;
    size_t form_capacity;
    struct topic_form *exceptions;
    size_t exception_capacity;
    struct topic_usage *usages;
    size_t usage_capacity;
    struct slice label_language, definition_language, note_language;
    bool is_concept; /* it was described, not only named by others */
};

/* An anonymous node of dm:usage or dm:weight, put together as it is read. */
struct topic_detail {
    struct slice node;  /* "_:b1" */
    struct slice owner; /* IRI */
    bool is_weight;
    struct topic_usage usage;
    struct slice concept;
    double factor;
    unsigned line;
};

/* A name or label as somebody may ask for it. */
struct topic_claim {
    size_t concept; /* its place */
    size_t form;    /* SIZE_MAX: its name */
    size_t next;    /* the next claim of the same slot + 1; 0: none */
};

struct topic_table {
    struct arena arena;
    struct topic_concept *concepts;
    size_t count, capacity;
    size_t *map; /* hash of the IRI to place + 1; a power of two slots */
    size_t map_size;
    struct topic_link *links;
    size_t link_count, link_capacity;
    size_t *by_name; /* after finish: places of described concepts */
    size_t by_name_count;
    struct topic_label *labels; /* after finish */
    size_t label_count;
    struct topic_claim *claims; /* after finish */
    size_t claim_count;
    size_t *claim_map; /* hash of the lower-case text to claim + 1 */
    size_t claim_map_size;
};

/* Place of the concept with this IRI, or SIZE_MAX. */
size_t topic_table_place(const struct topic_table *table, struct slice iri);

/* The same, made when it is new. */
struct topic_concept *topic_table_concept(struct topic_table *table,
                                          struct slice iri);

/* The key of a text; ASCII letters are made small. */
uint32_t topic_key(struct slice text);

/* Note all names and labels. BAD_FORMAT: two concepts have one name. */
MUST_CHECK enum status topic_table_claim(struct topic_table *table,
                                         struct error *err);

/* The claims on a text, ignoring ASCII case, names and labels mixed: *at is 0
 * for the first call. NULL when there are no more. */
const struct topic_claim *topic_table_claims(const struct topic_table *table,
                                             struct slice text, size_t *at);

/* Does one of two concepts name the other in any relation? */
bool topic_table_are_linked(const struct topic_table *table, size_t a,
                            size_t b);

void topic_table_link(struct topic_table *table, struct slice from,
                      struct slice to, bool is_narrower);
void topic_table_weigh(struct topic_table *table, struct slice from,
                       struct slice to, double factor);

/* The files that path means: itself, or those *.ttl of a folder, in the order
 * of their names; in the arena. NOT_FOUND: nothing there. IO. */
MUST_CHECK enum status topic_files(const char *path, struct arena *arena,
                                   char ***names, size_t *count,
                                   struct error *err);

#endif
