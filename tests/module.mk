d := tests

# One program for each tests/unit/test_NAME.c, linked with every library.
unit_sources := $(wildcard $(d)/unit/test_*.c)
unit_programs := $(unit_sources:%.c=$(OUT)/%)
SOURCES += $(unit_sources)

$(unit_programs): %: %.o $(OUT)/libbench.a $(OUT)/libindexer.a \
                  $(OUT)/libsearchd.a $(OUT)/libdemarche.a
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(Q)$(CXX) $(all_ldflags) -o $@ $^ $(pkg_libs) -lcmocka

# One program for each tests/fuzz/fuzz_NAME.c. With MODE=fuzz libFuzzer drives
# it, else our driver, over the inputs that are kept.
fuzz_sources := $(wildcard $(d)/fuzz/fuzz_*.c)
fuzz_programs := $(fuzz_sources:%.c=$(OUT)/%)
fuzz_shared := $(d)/fuzz/source.c $(if $(filter fuzz,$(MODE)),,$(d)/fuzz/driver.c)
SOURCES += $(fuzz_sources) $(fuzz_shared)

$(fuzz_programs): %: %.o $(fuzz_shared:%.c=$(OUT)/%.o) $(OUT)/libbench.a \
                  $(OUT)/libindexer.a $(OUT)/libsearchd.a $(OUT)/libdemarche.a
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(Q)$(CXX) $(all_ldflags) $(if $(filter fuzz,$(MODE)),-fsanitize=fuzzer) \
	    -o $@ $^ $(pkg_libs)

FUZZ_SECONDS ?= 60

.PHONY: fuzz
fuzz: ## let libFuzzer look for inputs that break a parser (clang)
	$(Q)$(MAKE) --no-print-directory MODE=fuzz fuzz-programs
	$(Q)OUT=build/fuzz tests/fuzz/run.sh $(FUZZ_SECONDS)

.PHONY: fuzz-programs
fuzz-programs: $(fuzz_programs)

.PHONY: test
test: $(PROGRAMS) $(unit_programs) $(fuzz_programs) ## build and run the tests (deps are there)
	$(Q)OUT=$(OUT) tests/run.sh $(unit_programs) $(fuzz_programs)

.PHONY: check
check: ## install what is missing, build, pass all tests
	$(Q)$(MAKE) --no-print-directory deps
	$(Q)$(MAKE) --no-print-directory test

.PHONY: check-asan
check-asan: ## the tests under address and undefined sanitizers
	$(Q)$(MAKE) --no-print-directory MODE=asan test

.PHONY: lint
lint: $(PROGRAMS) ## layers, banned calls, manuals, cppcheck
	$(Q)OUT=$(OUT) CC=$(CC) CXX=$(CXX) tests/lint/lint.sh

.PHONY: format
format: ## lay out all code with clang-format
	$(Q)git ls-files '*.c' '*.h' '*.cc' | xargs clang-format -i
