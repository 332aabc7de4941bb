/* Judgements, a run and a list of measures, parted by lines "%%": what is read
 * gives figures that are numbers, and what is not says where. The whole is also
 * read as a pool. */
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "bench/evaluate.h"
#include "bench/pool.h"
#include "tests/fuzz/fuzz.h"

/* A file in memory: the readers take paths. */
static int put(struct slice text, char *path, size_t size)
{
    int descriptor = memfd_create("fuzz", MFD_CLOEXEC);

    FUZZ_CHECK(descriptor >= 0);
    FUZZ_CHECK(write(descriptor, text.bytes ? text.bytes : "", text.len) ==
               (ssize_t)text.len);
    snprintf(path, size, "/proc/self/fd/%d", descriptor);
    return descriptor;
}

static struct slice next_part(struct slice *rest)
{
    size_t at = slice_find(*rest, SLICE("%%\n"), 0);
    struct slice part = slice_part(*rest, 0, at);

    *rest = slice_part(*rest, at == SIZE_MAX ? rest->len : at + 3, rest->len);
    return part;
}

static void check_failure(enum status status, const struct error *err)
{
    FUZZ_CHECK(status == STATUS_BAD_FORMAT || status == STATUS_TOO_LARGE ||
               status == STATUS_USAGE);
    FUZZ_CHECK(err->status == status && err->text[0]);
}

static void check_values(const struct qrels *qrels, const struct run *run,
                         const struct measure_set *set, struct arena *arena)
{
    const struct evaluate_settings settings = {.level = 1};
    struct evaluated evaluated;

    evaluate_run(qrels, run, &settings, set, arena, &evaluated);
    FUZZ_CHECK(evaluated.count == qrels->count);
    for (size_t i = 0; i < evaluated.count; i++)
        for (size_t j = 0; j < set->count; j++)
            FUZZ_CHECK(isfinite(evaluated.topics[i].values[j]));
}

static void read_pool(struct slice text, struct arena *arena)
{
    struct pool_judgements judgements = {.items = NULL};
    struct error err = {STATUS_OK, ""};
    char path[64];
    int descriptor = put(text, path, sizeof path);
    enum status status = pool_read(path, arena, &judgements, &err);

    if (!status)
        status = pool_unite(&judgements, &err);
    if (status)
        check_failure(status, &err);
    pool_release(&judgements);
    close(descriptor);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena arena = ARENA_INIT;
    struct slice rest = {(const char *)bytes, len};
    struct measure_set *set = arena_alloc(&arena, sizeof *set);
    struct error err = {STATUS_OK, ""};
    struct qrels qrels;
    struct run run;
    char qrels_path[64], run_path[64];
    int first, second;
    enum status status;

    read_pool(rest, &arena);
    first = put(next_part(&rest), qrels_path, sizeof qrels_path);
    second = put(next_part(&rest), run_path, sizeof run_path);
    status = qrels_read(qrels_path, &arena, &qrels, &err);
    if (!status)
        status = run_read(run_path, &arena, &run, &err);
    if (!status)
        status = measure_set_add(set, next_part(&rest), &err);
    if (status)
        check_failure(status, &err);
    else
        check_values(&qrels, &run, set, &arena);
    close(first);
    close(second);
    arena_release(&arena);
    return 0;
}
