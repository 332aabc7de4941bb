/* allocator.c - how jemalloc, with which this program is linked, deals with
 * memory that was freed: what is large goes back to the system, addresses and
 * all, so that a limit of addresses (ulimit -v) means what it says. Without it
 * the arrays that grew with a long page count several times. */
extern const char *malloc_conf;

const char *malloc_conf = "retain:false";
