/* unit.h - what every unit test needs: cmocka, and checks for our types. */
#ifndef TESTS_UNIT_UNIT_H
#define TESTS_UNIT_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base.h"
#include "common/status.h"
#include "common/str.h"

/* The slice has exactly this text; the message shows both. */
#define assert_slice(got, expected)                                            \
    do {                                                                       \
        struct slice got_ = (got), expected_ = slice_of(expected);             \
        if (!slice_equal(got_, expected_))                                     \
            fail_msg("got '%.*s', expected '%.*s'", SLICE_ARG(got_),           \
                     SLICE_ARG(expected_));                                    \
    } while (0)

/* The call succeeds; the message shows its error. */
#define assert_ok(call, err)                                                   \
    do {                                                                       \
        enum status status_ = (call);                                          \
        if (status_)                                                           \
            fail_msg("%s: %s", status_name(status_), (err)->text);             \
    } while (0)

#endif
