/* listing.h - is something only named in a list of other things?
 *
 * "...exchanged views on Iran, Syria, Council reform, missile defense and
 * other matters" touches missile defense; it is not about it. */
#ifndef SEARCHD_LISTING_H
#define SEARCHD_LISTING_H

#include "searchd/hits.h"

/* Is the mark number place one of three or more short items in a row, parted
 * by commas or words such as "and", of which others hold no mark? marks are in
 * order and apart from each other. */
bool listing_holds(struct slice text, const struct hit_mark *marks,
                   size_t mark_count, size_t place);

#endif
