# Recounted: every figure of one article, counted again.
#
#   make          set up, run what is not up to date, print the verdicts
#   make test     run the tests
#   make help     all targets
#
# `make ENV=active` uses the active environment (conda, Binder) instead of making .venv.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all
MAKEFLAGS += --no-builtin-rules --no-print-directory

# Byte code is kept even where the surroundings say otherwise: it saves each of many processes a second.
export PYTHONDONTWRITEBYTECODE :=

ENV ?= own
# What a user types reaches the shell as data, in variables of its surroundings, and is never read as make or shell code.
override NOTEBOOK := $(value NOTEBOOK)
override PARAMS := $(value PARAMS)
override ARTICLE := $(value ARTICLE)
override CELL_SECONDS := $(value CELL_SECONDS)
override LAB := $(value LAB)
override SPEC := $(value SPEC)
export NOTEBOOK PARAMS ARTICLE CELL_SECONDS LAB SPEC

ifeq ($(ENV),active)
BIN :=
READY :=
MORE :=
CHECKERS :=
else
BIN := .venv/bin/
READY := .venv/requirements.lock
MORE := .venv/requirements-more.lock
CHECKERS := .venv-checkers/requirements-checkers.lock
endif

RECOUNTED := $(BIN)python -m recounted
PYTEST := PYTHONPATH="$(CURDIR)/tests" $(BIN)python -m pytest -p quick_start
# The first Python on the machine that the project supports.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null && echo $$p && break; done)

.PHONY: all test test-notebooks test-others test-slow trust lab app figures verdicts article annotate named-article site export errata robustness explore sweep atlas bench reproducible mutate mutate-rules dist check lock clean help

## all: set up, run every notebook that is not up to date, print the verdicts (NOTEBOOK=03 PARAMS="about=0.2": only that one; CELL_SECONDS=60: no cell longer)
all: $(READY)
	@$(RECOUNTED) run $${CELL_SECONDS:+--timeout="$$CELL_SECONDS"} $${PARAMS:+--params="$$PARAMS"} $${NOTEBOOK:+-- "$$NOTEBOOK"}

# Every text and table of the notebooks is held to the byte. Pictures are drawn by `make`, which comes first, where a
# notebook or its data changed; CI holds them to what is committed, and `make reproducible` to the byte.
# Files of tests that are slow as a whole are not even imported (tests/quick_start.py).
## test: the tests: the library, the data, and every notebook against its committed outputs
test: all
	@echo "==> tests, and the notebooks against their outputs, side by side: about half a minute"
	@RECOUNTED_PICTURES=none $(MAKE) -j2 test-notebooks test-others

# Two halves that take about as long. The first is told at its end, so that they do not talk at once.
LAST := tests/test_[t-z]*.py

## test-notebooks: of these the notebooks against their outputs, by nbval, and the last of the files of tests
test-notebooks:
	@told=$$($(PYTEST) notebooks $(LAST) -m "not slow" --nbval --nbval-kernel-name recounted-warm \
		--nbval-sanitize-with tests/nbval.cfg 2>&1) || failed=$$?; echo "$$told"; exit $${failed:-0}

## test-others: of these all others
test-others:
	@$(PYTEST) tests -m "not slow" --ignore-glob="$(LAST)"

## test-slow: the slower tests: every notebook at other parameters, fifty kernels in a row, a copy with one figure changed
test-slow: all $(MORE) $(CHECKERS)
	@echo "==> slower tests, and the properties on many examples"
	@$(PYTEST) tests -m "slow and not trust" -n logical --maxprocesses 4 --dist loadfile
	@EXAMPLES=many $(PYTEST) tests -m "hypothesis and not slow" -n 2

## trust: faults put in and bad input given, by the hundred: is each noticed, and nothing harmed? Writes docs/trust.md
trust: all
	@echo "==> faults, bad input, builds ended at any moment"
	@$(PYTEST) tests -m trust -n logical --maxprocesses 4 --junitxml=build/trust.xml
	@$(BIN)python tests/trust_page.py build/trust.xml docs/trust.md

