# Demarche. `make help` lists what can be made.
#   make MODE=asan     build/asan with address and undefined sanitizers
#   make MODE=tsan     build/tsan with the thread sanitizer
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
unitdir := $(PREFIX)/lib/systemd/user

Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-5s %s\n' $(1) $(2))

# pkg-config itself may be missing until `make deps` has run, so it is asked
# only when something is built.
PACKAGES := xapian-core libutf8proc serd-0 jansson yaml-0.1 libxml-2.0 uchardet \
            libarchive inih zlib libbrotlidec
# As headers of the system: clang warns of what it finds in some of them.
pkg_cflags = $(patsubst -I%,-isystem%,$(shell pkg-config --cflags $(PACKAGES)))
pkg_libs = $(shell pkg-config --libs $(PACKAGES)) -lstemmer -lcld2 -lm

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wvla -Wformat=2 \
        -Wwrite-strings $(if $(DEV),-Werror)
WARN_C := $(WARN) -Wstrict-prototypes -Wmissing-prototypes
MODE_release := -O2 -g
MODE_asan := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
             -fno-omit-frame-pointer
MODE_tsan := -O1 -g -fsanitize=thread
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

# Objects are built anew when a flag, the compiler or the prefix changes.
flags_file := $(OUT)/flags
flags_now = $(CC) $(CXX) $(VERSION) $(PREFIX) $(filter-out -Werror,$(WARN_C)) $(MODE_$(MODE)) \
    $(CPPFLAGS) $(CFLAGS) $(CXXFLAGS) $(LDFLAGS)
$(shell mkdir -p $(OUT) && printf '%s\n' '$(flags_now)' | \
    cmp -s - $(flags_file) || printf '%s\n' '$(flags_now)' >$(flags_file))

$(OUT)/%.o: %.c Makefile $(flags_file)
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(all_cppflags) $(all_cflags) -MMD -MP -c -o $@ $<

$(OUT)/%.o: %.cc Makefile $(flags_file)
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

MANUALS := $(wildcard */*.[157])
EDITORS := $(addprefix searchd/editors/,README.md demarche.vim demarche.lua)
VSCODE := $(wildcard searchd/editors/vscode/*)
lispdir := $(PREFIX)/share/emacs/site-lisp

.PHONY: install
install: all ## install below PREFIX (/usr/local), staged below DESTDIR
	install -d '$(DESTDIR)$(bindir)' '$(DESTDIR)$(libexecdir)' \
	    '$(DESTDIR)$(datadir)/topics'
	install -m 755 $(OUT)/demarche '$(DESTDIR)$(bindir)'
	install -m 755 $(filter-out $(OUT)/demarche,$(PROGRAMS)) \
	    '$(DESTDIR)$(libexecdir)'
	install -m 644 $(wildcard corpus/topics/*.ttl) '$(DESTDIR)$(datadir)/topics'
	for manual in $(MANUALS); do \
	    install -D -m 644 -t "$(DESTDIR)$(mandir)/man$${manual##*.}" \
	        "$$manual" || exit 1; \
	done
	install -D -m 644 -t '$(DESTDIR)$(lispdir)' searchd/editors/demarche.el
	install -D -m 644 -t '$(DESTDIR)$(datadir)/editors' $(EDITORS)
	install -D -m 644 -t '$(DESTDIR)$(datadir)/editors/vscode' $(VSCODE)
	install -D -m 644 -t '$(DESTDIR)$(unitdir)' \
	    searchd/systemd/demarche-searchd.socket
	sed 's|@bindir@|$(bindir)|' searchd/systemd/demarche-searchd.service.in \
	    >'$(DESTDIR)$(unitdir)/demarche-searchd.service'

.PHONY: uninstall
uninstall: ## remove what install put there, and nothing else
	rm -f '$(DESTDIR)$(bindir)/demarche' \
	    '$(DESTDIR)$(unitdir)/demarche-searchd.socket' \
	    '$(DESTDIR)$(unitdir)/demarche-searchd.service' \
	    $(foreach program,$(filter-out $(OUT)/demarche,$(PROGRAMS)),\
	        '$(DESTDIR)$(libexecdir)/$(notdir $(program))') \
	    '$(DESTDIR)$(lispdir)/demarche.el' \
	    $(foreach file,$(EDITORS) $(VSCODE),\
	        '$(DESTDIR)$(datadir)/$(file:searchd/%=%)') \
	    $(foreach topics,$(wildcard corpus/topics/*.ttl),\
	        '$(DESTDIR)$(datadir)/topics/$(notdir $(topics))') \
	    $(foreach manual,$(MANUALS),\
	        '$(DESTDIR)$(mandir)/man$(lastword $(subst ., ,$(manual)))/$(notdir $(manual))')
	for folder in '$(libexecdir)' '$(datadir)/topics' \
	    '$(datadir)/editors/vscode' '$(datadir)/editors' '$(datadir)'; do \
	    rmdir "$(DESTDIR)$$folder" 2>/dev/null || true; \
	done

.PHONY: help
help: ## list what can be made
	@grep -hE '^[a-z-]+:.*[#]# ' $(MAKEFILE_LIST) | sort | \
	    awk -F ':.*[#]# ' '{ printf "  make %-16s %s\n", $$1, $$2 }'
	@echo '  Variables: MODE=release|asan|tsan|coverage|fuzz V=1 DEV=1 PREFIX= DESTDIR='

.PHONY: clean
clean: ## remove what was built
	rm -rf build
