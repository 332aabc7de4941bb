#include "indexer/issuer_office.h"

static const char *const offices[] = {"Ministry of Foreign Affairs",
                                      "Ministry for Foreign Affairs",
                                      "Ministry of External Affairs",
                                      "Ministry of Defence",
                                      "Ministry of Defense",
                                      "Ministry of National Defence",
                                      "Ministry of National Defense",
                                      "Ministry of European and",
                                      "Ministry of Europe and",
                                      "Ministry for Europe and",
                                      "Department of Foreign Affairs",
                                      "Department of State",
                                      "Foreign Ministry",
                                      "MFA",
                                      "Embassy",
                                      "Permanent Mission",
                                      "Office of the President",
                                      "Office of the Prime Minister",
                                      "Presidential Office"};

/* "of ", "of the ", in capitals too. */
static bool ends_in_of(struct slice text)
{
    static const char *const ends[] = {" of ", " of the "};

    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        struct slice end = slice_of(ends[i]);

        if (text.len >= end.len &&
            slice_equal_nocase(slice_part(text, text.len - end.len, text.len),
                               end))
            return true;
    }
    return false;
}

/* The end of ", Republic of X", " of the X" and the like behind an office. */
static size_t end_of_side(struct slice text, size_t at, struct side_match *side)
{
    struct slice rest = slice_part(text, 0, at + 80);
    struct slice between;

    for (size_t from = at; sides_find(rest, from, side); from = side->end) {
        between = slice_part(text, at, side->start);
        if (ends_in_of(between) || slice_ends(between, SLICE(", ")) ||
            slice_equal(between, SLICE(" ")))
            return side->kind == SIDE_NAME &&
                           slice_find(between, SLICE(";"), 0) == SIZE_MAX &&
                           slice_find(between, SLICE(" on "), 0) == SIZE_MAX
                       ? side->end
                       : 0;
        return 0;
    }
    return 0;
}

/* "Ministry of Foreign Affairs of Japan" at byte at: its length, else 0. */
static size_t office_at(struct slice text, size_t at, struct side_match *side)
{
    for (size_t i = 0; i < COUNT_OF(offices); i++) {
        struct slice office = slice_of(offices[i]);

        if (slice_equal_nocase(slice_part(text, at, at + office.len), office)) {
            size_t end = end_of_side(text, at + office.len, side);

            return end ? end - at : 0;
        }
    }
    return 0;
}

/* "Japanese Foreign Ministry", "Russian Ministry of Defence". */
static size_t office_of_adjective(struct slice text, size_t at,
                                  struct side_match *side)
{
    size_t next;

    if (!sides_at(text, at, side) || side->kind != SIDE_ADJECTIVE)
        return 0;
    next = side->end + 1;
    for (size_t i = 0; i < COUNT_OF(offices); i++) {
        struct slice office = slice_of(offices[i]);

        if (slice_equal(slice_part(text, next, next + office.len), office))
            return next + office.len - at;
    }
    return 0;
}

size_t issuer_office_at(struct slice text, size_t at, struct side_match *side)
{
    size_t len = office_at(text, at, side);

    return len ? len : office_of_adjective(text, at, side);
}
