/* cmd_eval.h - demarche bench eval: judgements and a run to figures. */
#ifndef BENCH_CMD_EVAL_H
#define BENCH_CMD_EVAL_H

int cmd_eval(int argc, char **argv);

#endif
