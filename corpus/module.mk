# What the build needs from Debian, and the demonstration on the sample corpus.

DEPS := build-essential pkg-config libxapian-dev libutf8proc-dev \
        libstemmer-dev libserd-dev libjansson-dev libyaml-dev libcld2-dev \
        libxml2-dev libuchardet-dev poppler-utils libarchive-dev libinih-dev \
        zlib1g-dev libbrotli-dev libjemalloc-dev libsystemd-dev libcmocka-dev bats \
        bats-assert bats-support jq xapian-tools mandoc cppcheck shellcheck python3 zstd

.PHONY: deps
deps: ## install what is missing (Debian; elsewhere: list it)
	$(Q)tests/deps.sh $(DEPS)

.PHONY: demo
demo: ## set up, index the sample corpus, show three topics
	$(Q)$(MAKE) --no-print-directory deps
	$(Q)$(MAKE) --no-print-directory all
	$(Q)OUT=$(OUT) corpus/demo.sh
