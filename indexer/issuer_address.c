#include "indexer/issuer_address.h"

#include <string.h>

#include "indexer/issuer_table.h"
#include "indexer/sides.h"

enum { HOST_MOST = 255 };

static struct slice host_of(struct slice url)
{
    size_t start = slice_find(url, SLICE("://"), 0), end;

    if (start == SIZE_MAX)
        return SLICE("");
    start += 3;
    for (end = start; end < url.len; end++)
        if (strchr("/:?#", url.bytes[end]))
            break;
    return end - start > HOST_MOST ? SLICE("") : slice_part(url, start, end);
}

static struct slice last_labels(struct slice host, unsigned count)
{
    size_t at = host.len;

    while (at > 0 && (host.bytes[at - 1] != '.' || --count > 0))
        at--;
    return slice_part(host, at, host.len);
}

static bool ends_nocase(struct slice s, struct slice suffix)
{
    return s.len >= suffix.len &&
           slice_equal_nocase(slice_part(s, s.len - suffix.len, s.len), suffix);
}

static bool is_host(struct slice host, struct slice mark)
{
    return ends_nocase(host, mark) ||
           (mark.bytes[0] == '.' &&
            slice_equal_nocase(host, slice_part(mark, 1, mark.len)));
}

/* "mfa.gov.xx", "www.gov.xx", "xx.go.jp": the government of the country. */
static struct slice side_of_host(struct slice host)
{
    struct slice country = last_labels(host, 1), second = last_labels(host, 2);
    static const char *const domains[] = {
        "gov.", "gob.", "gouv.", "go.", "govt.", "gv.", "mfa.", "government."};

    if (country.len != 2)
        return SLICE_UNKNOWN;
    for (size_t i = 0; i < COUNT_OF(domains); i++)
        if (slice_starts(second, slice_of(domains[i])))
            return side_of_name(country);
    return SLICE_UNKNOWN;
}

bool issuer_address_read(struct slice url, struct slice *issuer,
                         struct slice *side)
{
    struct slice host = host_of(url);
    const struct issuer_mark *best = NULL;

    *issuer = *side = SLICE_UNKNOWN;
    if (!host.len)
        return false;
    for (size_t i = 0; i < issuer_hosts_count; i++)
        if (is_host(host, slice_of(issuer_hosts[i].mark)) &&
            (!best || strlen(issuer_hosts[i].mark) > strlen(best->mark)))
            best = &issuer_hosts[i];
    if (best) {
        *issuer = slice_of(best->issuer);
        *side = slice_of(best->side);
    } else {
        *side = side_of_host(host);
    }
    return best || slice_is_known(*side);
}
