/* cmd_serve.h - the daemon, `demarche serve`. */
#ifndef SEARCHD_CMD_SERVE_H
#define SEARCHD_CMD_SERVE_H

int cmd_serve(int argc, char **argv); /* returns the exit code */

#endif
