/* pdf_joints.h - does a line of a PDF go on with the paragraph above it? */
#ifndef INDEXER_PDF_JOINTS_H
#define INDEXER_PDF_JOINTS_H

#include "indexer/pdf_layout.h"

/* What the lines of a document are like, all of them together. */
struct pdf_shape {
    float size;  /* of most of the text */
    float pitch; /* from one line to the next, in sizes of the text */
    float width; /* of a full line that stands in no column */
};

void pdf_shape_find(const struct pdf_lines *lines, struct pdf_shape *out);

/* Does line go on with the paragraph that began with first, has come to last
 * and has count lines? */
bool pdf_joint_holds(const struct pdf_shape *shape,
                     const struct pdf_line *first, const struct pdf_line *last,
                     const struct pdf_line *line, size_t count);

#endif
