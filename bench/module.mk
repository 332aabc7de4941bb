d := bench

bench_sources := $(filter-out $(d)/main.c,$(wildcard $(d)/*.c $(d)/*.cc))
SOURCES += $(bench_sources) $(d)/main.c

$(OUT)/libbench.a: $(patsubst %,$(OUT)/%.o,$(basename $(bench_sources)))

PROGRAMS += $(OUT)/demarche-bench
$(OUT)/demarche-bench: $(OUT)/$(d)/main.o $(OUT)/libbench.a $(OUT)/libsearchd.a $(OUT)/libdemarche.a
	$(link)

.PHONY: bench
bench: $(PROGRAMS) ## measure speed, structure and the rest into bench/RESULTS.md
	$(Q)OUT=$(OUT) bench/part.sh bench/RESULTS.md measures bench/results.sh

.PHONY: bench-relevance
bench-relevance: $(PROGRAMS) ## measure ranking on judged collections, into bench/RESULTS.md
	$(Q)OUT=$(OUT) bench/part.sh bench/RESULTS.md relevance bench/relevance.sh
