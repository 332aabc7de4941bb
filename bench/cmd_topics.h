/* cmd_topics.h - "demarche-bench topics": how big the table of topics is, and
 * how long it takes to load. */
#ifndef BENCH_CMD_TOPICS_H
#define BENCH_CMD_TOPICS_H

/* argv[0] is the verb. Returns the exit code. */
int cmd_topics(int argc, char **argv);

#endif
