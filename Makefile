# Two commands: `make site` builds the site, `make test` runs every test. Both set up all they need.

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
# The newest commit dates the site, so that two builds of it are the same to the byte.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: site publish serve check test lint bench lighthouse lock clean browser

site: $(VENV)/site.ready  ## Build the site into site/
	$(BIN)/dossier build

publish:  ## Build the site and copy it to a server: make publish TO=user@host:/folder
	@test -n "$(TO)" || { echo "say where to: make publish TO=user@host:/folder" >&2; exit 2; }
	$(MAKE) site
	rsync --recursive --checksum --delete --compress site/ "$(TO)"

serve: $(VENV)/site.ready  ## Write with a live preview
	$(BIN)/mkdocs serve --livereload

check: $(VENV)/site.ready  ## Say everything that is wrong in the texts
	$(BIN)/dossier check

test: $(VENV)/test.ready browser lint  ## Run every test
	$(BIN)/python -m pytest --numprocesses=2 --dist=loadfile

lint: $(VENV)/test.ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: $(VENV)/test.ready  ## Measure against plain MkDocs with Material, and PDFs against WeasyPrint and pandoc
	$(BIN)/python -m benchmarks.engine
	$(BIN)/python -m benchmarks.preview
	$(BIN)/python -m benchmarks.briefs
	$(BIN)/python -m benchmarks.search

lighthouse: site  ## Measure the site with Google's Lighthouse, as a phone; needs npm
	$(BIN)/python -m benchmarks.lighthouse site

lock: ## Write the lock files anew
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/pip install --quiet pip-tools
	cd requirements && for part in site:"../pyproject.toml build.in" test:"test.in"; do \
	  ../$(VENV)/lock/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-annotate \
	    --no-emit-options --output-file=$${part%%:*}.txt $${part#*:}; done

clean:
	rm -rf $(VENV) .cache site build *.egg-info

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV) || { echo "this needs Python 3.11 with venv (Debian: apt-get install python3.11-venv)" >&2; exit 1; }

$(VENV)/site.ready: requirements/site.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --require-hashes --requirement requirements/site.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/test.ready: requirements/test.txt $(VENV)/site.ready
	$(BIN)/pip install --quiet --require-hashes --requirement requirements/test.txt
	touch $@

browser:
	@command -v chromium >/dev/null || { \
	  echo "the browser tests need Debian's chromium"; \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update --quiet=2 && DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --yes --no-install-recommends chromium; \
	  else echo "install it (apt-get install chromium), or these tests are skipped" >&2; fi; }
