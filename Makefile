# The project's commands. `make demo` and `make test` need Python 3.11 or newer and nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := .demo
SERVE ?= 1
PORT ?= 7860

.PHONY: help demo demo-made test lint types unit bench screenshots clean

help:
	@echo "make demo            a sample library, story and bundle, and the studio on http://127.0.0.1:$(PORT)"
	@echo "make demo SERVE=0    the same without the studio"
	@echo "make test            lint, types and every test"
	@echo "make bench           the benchmarks, written to docs/benchmarks.md"
	@echo "make screenshots     the pictures of docs/images, by the test that goes the whole way"
	@echo "make clean           remove what these commands made"

demo-made: $(VENV)/installed
	$(BIN)/gallae demo $(DEMO)

demo: demo-made
ifeq ($(SERVE),1)
	$(BIN)/gallae --library $(DEMO)/library serve --port $(PORT)
endif

test: lint types unit

lint: $(VENV)/installed-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-for-tests
	$(BIN)/mypy

unit: $(VENV)/installed-for-tests
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

bench: $(VENV)/installed-for-tests
	$(BIN)/python benchmarks/all.py

screenshots: $(VENV)/installed-for-tests
	GALLAE_PICTURES=docs/images $(BIN)/python -m pytest tests/ui/test_journey.py

$(VENV)/installed: pyproject.toml constraints.txt scripts/install.sh
	PYTHON="$(PYTHON)" scripts/install.sh $(VENV)
	@touch $@

$(VENV)/installed-for-tests: $(VENV)/installed scripts/install_for_tests.sh
	scripts/install_for_tests.sh $(VENV)
	@touch $@

clean:
	rm -rf $(VENV) $(DEMO) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache
