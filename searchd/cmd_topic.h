/* cmd_topic.h - demarche topic: the topics, or the passages on one of them. */
#ifndef SEARCHD_CMD_TOPIC_H
#define SEARCHD_CMD_TOPIC_H

/* Returns the exit code: 0 found, 1 nothing found, 2 failed, 75 try again. */
int cmd_topic(int argc, char **argv);

#endif
