# Demarche. `make help` lists what can be made; MODE and flags are in mk terms:
#   make MODE=asan     build/asan with address and undefined sanitizers
#   make V=1           show the commands
#   make DEV=1         warnings are errors
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:

MODE ?= release
OUT := build/$(MODE)
VERSION := 0.1.0

prefix ?= /usr/local
PREFIX ?= $(prefix)
bindir := $(PREFIX)/bin
libexecdir := $(PREFIX)/libexec/demarche
datadir := $(PREFIX)/share/demarche
mandir := $(PREFIX)/share/man

Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-5s %s\n' $(1) $(2))

# The programs that deps installs may be missing when this file is read, so
# flags of libraries are asked for only when something is built.
PACKAGES := xapian-core libutf8proc serd-0 jansson yaml-0.1
pkg_cflags = $(shell pkg-config --cflags $(PACKAGES))
pkg_libs = $(shell pkg-config --libs $(PACKAGES)) -lstemmer -lcld2 -lm

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wvla -Wformat=2 \
        -Wwrite-strings $(if $(DEV),-Werror)
WARN_C := $(WARN) -Wstrict-prototypes -Wmissing-prototypes
MODE_release := -O2 -g
MODE_asan := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
             -fno-omit-frame-pointer
MODE_coverage := -O0 -g --coverage
MODE_fuzz := -O1 -g -fsanitize=fuzzer-no-link,address,undefined
ifeq ($(MODE),fuzz)
CC := clang
CXX := clang++
endif
CFLAGS ?=
CXXFLAGS ?=
LDFLAGS ?=

all_cppflags = -I. -D_GNU_SOURCE -DDEMARCHE_VERSION='"$(VERSION)"' \
    -DDEMARCHE_DATADIR='"$(datadir)"' -DDEMARCHE_LIBEXECDIR='"$(libexecdir)"' \
    $(pkg_cflags) $(CPPFLAGS)
all_cflags = -std=c11 $(WARN_C) $(MODE_$(MODE)) $(CFLAGS)
all_cxxflags = -std=c++17 $(WARN) $(MODE_$(MODE)) $(CXXFLAGS)
all_ldflags = $(MODE_$(MODE)) $(LDFLAGS)

SOURCES :=
PROGRAMS :=
TESTS :=
include common/module.mk indexer/module.mk searchd/module.mk \
        bench/module.mk corpus/module.mk tests/module.mk

OBJECTS := $(patsubst %,$(OUT)/%.o,$(basename $(SOURCES)))

.PHONY: all
all: $(PROGRAMS) ## build everything

$(OUT)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(all_cppflags) $(all_cflags) -MMD -MP -c -o $@ $<

$(OUT)/%.o: %.cc Makefile
	@mkdir -p $(@D)
	$(call say,CXX,$<)
	$(Q)$(CXX) $(all_cppflags) $(all_cxxflags) -MMD -MP -c -o $@ $<

$(OUT)/%.a:
	$(call say,AR,$@)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

# The linker is the C++ compiler: libxapian throws through it.
define link
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(Q)$(CXX) $(all_ldflags) -o $@ $^ $(pkg_libs) $(LIBS_$(@F))
endef

-include $(OBJECTS:.o=.d)

.PHONY: help
help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | \
	    awk -F ':.*## ' '{ printf "  make %-16s %s\n", $$1, $$2 }'
	@echo '  Variables: MODE=release|asan|coverage|fuzz V=1 DEV=1 PREFIX= DESTDIR='

.PHONY: clean
clean: ## remove what was built
	rm -rf build
