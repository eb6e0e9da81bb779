# The flow, one arrow a target: the lock -> .venv; seeds -> tables -> executed notebooks -> pages.
# A folder among the prerequisites is there to notice a file that was taken away.

BIN := .venv/bin
SITE := _build/html/index.html
PORT ?= 8000

# files and folders below a folder, hidden ones, compiled Python and npm packages left out, spaces in names escaped
below = $(shell find $(1)/ \( -name '.*' -o -name __pycache__ -o -name node_modules \) -prune -o -print | sed 's/ /\\ /g')

SEEDS := $(call below,seeds)
SOURCES := $(call below,src)
BOOK := $(call below,book) _toc.yml _config.yml $(wildcard editions/*.zip)
TABLES := data $(wildcard data/*.csv)
LABELS := $(call below,data/gold) $(call below,tests/heldout)
TESTS := $(call below,tests) $(call below,data) $(call below,docs) $(wildcard *.md) LICENSE CITATION.cff

.PHONY: help book test serve pdf bench bench-pages edition labels lock clean
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

book: $(SITE) ## make tables, notebooks and the HTML book under _build/html/
	@echo "$(if $(MADE),The book is at,Nothing has changed: the book is up to date at) $(SITE)"

test: _build/tests.passed ## run the whole test suite: nbval over the notebooks and the strict build included
	@$(if $(MADE),true,echo "Nothing has changed since the tests passed.")

serve: $(SITE) ## show the book on a local port: make serve PORT=8000
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory $(dir $(SITE)) $(PORT)

bench: .venv/ready _build/yardstick/ready ## measure speed and memory beside general tools: make bench SIZES=1000,10000,100000
	YARDSTICK_PYTHON=_build/yardstick/bin/python $(BIN)/python -m bench $(if $(SIZES),--sizes $(SIZES))
	$(BIN)/python -m bench.cost

bench-pages: $(SITE) ## measure the pages with Lighthouse beside a plain Jupyter Book: make bench-pages PAGES="index.html"
	npm ci --prefix tests/browser --silent && rm -f tests/browser/node_modules/ready
	$(BIN)/python -m bench.pages $(if $(PAGES),--pages "$(PAGES)")

pdf: $(SITE) ## print the whole book to _build/book.pdf, with its evidence as endnotes (needs Chromium)
	$(BIN)/python -m tradetalks.pdf

edition: $(SITE) ## freeze the edition: pages, tables and checksums as an archive under editions/
	$(BIN)/python -m tradetalks.freeze freeze

labels: $(SITE) ## add new sections, figures and tables to the list of those that stay
	$(BIN)/python -m tradetalks.sphinxext.moved

lock: ## write requirements.txt anew from pyproject.toml (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --extra test --extra build --custom-compile-command "make lock" --quiet \
	  --output-file requirements.txt pyproject.toml
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --custom-compile-command "make lock" --quiet --output-file bench/requirements.txt bench/requirements.in

clean: ## remove what was built, the environment included
	rm -rf .venv _build

# --- the environment: any Python from 3.11 to 3.13 that can make one ---

.venv/locked: requirements.txt
	@for python in python3 python3.13 python3.12 python3.11 python; do \
	  if $$python -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; \
	  then exec $$python -m venv .venv; fi; \
	done; \
	echo "make: no Python 3.11, 3.12 or 3.13 with the venv module was found; install one (on Debian also python3-venv)" >&2; \
	exit 1
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements.txt
	@touch $@

.venv/ready: .venv/locked pyproject.toml
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q src tests
	@touch $@

# what the benchmark compares with has an environment of its own
_build/yardstick/ready: bench/requirements.txt .venv/locked
	$(BIN)/python -m venv $(@D)
	$(@D)/bin/python -m pip install --disable-pip-version-check --quiet --require-hashes -r $<
	@touch $@

# --- the book ---

data/datapackage.json: .venv/ready $(SEEDS) $(SOURCES) $(TABLES)
	$(BIN)/tradetalks build --seeds seeds --data data
	@touch $@

_build/executed.json: data/datapackage.json $(BOOK) $(LABELS)
	$(BIN)/python -m tradetalks.publish execute
	@touch $@

$(SITE): _build/executed.json
	$(BIN)/python -m tradetalks.publish html
	@touch $@
	$(eval MADE := yes)

# --- the tests ---

# the packages by which pages are looked at in a browser; without them those tests are skipped
tests/browser/node_modules/ready: tests/browser/package-lock.json
	@if ! command -v node >/dev/null || ! command -v npm >/dev/null; then echo "no Node.js here: the audit in a browser is skipped"; \
	elif npm ci --prefix $(<D) --omit=dev --silent; then touch $@; \
	else echo "the npm packages could not be had: the audit in a browser is skipped"; fi

_build/tests.passed: .venv/ready Makefile $(SEEDS) $(SOURCES) $(TABLES) $(BOOK) $(TESTS) | tests/browser/node_modules/ready
	$(BIN)/python -m pytest --numprocesses logical
	@mkdir -p $(@D) && touch $@
	$(eval MADE := yes)
