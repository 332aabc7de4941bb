/* cmd_status.h - demarche status: what the index holds. */
#ifndef SEARCHD_CMD_STATUS_H
#define SEARCHD_CMD_STATUS_H

/* Returns the exit code: 0 done, 2 failed, 75 try again. */
int cmd_status(int argc, char **argv);

#endif
