d := searchd

searchd_mains := $(d)/main.c $(d)/searchd.c
searchd_sources := $(filter-out $(searchd_mains),$(wildcard $(d)/*.c $(d)/*.cc))
SOURCES += $(searchd_sources) $(searchd_mains)

$(OUT)/libsearchd.a: $(patsubst %,$(OUT)/%.o,$(basename $(searchd_sources)))

PROGRAMS += $(OUT)/demarche
$(OUT)/demarche: $(OUT)/$(d)/main.o $(OUT)/libsearchd.a $(OUT)/libdemarche.a
	$(link)

LIBS_demarche-searchd := -lsystemd
PROGRAMS += $(OUT)/demarche-searchd
$(OUT)/demarche-searchd: $(OUT)/$(d)/searchd.o $(OUT)/libsearchd.a $(OUT)/libdemarche.a
	$(link)
