/* cmd_related.h - `demarche related`: passages like one. */
#ifndef SEARCHD_CMD_RELATED_H
#define SEARCHD_CMD_RELATED_H

int cmd_related(int argc, char **argv);

#endif
