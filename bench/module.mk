d := bench

bench_sources := $(filter-out $(d)/main.c,$(wildcard $(d)/*.c $(d)/*.cc))
SOURCES += $(bench_sources) $(d)/main.c

$(OUT)/libbench.a: $(patsubst %,$(OUT)/%.o,$(basename $(bench_sources)))

PROGRAMS += $(OUT)/demarche-bench
$(OUT)/demarche-bench: $(OUT)/$(d)/main.o $(OUT)/libbench.a $(OUT)/libsearchd.a $(OUT)/libdemarche.a
	$(link)

.PHONY: bench
bench: $(PROGRAMS) ## every measure that this machine can take
	$(Q)OUT=$(OUT) bench/results.sh
