/* cmd_search.h - demarche search: passages that match a query, best first. */
#ifndef SEARCHD_CMD_SEARCH_H
#define SEARCHD_CMD_SEARCH_H

/* Returns the exit code: 0 found, 1 nothing found, 2 failed, 75 try again. */
int cmd_search(int argc, char **argv);

#endif
