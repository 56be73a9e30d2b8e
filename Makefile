# Everything a person or a machine does with the project; `make help` lists it.

# The first Python that is new enough; PYTHON=... takes another.
PYTHON ?= $(shell for each in python3 python3.13 python3.12 python3.11; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
BIN := .venv/bin
PACKAGES := energy cms geo search knowledge frontend_templates

.DEFAULT_GOAL := help
.PHONY: help setup demo test thorough check journeys lighthouse bench lock schema clean python

help: ## list what there is
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and was not found. Install it, or say where it is: make ... PYTHON=/path/to/python3" >&2; exit 1; }

setup: python ## make the environment for development: packages, assets, translations
	@$(PYTHON) tools/setup.py dev

demo: python ## run the demo (PORT=8000; DEMO_RESET=1 starts anew); Ctrl-C ends it
	@exec env PORT="$(PORT)" DEMO_RESET="$(DEMO_RESET)" $(PYTHON) tools/demo.py

test: setup ## run the tests that need nothing but Python
	$(BIN)/pytest -n 2 --dist loadfile tests

thorough: setup ## run the tests that take minutes: every address of the admin as every role
	$(BIN)/pytest -n 2 -m thorough tests

check: setup ## style, types, imports, migrations, generated files, locks (less than a minute)
	$(BIN)/python tools/check.py

journeys: setup ## run the browser's tests, one that fails once more; as root on Debian it installs Chromium
	$(PYTHON) tools/chromium.py
	$(BIN)/pytest tests/journeys --reruns 1 $(JOURNEYS)

lighthouse: setup ## how fast and accessible the main pages are on a phone
	$(PYTHON) tools/chromium.py
	$(BIN)/python -m tests.journeys.lighthouse

bench: python ## compare speed with other APIs, in one run
	@$(PYTHON) tools/setup.py bench
	.venv-bench/bin/python -m bench.run

lock: setup ## renew the locks from requirements/*.in and package.json
	$(PYTHON) tools/lock.py

schema: setup ## write schema.graphql and the reference of the documentation
	$(BIN)/python manage.py write_schema

clean: ## remove what was made here, the demo's content too
	rm -rf .venv .venv-bench node_modules var frontend_templates/web/static/web/dist geo/static/geo/dist cms/core/static/core/dist
	find . -name '*.mo' -not -path './.git/*' -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
