/* Run a fuzz target over the inputs that are kept for it: a plain test that
 * needs no fuzzer. Run from the top folder; prints TAP. */
#include <dirent.h>
#include <string.h>

#include "common/file.h"
#include "tests/fuzz/fuzz.h"

enum { INPUT_BYTES_MOST = 1024 * 1024 };

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* Run one input; a target that fails aborts. */
static void run_input(const char *folder, const char *name, int number)
{
    struct arena arena = ARENA_INIT;
    struct strbuf input = STRBUF_INIT;
    struct error err;

    if (file_read(file_join(&arena, folder, name), INPUT_BYTES_MOST, &input,
                  &err)) {
        printf("not ok %d - %s\n", number, err.text);
    } else {
        LLVMFuzzerTestOneInput((const uint8_t *)input.bytes, input.len);
        printf("ok %d - %s\n", number, name);
    }
    fflush(stdout);
    strbuf_release(&input);
    arena_release(&arena);
}

int main(int argc, char **argv)
{
    const char *name = argc > 0 ? strstr(file_name(argv[0]), "fuzz_") : NULL;
    struct dirent **entries;
    char folder[256];
    int count;

    snprintf(folder, sizeof folder, "tests/fuzz/inputs/%s",
             name ? name + strlen("fuzz_") : "");
    count = scandir(folder, &entries, is_visible, alphasort);
    if (count <= 0) {
        printf("1..1\nnot ok 1 - no inputs in %s\n", folder);
        return 1;
    }
    printf("1..%d\n", count);
    for (int i = 0; i < count; i++) {
        run_input(folder, entries[i]->d_name, i + 1);
        free(entries[i]);
    }
    free(entries);
    return 0;
}
