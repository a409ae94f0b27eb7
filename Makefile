.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench shell messages format lock clean

PORT ?= 8000
DATA_DIR ?= $(CURDIR)/var
export PORT DATA_DIR

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: ## install everything on this machine (again: no time at all)
	@scripts/setup.sh

demo: setup ## run the site with demonstration data (PORT=8000 DATA_DIR=var); Ctrl-C stops it
	@exec .venv/bin/python scripts/demo.py

test: setup-dev ## run all tests (ARGS="-k sign" for some)
	@.venv/bin/python -m pytest $(ARGS)

check: setup-dev ## formatting, lint, types, arrows, settings, migrations, translations
	@scripts/check.sh

bench: setup-dev ## measure, each figure beside a baseline in the same run
	@.venv/bin/python -m bench $(ARGS)

shell: setup ## a Python prompt with the models loaded
	@.venv/bin/python manage.py shell

messages: setup-dev ## bring locale/*.po up to date with the code, ready to translate
	@.venv/bin/python scripts/check_messages.py --update

format: setup-dev ## lay out and tidy the Python code
	@.venv/bin/ruff check --quiet --fix . ; .venv/bin/ruff format .

lock: setup ## pin dependencies with hashes (UPGRADE=--upgrade for newer ones)
	@scripts/lock.sh

clean: ## remove what was built and installed; never DATA_DIR
	rm -rf .venv node_modules static/vendor .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find locale -name '*.mo' -delete 2>/dev/null || true

.PHONY: setup-dev
setup-dev:
	@scripts/setup.sh dev
