/* topic.h - concepts and topics: one thing with many names, and what belongs
 * to it. Kept in SKOS (Turtle files); the words are those of skos: and of our
 * own dm: (usage of a form by a side, weights). See demarche(1), TOPICS. */
#ifndef SEARCHD_TOPIC_H
#define SEARCHD_TOPIC_H

#include "common/arena.h"
#include "common/status.h"
#include "common/str.h"

struct topic_table; /* all concepts of the files loaded */

/* Where a Turtle file says it; the line is about right. */
struct topic_place {
    struct slice file;
    unsigned line;
};

struct topic_form {
    struct slice text;
    struct slice language; /* BCP 47; unknown when the file gives none */
    bool is_preferred;     /* skos:prefLabel */
    uint16_t head;         /* heads_first() of the text */
    uint32_t key;          /* a hash of the text in lower case */
    struct topic_place place;
};

/* Which side says it so, from when to when, as far as the file tells. */
struct topic_usage {
    struct slice form;
    struct slice language;
    struct slice side;
    struct slice from;
    struct slice to;
};

struct topic {
    struct slice iri;
    struct slice name;       /* skos:notation, else the end of the IRI */
    struct slice label;      /* preferred: English, else the first */
    struct slice definition; /* English, else the first; or unknown */
    struct slice note;       /* scope note: what is relevant, what is not */
    bool is_topic;           /* dm:Topic; else a concept only */
    bool is_words;           /* dm:Words: words that a topic weighs; its labels
                              * name nothing */
    struct topic_place place;
    const struct topic_form *forms; /* pref, alt and hidden labels */
    size_t form_count;
    const struct topic_form *exceptions; /* dm:except: longer names in which a
                                          * form is not meant */
    size_t exception_count;
    const struct topic_usage *usages;
    size_t usage_count;
};

/* How much a concept counts for a topic that is not its own. */
#define TOPIC_NARROWER_FACTOR                                                  \
    0.8 /* a step down; narrower concepts are parts                            \
         */
enum { TOPIC_PARTS_MOST = 64, TOPIC_CONCEPTS_MOST = 100000 };

struct topic_part {
    const struct topic *topic;
    double factor; /* 1: the topic itself */
};

struct topic_table *topic_table_new(void);
void topic_table_free(struct topic_table *table); /* NULL is ignored */

/* Go on with a hash by the files that topic_table_load() would read: their
 * names, sizes and times. Another hash: they have changed. */
uint64_t topic_files_stamp(const char *path, uint64_t hash);

/* Add a Turtle file, or the *.ttl files of a folder in the order of their
 * names. A concept may be described in several files. After the last one,
 * topic_table_finish() connects the concepts. NOT_FOUND, IO, TOO_LARGE;
 * BAD_FORMAT: err has file, line and column, or both places of a name that
 * two concepts have. */
MUST_CHECK enum status topic_table_load(struct topic_table *table,
                                        const char *path, struct error *err);
MUST_CHECK enum status topic_table_finish(struct topic_table *table,
                                          struct error *err);

/* Concepts in the order of their names. Lent by the table. */
size_t topic_table_count(const struct topic_table *table);
const struct topic *topic_table_at(const struct topic_table *table,
                                   size_t place);

/* A label of a concept and how it begins; see heads.h. */
struct topic_label {
    const struct topic *topic;
    const struct topic_form *form;
};

/* All labels, in the order of the concepts, then as they have them. Returns
 * their number; lent by the table. */
size_t topic_table_labels(const struct topic_table *table,
                          const struct topic_label **out);

/* By name, or by any label, ignoring ASCII case; NULL when there is none. Of
 * several with the label a topic comes first, then the first by name. */
const struct topic *topic_find(const struct topic_table *table,
                               struct slice name);

/* What a name means that somebody wrote: the concept that has it as a label,
 * ignoring ASCII case but not for acronyms in capitals. A concept comes before
 * a topic, whose labels are also those of what belongs to it; dm:Words never.
 * NULL when there is none, or several that are all concepts. */
const struct topic *topic_named(const struct topic_table *table,
                                struct slice label);

/* What is wrong with the table, though it can be used, a line each in *out:
 * "FILE:LINE: what". A label of two concepts of which neither names the other
 * (broader, narrower, related, weight), a concept without an English preferred
 * label or with two in one language, a language that is not known, a usage of
 * what is no label, a link to what no file describes. Returns their number. */
size_t topic_table_faults(const struct topic_table *table, struct strbuf *out);

/* The most similar names, best first; at most most of them. */
size_t topic_nearest(const struct topic_table *table, struct slice name,
                     const struct topic **out, size_t most);

/* Fill *err for a name that topic_find() does not know, with the nearest
 * names; table may be NULL. Returns USAGE. */
enum status topic_unknown(const struct topic_table *table, struct slice name,
                          struct error *err);

/* The concepts that a topic takes in: itself (1), narrower ones and those
 * below (0.8 a step), and what dm:weight names with its factor; each once,
 * with its largest factor, in the order found. A dm:weight wins over the rule
 * for narrower ones. Related concepts count only where dm:weight says so. At
 * most TOPIC_PARTS_MOST parts; returns their number. */
size_t topic_parts(const struct topic_table *table, const struct topic *topic,
                   struct topic_part *out);

/* Names of concepts that stand in a relation to this one. */
enum topic_relation { TOPIC_BROADER, TOPIC_NARROWER, TOPIC_RELATED };
size_t topic_relatives(const struct topic_table *table,
                       const struct topic *topic, enum topic_relation relation,
                       const struct topic **out, size_t most);

/* Restricted Damerau-Levenshtein distance of two texts, bytewise, without
 * regard to ASCII case; over most gives most + 1. */
size_t topic_distance(struct slice a, struct slice b, size_t most);

#endif
