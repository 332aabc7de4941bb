/* cmd_judge.h - demarche bench judge: judgements made, read back, kept. */
#ifndef BENCH_CMD_JUDGE_H
#define BENCH_CMD_JUDGE_H

int cmd_judge(int argc, char **argv);

#endif
