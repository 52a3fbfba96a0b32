# The house's commands. `make run` and `make test` work on a fresh machine, ask nothing and are safe to repeat.
.DEFAULT_GOAL := help
.PHONY: help run test check format bench stop
SHELL := /bin/sh
PYTHON := .venv/bin/python
BOOTSTRAP := sh laborrel/launch/bootstrap.sh
WORKERS ?= 2
# Fully typed: the pure rooms, the operations, and the launcher that runs without Django.
TYPED := $(wildcard laborrel/lifecycle.py laborrel/workdays laborrel/launch laborrel/settings */time_limits */log_reading */clause_text */agreement_files */operations laborrel/*/operations)

help:
	@echo "make run     start the demonstration office (Ctrl-C stops it)"
	@echo "make test    run every test, those in a real browser included"
	@echo "make check   formatting, lint, types, import contracts, templates, migrations, deployment settings"
	@echo "make format  put code and templates into the house form"
	@echo "make bench   measure the docket and the case page at size"

run:
	@$(BOOTSTRAP) run
	@exec $(PYTHON) -m laborrel.launch run

test:
	@$(BOOTSTRAP) test
	$(PYTHON) -m pytest -n $(WORKERS) --dist loadfile $(ARGS)

# `make -k check` goes on after the first fault and shows them all.
CHECKS := formatting lint types imports templates migrations deployment architecture
check: $(CHECKS:%=check-%)
	@echo "All checks passed."

.PHONY: installed $(CHECKS:%=check-%)
$(CHECKS:%=check-%): installed
installed:
	@$(BOOTSTRAP) test

check-formatting:
	$(PYTHON) -m ruff format --check --output-format concise .
check-lint:
	$(PYTHON) -m ruff check .
check-types:
	$(PYTHON) -m mypy $(TYPED)
check-imports:
	.venv/bin/lint-imports --no-cache
check-templates:
	$(PYTHON) -m djlint templates --lint --quiet
check-migrations:
	DJANGO_SETTINGS_MODULE=laborrel.settings.test $(PYTHON) manage.py makemigrations --check --dry-run
check-deployment:
	set -a; . laborrel/launch/rehearsal.env; $(PYTHON) manage.py check --deploy --fail-level WARNING
check-architecture:
	$(PYTHON) -m pytest -q tests/architecture

format:
	@$(BOOTSTRAP) test
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

bench:
	@$(BOOTSTRAP) test
	$(PYTHON) -m tests.bench $(ARGS)

stop:
	@$(PYTHON) -m laborrel.launch stop
