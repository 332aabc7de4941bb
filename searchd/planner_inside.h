/* planner_inside.h - the inside of planner.h, shared by its files. */
#ifndef SEARCHD_PLANNER_INSIDE_H
#define SEARCHD_PLANNER_INSIDE_H

#include "searchd/planner.h"

/* A query while it is planned. */
struct planning {
    const struct planner_context *context;
    struct planned *out;
    struct arena *arena;
    struct error *err;
    bool is_all;
    bool is_negative; /* below a NOT or a minus */
    bool has_words;   /* something was found to look for */
};

/* Children of a group while they are collected. */
enum { PLANNER_CHILDREN_MOST = 4096 };
struct plan_list {
    struct plan **items;
    size_t count, capacity;
};

void plan_list_add(struct plan_list *list, struct plan *plan);
void plan_list_release(struct plan_list *list);

/* The group of these children: nothing when there are none, the child when
 * there is one. */
struct plan *plan_list_group(const struct plan_list *list, enum plan_kind kind,
                             struct arena *arena);

/* A form's variants under a prefix as one plan; nothing when a term of each
 * is not in the index. */
MUST_CHECK enum status planner_form(struct planning *planning,
                                    const struct form *form, const char *prefix,
                                    struct plan_list *out);

/* A new leaf for query; forms added from now on are its. */
struct planner_leaf *planner_leaf_new(struct planning *planning,
                                      struct query *query);

/* A form of text in every language of the index. */
void planner_make_form(struct planning *planning, struct slice text,
                       struct form *out);

/* Hand form to the leaf of query, which is the newest one. */
void planner_add_form(struct planning *planning, struct query *query,
                      struct form *form);

/* is_free: the word is ranked, not required. */
MUST_CHECK enum status planner_word(struct planning *planning,
                                    struct query *query, bool is_free,
                                    struct plan **out);
/* Plans of the concepts that the free words among items name, added to *out:
 * they find passages, too, and add to the weights of the words. */
MUST_CHECK enum status planner_concepts(struct planning *planning,
                                        struct query *const *items,
                                        size_t count, struct plan_list *out);
/* A part of such a concept, whose forms are one term for ranking, with the idf
 * of them all. */
MUST_CHECK enum status planner_implied(struct planning *planning,
                                       struct query *query,
                                       const struct topic_part *part,
                                       struct plan **out);
/* A form of a topic as it is written, and stemmed in its own language. */
void planner_topic_form(struct planning *planning,
                        const struct topic_form *source, struct form *out);

MUST_CHECK enum status planner_near(struct planning *planning,
                                    struct query *query, struct plan **out);
MUST_CHECK enum status planner_field(struct planning *planning,
                                     struct query *query, struct plan **out);
MUST_CHECK enum status planner_topic(struct planning *planning,
                                     struct query *query, struct plan **out);

#endif
