/* cmd_speed.h - demarche bench speed: how long queries take, warm. */
#ifndef BENCH_CMD_SPEED_H
#define BENCH_CMD_SPEED_H

int cmd_speed(int argc, char **argv);

#endif
