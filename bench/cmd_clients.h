/* cmd_clients.h - `demarche bench clients`. */
#ifndef BENCH_CMD_CLIENTS_H
#define BENCH_CMD_CLIENTS_H

int cmd_clients(int argc, char **argv);

#endif