## lab: explore in JupyterLab; the project's notebooks are trusted, so that their figures show at once
lab: $(READY)
	@git config diff.jupyternotebook.command "$(BIN)git-nbdiffdriver diff -M -D" 2>/dev/null || true  # cells, not JSON
	@$(BIN)jupyter trust notebooks/*.ipynb >/dev/null
	@$(BIN)jupyter lab $$LAB

## app: change parameters in a form and see which verdicts change, in the browser; no code in sight
app: all $(MORE)
	@cd app && JUPYTER_PATH="$(CURDIR)/app/jupyter$${JUPYTER_PATH:+:$$JUPYTER_PATH}" $(BIN:%=../%)voila explore.ipynb

## figures: rebuild the figures from nothing
figures: $(READY)
	@rm -rf build/notebooks build/state.json
	@$(RECOUNTED) run

## verdicts: list every claim with its verdict
verdicts: all
	@$(RECOUNTED) verdicts

## article: check your copy of the article against the list of its numbers (ARTICLE=path)
article: named-article $(READY)
	@$(RECOUNTED) article verify -- "$$ARTICLE"

## annotate: your copy of the article with each number coloured by its verdict (ARTICLE=path)
annotate: named-article $(READY)
	@$(RECOUNTED) article annotate -- "$$ARTICLE"

named-article:
	@test -n "$$ARTICLE" || { echo "make: give your copy of the article: ARTICLE=path" >&2; exit 2; }

## site: the site for readers without a terminal, from the committed verdicts and notebooks; nothing is run (ARTICLE=path: with your copy, annotated)
site: $(READY) $(MORE)
	@$(RECOUNTED) site $${ARTICLE:+--article="$$ARTICLE"}

## explore: run each notebook at each value of each parameter, and at two readings together, for the site's explorer; minutes
explore: all
	@$(RECOUNTED) explore

## export: files for other tools: workbook, BibTeX, badges and more
export: $(READY)
	@$(RECOUNTED) export

## errata: the sheet for the authors and the journal
errata: $(READY)
	@$(RECOUNTED) errata

## robustness: how firmly each verdict stands: margins and readings of what changed (minutes)
robustness: all
	@$(RECOUNTED) robustness
	@$(RECOUNTED) run

## sweep: a notebook over a grid of parameters (SPEC=path of a YAML or CSV file; docs/sweeps.md)
sweep: $(READY) $(if $(DASK_SCHEDULER_ADDRESS),$(MORE))
	@test -n "$$SPEC" || { echo "make: give the grid: SPEC=path" >&2; exit 2; }
	@$(RECOUNTED) sweep $${NOTEBOOK:+--notebook="$$NOTEBOOK"} -- "$$SPEC"

## atlas: the profile of every country as a page, in build/atlas
atlas: $(READY)
	@$(RECOUNTED) sweep sweeps/atlas.yaml --pages --output build/atlas

## bench: how fast, beside other ways to run the same notebooks; on a quiet machine: it writes the figures into docs
bench: all $(MORE)
	@$(BIN)python -m bench.readings --write
	@$(BIN)python -m bench.sweeps --write
	@$(BIN)python -m bench --write

## reproducible: build twice in different surroundings and compare every byte
reproducible: $(READY)
	@$(BIN)python -m recounted.commands.reproducible

## mutate: put a fault into one cell of the data after the other, and tell which ones nothing notices
mutate: $(READY)
	@$(BIN)python -m recounted.commands.mutate

## mutate-rules: change the rules that decide verdicts, one by one, and see that their tests notice
mutate-rules: $(MORE)
	@$(BIN)python tests/mutate_rules.py

## dist: the package as a wheel and a source archive, in dist/
dist: $(READY)
	@rm -rf dist build/lib build/bdist.* && mkdir -p build
	@$(BIN)python -c 'from setuptools import build_meta as b; b.build_sdist("dist"); b.build_wheel("dist")' \
		>build/dist.log 2>&1 || { cat build/dist.log >&2; exit 1; }
	@ls -1 dist/*

## check: style and types of the code, and whether the explorer has what the notebooks are now
check: $(READY)
	@$(BIN)ruff check .
	@$(BIN)ruff format --check --quiet . || { echo "make check: run \`$(BIN)ruff format .\`" >&2; exit 1; }
	@$(BIN)mypy
	@$(RECOUNTED) explore --check || true

COMPILE := $(if $(wildcard .venv/bin/uv),.venv/bin/uv,uv) pip compile --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-annotate --no-header -q

## lock: resolve all locks anew
lock:
	@$(COMPILE) pyproject.toml --extra build --extra test --extra lab -o requirements.lock
	@$(COMPILE) pyproject.toml --extra build --extra test --extra lab --extra site --extra app --extra sweep --extra trust \
		-c requirements.lock -o requirements-more.lock
	@$(COMPILE) pyproject.toml --extra build --extra bench -c requirements.lock -o requirements-bench.lock
	@$(COMPILE) --group checkers -o requirements-checkers.lock
	@$(COMPILE) --group setup -o requirements-setup.lock

## clean: remove what was built (the committed notebooks and figures stay)
clean:
	@rm -rf build dist .pytest_cache .hypothesis .ruff_cache
	@find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

## help: this list
help:
	@sed -n 's/^## \([a-z-]*\): \(.*\)/  \1|\2/p' Makefile | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

# Own environment, from hashes only. Redone when the lock's content changes, not when its date does.
.venv/requirements.lock: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: needs Python 3.11 to 3.14; name it with PYTHON=path" >&2; exit 2; }
	@$(PYTHON) tools/set_up.py .venv requirements.lock --project

# What the site, the app, sweeps on a cluster and the trust checks need beside it, at the same versions.
.venv/requirements-more.lock: requirements-more.lock $(READY)
	@.venv/bin/python tools/set_up.py .venv requirements-more.lock

# Checkers that are not ours, in an environment of their own: what they need is at odds with what we need.
.venv-checkers/requirements-checkers.lock: requirements-checkers.lock
	@.venv/bin/python tools/set_up.py .venv-checkers requirements-checkers.lock

Makefile pyproject.toml requirements.lock requirements-more.lock requirements-checkers.lock: ;

.DEFAULT:
	@echo "make: there is no target $@; \`make help\` lists them" >&2; exit 2
