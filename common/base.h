/* base.h - what every file may use: a few compiler attributes, no code. */
#ifndef COMMON_BASE_H
#define COMMON_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define MUST_CHECK               __attribute__((warn_unused_result))
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))
#define NO_RETURN                __attribute__((noreturn))
#else
#define MUST_CHECK
#define PRINTF_LIKE(text, first)
#define NO_RETURN
#endif

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* Headers that the C++ shim includes wrap their declarations in these. */
#ifdef __cplusplus
#define BEGIN_C extern "C" {
#define END_C   }
#else
#define BEGIN_C
#define END_C
#endif

#endif
