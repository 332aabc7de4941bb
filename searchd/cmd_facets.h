/* cmd_facets.h - `demarche facets`: how what matches a query is spread. */
#ifndef SEARCHD_CMD_FACETS_H
#define SEARCHD_CMD_FACETS_H

int cmd_facets(int argc, char **argv);

#endif
