/* Messages for the user: whole lines, and nothing in them steers. */
#include <sys/socket.h>
#include <unistd.h>

#include "common/log.h"
#include "unit.h"

/* stderr is a socket on which each write is a packet of its own. */
struct ear {
    int heard, kept;
};

static void begin(struct ear *ear)
{
    int ends[2];

    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends), 0);
    ear->kept = dup(STDERR_FILENO);
    assert_true(ear->kept >= 0);
    assert_int_equal(dup2(ends[1], STDERR_FILENO), STDERR_FILENO);
    close(ends[1]);
    ear->heard = ends[0];
}

/* The packets, each behind a bar. */
static void end(struct ear *ear, char *out, size_t size)
{
    size_t len = 0;
    ssize_t got = 1;

    assert_int_equal(dup2(ear->kept, STDERR_FILENO), STDERR_FILENO);
    close(ear->kept);
    while (got > 0) {
        assert_true(len + 2 < size);
        out[len++] = '|';
        got = read(ear->heard, out + len, size - len - 1);
        len += got > 0 ? (size_t)got : 0;
    }
    out[len] = '\0';
    close(ear->heard);
}

static void a_message_is_one_write(void **state)
{
    struct ear ear;
    char out[8192];

    (void)state;
    log_set_program("demarche index");
    begin(&ear);
    log_warning("%s: an odd file", "a.txt");
    log_error("%d files", 2);
    log_note("done");
    end(&ear, out, sizeof out);
    assert_string_equal(out, "|demarche index: warning: a.txt: an odd file\n"
                             "|demarche index: error: 2 files\n"
                             "|demarche index: done\n|");
}

static void what_steers_is_spelt_out(void **state)
{
    struct ear ear;
    char out[8192];

    (void)state;
    log_set_program("demarche");
    begin(&ear);
    log_note("a\033[2Jb\nc\xFF"
             "d caf\xC3\xA9 \xE2\x80\xAE");
    end(&ear, out, sizeof out);
    assert_string_equal(out, "|demarche: a\\x1B[2Jb\\x0Ac\\xFFd caf\xC3\xA9 "
                             "\\xE2\\x80\\xAE\n|");
}

static void the_longest_message_is_one_write(void **state)
{
    struct ear ear;
    char text[4096], out[16384];

    (void)state;
    memset(text, 1, sizeof text - 1);
    text[sizeof text - 1] = '\0';
    begin(&ear);
    log_note("%s", text);
    end(&ear, out, sizeof out);
    assert_int_equal(strlen(out), strlen("|demarche: \n|") + 2047 * 4);
    assert_ptr_equal(strchr(out + 1, '|'), out + strlen(out) - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_message_is_one_write),
        cmocka_unit_test(what_steers_is_spelt_out),
        cmocka_unit_test(the_longest_message_is_one_write),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
