/* service_inside.h - the inside of service.h, shared by its files. */
#ifndef SEARCHD_SERVICE_INSIDE_H
#define SEARCHD_SERVICE_INSIDE_H

#include "searchd/service.h"

struct service {
    struct arena arena; /* lives as long as the service */
    struct index_reader *reader;
    struct analyser *analyser;
    struct topic_table *topics;
    struct strbuf topic_source;
    uint64_t topic_stamp; /* of their files when they were read */
    const char **topic_paths;
    size_t topic_path_count;
    struct concepts *concepts; /* of the topics, once they were asked for */
    bool is_topics_read;
    bool is_used; /* a request came before: the index may have moved on */
};

/* What a request does with the reader at hand. */
typedef enum status service_work(struct service *service, void *request,
                                 struct arena *arena, struct error *err);

/* Do it with the newest commit, anew when the index moves on meanwhile. */
MUST_CHECK enum status service_do(struct service *service, service_work *work,
                                  void *request, struct arena *arena,
                                  struct error *err);

/* Fill the paths of hits; one that is not known stays so. */
MUST_CHECK enum status service_place(struct service *service, struct hit *hits,
                                     size_t count, struct arena *arena,
                                     struct error *err);

/* Plan what a request searches for. Lives in arena, the service, and until
 * planned_release(), which the caller calls in any case. USAGE as
 * planner_plan() and query_parse(). */
MUST_CHECK enum status service_plan(struct service *service,
                                    const struct service_request *request,
                                    struct arena *arena,
                                    struct planner_context *context,
                                    struct planned *planned, struct error *err);

#endif
