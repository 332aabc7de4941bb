/* A file with profiles of sites, and a page that they are held against: what
 * stands before and behind a line "---". */
#include "tests/fuzz/fuzz.h"

#include "indexer/html_site.h"

static void hold_against(struct site_file *file, struct slice page,
                         struct arena *arena)
{
    struct html_source *source = arena_alloc(arena, sizeof *source);
    struct html_tree tree;
    struct html_runs runs;

    html_source_read(page, SLICE_UNKNOWN, arena, source);
    html_tree_read(source, arena, &tree);
    html_runs_find(&tree, arena, &runs);
    for (size_t i = 0; i < file->count && i < 8; i++) {
        struct html_site site;
        struct html_main main;

        html_site_find(&file->items[i], &tree, "page", arena, &site);
        FUZZ_CHECK(site.title_block < tree.count);
        html_main_find(&tree, &runs, &site.picks, arena, &main);
        for (size_t k = 0; k < runs.count; k++)
            FUZZ_CHECK(
                !main.is_kept[k] ||
                !(site.picks.marks[runs.items[k].first] & HTML_PICK_DROP));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct slice all = {(const char *)bytes, len};
    size_t end = slice_find(all, SLICE("\n---\n"), 0);
    struct slice text = slice_part(all, 0, end);
    struct arena arena = ARENA_INIT;
    struct site_file file;
    char room[SITE_ADDRESS_MOST];

    site_file_take("sites.ini", text, &arena, &file);
    for (size_t i = 0; i < file.count; i++) {
        struct slice address = file.items[i].address;

        FUZZ_CHECK(address.len && address.len <= sizeof room);
        FUZZ_CHECK(site_file_find(&file, address) != NULL);
    }
    if (end != SIZE_MAX)
        hold_against(&file, slice_part(all, end + 5, all.len), &arena);
    (void)site_file_find(&file, site_address(text, room));
    arena_release(&arena);
    return 0;
}
