d := indexer

indexer_sources := $(filter-out $(d)/main.c,$(wildcard $(d)/*.c $(d)/*.cc))
SOURCES += $(indexer_sources) $(d)/main.c

$(OUT)/libindexer.a: $(patsubst %,$(OUT)/%.o,$(basename $(indexer_sources)))

PROGRAMS += $(OUT)/demarche-index
$(OUT)/demarche-index: $(OUT)/$(d)/main.o $(OUT)/libindexer.a $(OUT)/libdemarche.a
	$(link)
