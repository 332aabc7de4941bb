/* index_source.hh - a list of where something occurs as a part of a query of
 * the library: phrases and synonyms are then looked for once, by
 * index_list_of(), and not once to count them and once to weigh them. */
#ifndef COMMON_INDEX_SOURCE_HH
#define COMMON_INDEX_SOURCE_HH

#include <memory>

#include "common/index_xapian.hh"

/* A query for the documents of the list, each weighing factor times the
 * model's part for it. The reader must outlive the query. */
Xapian::Query index_source(struct index_reader *reader,
                           const std::shared_ptr<index_list> &list,
                           const struct index_model *model, double factor);

#endif
