# make app | test | check | bench | lock | clean | help

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PORT ?= 8501
WORKERS ?= $(shell nproc)
BIN := .venv/bin
APP_STAMP := .venv/.app-installed
DEV_STAMP := .venv/.dev-installed
BENCH_STAMP := .venv/.bench-installed

.PHONY: help app test check bench lock clean

help:  ## tell what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

$(APP_STAMP): requirements.lock pyproject.toml tools/environment.sh
	@tools/environment.sh requirements.lock
	@touch $@

$(DEV_STAMP): requirements-dev.lock requirements.lock pyproject.toml tools/environment.sh
	@tools/environment.sh requirements-dev.lock
	@touch $(APP_STAMP) $@

app: $(APP_STAMP)  ## install, then serve the app on http://127.0.0.1:8501 (PORT=...) with an example night
	@$(BIN)/gridimpact app --port $(PORT)

check: $(DEV_STAMP)  ## lint, format, types, direction of imports and docstrings
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python tools/docstrings.py

test: check  ## everything of `check`, then all tests, those in a browser and on PostgreSQL too, side by side (WORKERS=...)
	@tools/test_programs.sh
	@chromium=$$(tools/browser.sh); OPENBLAS_NUM_THREADS=1 GRIDIMPACT_CHROMIUM=$$chromium $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(PYTEST_ARGS)

$(BENCH_STAMP): $(DEV_STAMP)
	@echo "Installing the peers to compare with ..."
	@$(BIN)/python -m pip install --quiet --constraint requirements.lock --no-build-isolation --editable '.[bench]' \
	    && touch $@ || echo "The peers could not be installed; those that are missing are left out."

bench: $(BENCH_STAMP)  ## compare with PyPSA, pandapower and bare HiGHS in one run, then large grids and a scenario
	@$(BIN)/python -W ignore benchmarks/peers.py
	@$(BIN)/python -W ignore benchmarks/large.py
	@$(BIN)/python -W ignore benchmarks/scenario.py

lock: $(DEV_STAMP)  ## write the lock files from what is installed
	@$(BIN)/python tools/lock.py

clean:  ## remove the environment, caches and built files
	@rm -rf .venv build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache test-results
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
