#include "searchd/cmd_serve.h"

#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include "common/command.h"
#include "common/settings.h"
#include "searchd/daemon.h"
#include "searchd/door.h"
#include "searchd/pool.h"

enum {
    CLIENTS_DEFAULT = 256,
    WAITING_DEFAULT = 1024,
    WAITING_MOST = 1000000,
    TIMEOUT_MS_DEFAULT = 2000,
    TIMEOUT_MS_MOST = 3600 * 1000,
    IDLE_S_MOST = 365 * 24 * 3600
};

static const struct option_spec table[] = {
    DOOR_INDEX,
    DOOR_TOPICS,
    {"socket", 0, "PATH", "[$XDG_RUNTIME_DIR/demarche/searchd.sock]"},
    {"workers", 0, "N", "requests answered at once [as many as processors]"},
    {"clients", 0, "N", "connections at once [256]"},
    {"waiting", 0, "N", "requests that may wait for a worker [1024]"},
    {"timeout", 0, "MS", "milliseconds that a request may take [2000]"},
    {"idle-exit", 0, "S", "end after S seconds without a client [never]"},
    {"ready-fd", 0, "FD", "write a line there when clients can come"},
};

static const struct options_usage usage = {
    "demarche serve [OPTION...]",
    "Answer searches over a local socket, for editors and programs.",
    table,
    COUNT_OF(table),
    "JSON-RPC 2.0, a message a line or with Content-Length: see protocol(7).\n"
    "SIGHUP reads index and topics anew; SIGTERM ends it.",
};

static unsigned processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);

    return count < 1                    ? 1
           : count > POOL_SERVICES_MOST ? POOL_SERVICES_MOST
                                        : (unsigned)count;
}

static enum status read_ready_fd(const struct options *options, int *out,
                                 struct error *err)
{
    int64_t fd = -1;
    enum status status =
        options_number(options, "ready-fd", 0, INT_MAX, -1, &fd, err);

    *out = (int)fd;
    if (!status && fd >= 0 && fcntl(*out, F_GETFD) < 0)
        return error_set(err, STATUS_USAGE, "--ready-fd: %d is not open", *out);
    return status;
}

static enum status read_limits(const struct options *options,
                               struct daemon_options *out, struct error *err)
{
    int64_t workers, clients, waiting;
    enum status status =
        options_number(options, "workers", 1, POOL_SERVICES_MOST,
                       (int64_t)processors(), &workers, err);

    if (!status)
        status = options_number(options, "clients", 1, DAEMON_CLIENTS_MOST,
                                CLIENTS_DEFAULT, &clients, err);
    if (!status)
        status = options_number(options, "waiting", 1, WAITING_MOST,
                                WAITING_DEFAULT, &waiting, err);
    if (!status)
        status = options_number(options, "timeout", 1, TIMEOUT_MS_MOST,
                                TIMEOUT_MS_DEFAULT, &out->deadline_ms, err);
    if (!status)
        status = options_number(options, "idle-exit", 1, IDLE_S_MOST, 0,
                                &out->idle_exit_s, err);
    if (status)
        return status;
    out->workers = (unsigned)workers;
    out->clients = (unsigned)clients;
    out->waiting = (size_t)waiting;
    return STATUS_OK;
}

/* An index that cannot be opened is told now, not to the first client. */
static enum status try_index(const struct service_options *options,
                             struct error *err)
{
    struct service *service;
    enum status status = service_open(options, &service, err);

    service_close(service);
    return status;
}

static enum status run(const struct options *options, struct arena *arena,
                       int *code, struct error *err)
{
    struct daemon_options daemon = {0};
    enum status status = read_limits(options, &daemon, err);

    (void)code;
    daemon.socket = options_get(options, "socket");
    door_service_options(options, true, arena, &daemon.service);
    if (!status)
        status = read_ready_fd(options, &daemon.ready_fd, err);
    if (!status)
        status = try_index(&daemon.service, err);
    return status ? status : daemon_run(&daemon, err);
}

int cmd_serve(int argc, char **argv)
{
    return command_run(&usage, 0, 0, "no argument", argc, argv, run);
}
