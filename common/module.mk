d := common

common_sources := $(wildcard $(d)/*.c $(d)/*.cc)
SOURCES += $(common_sources)

$(OUT)/libdemarche.a: $(patsubst %,$(OUT)/%.o,$(basename $(common_sources)))
