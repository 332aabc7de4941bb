/* cmd_lsp.h - `demarche lsp`: editors, over stdin and stdout. */
#ifndef SEARCHD_CMD_LSP_H
#define SEARCHD_CMD_LSP_H

int cmd_lsp(int argc, char **argv); /* returns the exit code */

#endif
