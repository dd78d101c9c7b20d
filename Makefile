# Every command of the project. `make` alone lists them.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export DATA_DIR ?= var

.DEFAULT_GOAL := help
.PHONY: help run test e2e check fmt messages requirements bench clean

help: ## list the commands
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

$(VENV)/.python: 
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Cocrea needs Python 3.11 or newer; this is Python %d.%d. Name another one: make run PYTHON=/path/to/python3" % sys.version_info[:2])'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: $(VENV)/.python requirements.txt
	@echo "Installing packages (first time: about a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.txt
	@echo "Installing test packages ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

run: $(VENV)/.runtime ## set up everything and start the site (Ctrl-C stops all of it)
	@$(BIN)/python manage.py compile_messages
	@exec $(BIN)/python manage.py up

test: $(VENV)/.dev ## the whole test suite, browser included
	@$(BIN)/python -m tests.browser
	@$(BIN)/python manage.py compile_messages
	@$(BIN)/python -m pytest -n auto

e2e: $(VENV)/.dev ## only the browser tests
	@$(BIN)/python -m tests.browser
	@$(BIN)/python manage.py compile_messages
	@$(BIN)/python -m pytest -n auto tests/e2e

check: $(VENV)/.dev ## style, imports, templates, migrations, message files, deployment settings
	@$(BIN)/python manage.py compile_messages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py messages --check
	$(BIN)/python -m config.check_deploy
	$(BIN)/python -m pytest -q tests/house

fmt: $(VENV)/.dev ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: $(VENV)/.dev ## collect new texts into locale/fr and locale/es
	$(BIN)/python manage.py messages

requirements: ## pin packages with hashes after a change in pyproject.toml
	$(BIN)/uv pip compile --quiet --generate-hashes --no-header --universal --python-version 3.11 pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-header --universal --python-version 3.11 --extra dev pyproject.toml -o requirements-dev.txt

bench: $(VENV)/.dev ## benchmarks, as ratios to a bare view of the same server
	$(BIN)/python -m bench

clean: ## remove the virtual environment and all local data
	rm -rf $(VENV) var
