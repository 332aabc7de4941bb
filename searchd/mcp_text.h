/* mcp_text.h - what a method found as text that an assistant can quote: each
 * passage below a line that says where it is from. */
#ifndef SEARCHD_MCP_TEXT_H
#define SEARCHD_MCP_TEXT_H

#include "common/str.h"

/* result: the JSON of search, topic, statement or topics. */
void mcp_text_add(struct strbuf *out, struct slice result);

#endif
