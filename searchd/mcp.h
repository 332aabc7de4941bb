/* mcp.h - the Model Context Protocol: the methods of methods.h as tools for
 * assistants, statements as resources. Requests are answered with and without
 * a handshake before them. */
#ifndef SEARCHD_MCP_H
#define SEARCHD_MCP_H

#include "searchd/methods.h"

/* Is this a method of the protocol? "initialize" is one also of LSP: there it
 * is told by its parameters, which may be NULL. */
bool mcp_has(struct slice name, const json_t *params);

/* Do a method that mcp_has(), and write its result. USAGE: err names what is
 * wrong with the parameters; NOT_FOUND: no such resource. A tool that fails
 * says so in its result, as the protocol wants it. */
MUST_CHECK enum status mcp_call(const struct methods_context *context,
                                struct slice name, const json_t *params,
                                struct arena *arena, struct json_writer *json,
                                struct error *err);

#endif
