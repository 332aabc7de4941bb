/* cmd_mcp.h - `demarche mcp`: an assistant's tools over stdin and stdout. */
#ifndef SEARCHD_CMD_MCP_H
#define SEARCHD_CMD_MCP_H

int cmd_mcp(int argc, char **argv); /* returns the exit code */

#endif
