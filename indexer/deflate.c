/* deflate.c - this program's zlib: libxapian packs nothing.
 *
 * libxapian 1.4 packs each passage and its list of terms by itself, at zlib's
 * usual level and with its largest tables, and has no setting for it. That is
 * a fifth of the time of indexing, for a twelfth of the size: a passage is too
 * short to pack well. So the function through which zlib is set up stands
 * here too, and the linker prefers the program's own: level 0, smallest
 * tables. libxapian then finds that nothing got shorter and stores it as it
 * is, which every reader of its files understands. A test looks for the words
 * of a passage in the file. */
#include <assert.h>
#include <dlfcn.h>
#include <string.h>
#include <zlib.h>

enum { LEVEL_STORE = 0, MEMORY_LEAST = 1 };

int deflateInit2_(z_streamp stream, int level, int method, int window_bits,
                  int memory_level, int strategy, const char *version,
                  int stream_size)
{
    void *found = dlsym(RTLD_NEXT, "deflateInit2_");
    int (*init)(z_streamp, int, int, int, int, int, const char *, int);

    (void)level;
    (void)memory_level;
    assert(found);
    memcpy(&init, &found, sizeof init); /* ISO C has no cast for it */
    return init(stream, LEVEL_STORE, method, window_bits, MEMORY_LEAST,
                strategy, version, stream_size);
}
