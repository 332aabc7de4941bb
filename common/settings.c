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

char *settings_index_folder(const char *given, struct arena *arena)
{
    const char *data = variable("XDG_DATA_HOME");
    const char *home = variable("HOME");

    if (!given)
        given = variable("DEMARCHE_INDEX");
    if (given)
        return arena_copy(arena, given, strlen(given));
    if (data && data[0] == '/')
        return file_join(arena, data, "demarche/index");
    return file_join(arena, home ? home : ".", ".local/share/demarche/index");
}

char *settings_config_file(const char *name, struct arena *arena)
{
    const char *config = variable("XDG_CONFIG_HOME");
    const char *home = variable("HOME");

    if (!config || config[0] != '/')
        config = file_join(arena, home ? home : ".", ".config");
    return file_join(arena, file_join(arena, config, "demarche"), name);
}
