#include "common/settings.h"

#include <stdlib.h>
#include <string.h>

#include "common/file.h"

/* NULL when it is not set or empty. */
static const char *variable(const char *name)
{
    const char *value = getenv(name);

    return value && value[0] ? value : NULL;
}

/* FOLDER/REST where the variable has an absolute path, else HOME/USUAL/REST. */
static char *in_base(const char *name, const char *usual, const char *rest,
                     struct arena *arena)
{
    const char *base = variable(name);
    const char *home = variable("HOME");

    if (!base || base[0] != '/')
        base = file_join(arena, home ? home : ".", usual);
    return file_join(arena, base, rest);
}

char *settings_cache_folder(struct arena *arena)
{
    return in_base("XDG_CACHE_HOME", ".cache", "demarche", arena);
}

char *settings_index_folder(const char *given, struct arena *arena)
{
    if (!given)
        given = variable("DEMARCHE_INDEX");
    if (given)
        return arena_copy(arena, given, strlen(given));
    return in_base("XDG_DATA_HOME", ".local/share", "demarche/index", arena);
}

char *settings_config_file(const char *name, struct arena *arena)
{
    return file_join(
        arena, in_base("XDG_CONFIG_HOME", ".config", "demarche", arena), name);
}
