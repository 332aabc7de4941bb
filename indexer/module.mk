d := indexer

# Of the program alone, not of the library that tests are linked with.
indexer_own := $(d)/main.c $(d)/deflate.c $(d)/allocator.c
indexer_sources := $(filter-out $(indexer_own),$(wildcard $(d)/*.c $(d)/*.cc))
SOURCES += $(indexer_sources) $(indexer_own)

$(OUT)/libindexer.a: $(patsubst %,$(OUT)/%.o,$(basename $(indexer_sources)))

# Millions of small blocks live in the tree of terms: jemalloc takes a tenth less
# time for them. The sanitizers bring their own.
LIBS_demarche-index := $(if $(filter release,$(MODE)),-ljemalloc)
PROGRAMS += $(OUT)/demarche-index
$(OUT)/demarche-index: $(indexer_own:%.c=$(OUT)/%.o) $(OUT)/libindexer.a $(OUT)/libdemarche.a
	$(link)
