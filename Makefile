# Everything happens in .venv here: `make demo` and `make test` work from a fresh clone.
# A stamp newer than its lock says that the lock is installed.

PYTHON ?= python3
UV ?= uv
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
APP := .venv/.app.stamp
DEV := .venv/.dev.stamp

.DELETE_ON_ERROR:
.PHONY: help setup serve dev demo test deep bench coverage lint docs lock clean

help:
	@echo "make setup     what the application needs, into .venv"
	@echo "               for real use: make setup ORGAN=141021 PEOPLE='--administrator NAME --clerk NAME --supervisor NAME'"
	@echo "make serve     serve the site to this machine"
	@echo "make demo      a site with demo data on this machine"
	@echo "make test      the tests: SQLite, and PostgreSQL and the browser where present"
	@echo "make deep      the tests with 625 random examples a property and 5,000 random lives (long)"
	@echo "make bench     the benchmarks, each beside its floor; one of them: PART=worklist"
	@echo "make coverage  which lines the tests do not reach (SQLite)"
	@echo "make lint      style, types, layers, templates, migrations, translations"
	@echo "make docs      the generated pages of docs/"
	@echo "make lock      compile the locks from pyproject.toml (needs uv; UPGRADE=--upgrade for newer versions)"

# make setup ORGAN=141021 PEOPLE="--clerk NAME --supervisor NAME": an empty site for that organ too
setup: $(APP)
ifdef ORGAN
	@$(BIN)/python manage.py setup --organ "$(ORGAN)" $(PEOPLE)
endif

serve: $(APP)
	@$(BIN)/python manage.py serve

dev: $(DEV)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.11 …"; exit 1; }
	@$(PYTHON) -m venv --clear .venv || \
	  { rm -rf .venv; echo "Python's venv module is missing; on Debian: apt install python3-venv"; exit 1; }

# A lock is complete: pip resolves nothing (--no-deps) and says afterwards whether anything is missing.
$(APP): requirements/app.txt | $(BIN)/python
	$(PIP) install --require-hashes --no-deps -r requirements/app.txt
	$(PIP) check
	@touch $@

# The development lock holds the application's packages too, at the same versions.
$(DEV): requirements/dev.txt requirements/app.txt | $(BIN)/python
	$(PIP) install --require-hashes --no-deps -r requirements/dev.txt
	$(PIP) check
	@touch $(APP) $@

demo: $(APP)
	@$(BIN)/python manage.py demo

test: $(DEV)
	@$(BIN)/python -m tests.suite

deep: $(DEV)
	@CASEWORK_TRIALS=$${CASEWORK_TRIALS:-625} $(BIN)/python -m tests.suite

bench: $(DEV)
	@$(BIN)/python -m tests.postgres --if-present $(BIN)/python -m tests.performance $(PART)

coverage: $(DEV)
	$(BIN)/python -m pytest -q --cov --cov-report=term-missing:skip-covered --ignore=tests/e2e --ignore=tests/performance

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python .ci/catalogues.py

docs: $(APP)
	$(BIN)/python manage.py build_docs

# Extras stay in the locks: what another package requires with an extra is then found there under its own name.
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
  --no-emit-index-url --no-header
lock:
	@command -v $(UV) >/dev/null || { echo "uv is needed to compile the locks: pip install uv"; exit 1; }
	$(LOCK) $(UPGRADE) --group dev pyproject.toml -o requirements/dev.txt
	$(LOCK) -c requirements/dev.txt pyproject.toml -o requirements/app.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
