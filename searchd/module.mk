d := searchd

searchd_sources := $(filter-out $(d)/main.c,$(wildcard $(d)/*.c $(d)/*.cc))
SOURCES += $(searchd_sources) $(d)/main.c

$(OUT)/libsearchd.a: $(patsubst %,$(OUT)/%.o,$(basename $(searchd_sources)))

PROGRAMS += $(OUT)/demarche
$(OUT)/demarche: $(OUT)/$(d)/main.o $(OUT)/libsearchd.a $(OUT)/libdemarche.a
	$(link)
