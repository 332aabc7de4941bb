/* service.h - one request to one reply: an index and the topics, held open.
 *
 * All doors come through here, so that they answer alike. A service is for
 * one thread. When the index has moved on under a request (STALE), it is
 * reopened and the request done again, a few times at most. */
#ifndef SEARCHD_SERVICE_H
#define SEARCHD_SERVICE_H

#include "common/index.h"
#include "searchd/concepts.h"
#include "searchd/facets.h"
#include "searchd/related.h"

struct service;

struct service_options {
    const char *index_folder;
    /* Turtle files or folders of them; none: $DEMARCHE_TOPICS (several parted
     * by ":"), else the installed topics, else those of the build tree. They
     * are read when they are first needed. */
    const char *const *topic_paths;
    size_t topic_path_count;
    struct index_circle *circle; /* of services of this index; NULL: alone */
};

/* On success the caller ends *out with service_close(). Fails as
 * index_reader_open() does. Without a folder there is no index: only topics
 * can be asked for. */
MUST_CHECK enum status service_open(const struct service_options *options,
                                    struct service **out, struct error *err);
void service_close(struct service *service); /* NULL is ignored */

struct service_request {
    struct slice query; /* unknown where a topic is given */
    struct slice topic; /* a name; unknown: none. With a query both must
                         * match */
    size_t offset;
    size_t most;           /* with offset at most SCHEMA_HITS_MOST */
    bool is_all;           /* free words must all match */
    bool is_all_copies;    /* each copy of a passage is a hit of its own */
    bool is_explained;     /* fill the reply's and the hits' explanations */
    bool is_parsed;        /* fill the reply's parse */
    bool is_placed;        /* fill the hits' paths */
    bool is_bare;          /* no marks and no hint, each copy by itself: for
                            * batches, which only want to know what was found */
    struct slice language; /* of the query's words; unknown: any */
    const struct rank_settings *settings; /* NULL: rank_default */
    const struct index_stop *stop; /* NULL: however long it takes; else the
                                    * search may end with INTERRUPTED */
};

struct service_reply {
    struct rank_result result;
    const struct topic *topic; /* of the request; NULL: none */
    struct slice parse;        /* the query's tree, when parsed or explained */
    struct slice plan;         /* what the index was asked, when explained */
    struct slice hint;         /* words that no passage has and what might be
                                * meant, or unknown */
};

/* Everything in *out lives in arena or the service. USAGE: err has the column
 * or the topic's name; others of the index. */
MUST_CHECK enum status service_search(struct service *service,
                                      const struct service_request *request,
                                      struct arena *arena,
                                      struct service_reply *out,
                                      struct error *err);

/* How all that matches the query and topic of a request is spread; of the rest
 * of it, is_all, language and stop count. Fails as service_search() does. */
MUST_CHECK enum status
service_facets(struct service *service, const struct service_request *request,
               const struct facet_request *facets, struct arena *arena,
               struct facet_counts *out, struct error *err);

/* Passages like the one that an id names. USAGE: the id is a statement's; fails
 * as service_show() and service_search() do. */
MUST_CHECK enum status service_related(struct service *service, struct slice id,
                                       const struct related_request *request,
                                       const struct index_stop *stop,
                                       struct arena *arena,
                                       struct rank_result *out,
                                       struct error *err);

/* The passages of the statement that a passage id or statement id names, or
 * the beginning of one that is unique; in order, as hits without marks.
 * *place: the passage named, SIZE_MAX for a whole statement. NOT_FOUND: err
 * names near ids. */
MUST_CHECK enum status service_show(struct service *service, struct slice id,
                                    struct arena *arena, struct hit **out,
                                    size_t *count, size_t *place,
                                    struct error *err);

/* The passages of a file, by its absolute path, in the order in which they
 * stand there, as hits with their path and without marks; at most
 * SCHEMA_HITS_MOST. NOT_FOUND: the index does not have it. */
MUST_CHECK enum status service_file(struct service *service, struct slice path,
                                    struct arena *arena, struct hit **out,
                                    size_t *count, struct error *err);

/* The ids of all statements, in byte order, in the arena; at most
 * SERVICE_STATEMENTS_MOST. */
enum { SERVICE_STATEMENTS_MOST = 1000000 };
MUST_CHECK enum status service_statements(struct service *service,
                                          struct arena *arena,
                                          struct index_term **out,
                                          size_t *count, struct error *err);

struct service_status {
    struct index_counts counts;
    uint64_t copies; /* statements that have a copy in the index */
    struct index_term *languages, *sides, *issuers; /* most frequent first */
    size_t language_count, side_count, issuer_count;
};
MUST_CHECK enum status service_status(struct service *service,
                                      struct arena *arena,
                                      struct service_status *out,
                                      struct error *err);

/* The topics, read when that is not yet done; NULL in *out when there are
 * none. *source: where they came from, or unknown. */
MUST_CHECK enum status service_topics(struct service *service,
                                      const struct topic_table **out,
                                      struct slice *source, struct error *err);

/* Read them anew when they are next needed, if their files have changed. What
 * was found with them before is of no use then. */
void service_refresh_topics(struct service *service);

/* Append where a service with these options has its topics from: real paths,
 * parted by ":". */
void service_topic_source(const struct service_options *options,
                          struct strbuf *out);

/* What finds the concepts that a text names, made when it is first asked for;
 * lent by the service. Fails as service_topics() does. */
MUST_CHECK enum status service_concepts(struct service *service,
                                        const struct concepts **out,
                                        struct error *err);

#endif
