/* cmd_show.h - demarche show: a passage in its statement. */
#ifndef SEARCHD_CMD_SHOW_H
#define SEARCHD_CMD_SHOW_H

/* Returns the exit code: 0 shown, 2 no such passage, or failed, 75 try again.
 */
int cmd_show(int argc, char **argv);

#endif
