/* settings.h - what the environment says when the command line does not. */
#ifndef COMMON_SETTINGS_H
#define COMMON_SETTINGS_H

#include "common/arena.h"

/* The index folder: given (the value of -d) unless NULL, else $DEMARCHE_INDEX,
 * else $XDG_DATA_HOME/demarche/index, else ~/.local/share/demarche/index. An
 * empty variable counts as not set, and so does a relative $XDG_DATA_HOME, as
 * its specification asks. Lives in the arena. */
char *settings_index_folder(const char *given, struct arena *arena);

/* A file of the user's settings: $XDG_CONFIG_HOME/demarche/NAME, else
 * ~/.config/demarche/NAME, by the same rules. Lives in the arena. */
char *settings_config_file(const char *name, struct arena *arena);

/* For what can be made again: $XDG_CACHE_HOME/demarche, else
 * ~/.cache/demarche. It need not exist. Lives in the arena. */
char *settings_cache_folder(struct arena *arena);

#endif
