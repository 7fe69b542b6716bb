# Two commands for a newcomer: `make demo` and `make test`. Each makes .venv and installs what it needs.
# Needed on the machine: git, make, Python 3.11 or later.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
FAST := .venv-fast
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install

.PHONY: help demo test fast check floors clean

help:
	@echo 'make demo    read the sample documents and make a page to look at'
	@echo 'make test    run the tests'
	@echo 'make fast    compile the reading core into .venv-fast, to read faster (needs a C compiler; some minutes)'
	@echo 'make check   run the tests and every other check, as continuous integration does'
	@echo 'make clean   remove .venv and what the demo made'

demo: $(VENV)/.installed
	@$(BIN)/rawi demo

test: $(VENV)/.installed-dev
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

fast: $(FAST)/.installed
	@$(FAST)/bin/rawi doctor | head -3
	@echo 'Use $(FAST)/bin/rawi.'

check:
	@.ci/run

floors: $(VENV)/.installed-dev
	@$(BIN)/python tests/floors.py

$(VENV)/bin/python:
	@test -n '$(PYTHON)' || { echo 'rawi needs Python 3.11 or later: install it, or name it: make PYTHON=/path/to/python3'; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo 'On Debian and Ubuntu: apt install python3-venv, then again.'; rm -rf $(VENV); exit 1; }

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	@echo 'Installing rawi into $(VENV) …'
	@$(PIP) --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	@echo 'Installing rawi and what its tests need into $(VENV) …'
	@$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/.installed

$(FAST)/.installed: pyproject.toml hatch_build.py $(shell find src/rawi -name '*.py')
	@test -n '$(PYTHON)' || { echo 'rawi needs Python 3.11 or later: install it, or name it: make PYTHON=/path/to/python3'; exit 1; }
	@test -x $(FAST)/bin/python || $(PYTHON) -m venv $(FAST)
	@echo 'Compiling the reading core into $(FAST); this takes some minutes …'
	@RAWI_COMPILED=1 $(FAST)/bin/python -m pip --quiet --disable-pip-version-check install .
	@touch $@

clean:
	rm -rf $(VENV) $(FAST) rawi-demo
