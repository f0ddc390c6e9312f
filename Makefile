# Gatepost. Needs Python 3.11 or newer and make, and nothing else: everything goes into .venv.
# Another Python than `python3`: make demo PYTHON=python3.12

PYTHON ?= python3
BIN := .venv/bin
PEERS := .venv/peers
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet
# Each package exactly as locked; then Gatepost itself, which fetches nothing.
INSTALL = $(PIP) install --require-hashes --requirement
INSTALL_GATEPOST = $(PIP) install --no-index --no-deps --no-build-isolation --editable .

LOCK := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/python -m piptools compile --quiet --generate-hashes --allow-unsafe \
	--strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --build-deps-for=editable
# For the measurements, Presidio's phonenumbers stands for phonenumberslite: the same library, with more in it.
WITHOUT_LITE := --no-allow-unsafe --unsafe-package phonenumberslite

.DELETE_ON_ERROR:
.PHONY: help demo tour test test-postgres test-browser test-wordpress check format docs pictures bench bench-site eval lock clean

help:
	@echo "make demo    set up, and open a site with five schools and invented people"
	@echo "make tour    set up, and see the command check a post, answer a question and compare two policies"
	@echo "make test    run the tests (a few minutes)"
	@echo "make test-postgres  run the site's tests on PostgreSQL, which comes with the tests' packages"
	@echo "make test-wordpress run the tests of posting on a real WordPress (installs Debian's packages)"
	@echo "make test-browser   run the journeys in a browser (needs Chromium)"
	@echo "make check   ruff and mypy"
	@echo "make format  let ruff put the code in order"
	@echo "make docs    write the outputs in the documents anew"
	@echo "make pictures  take the pictures in the README anew (needs Chromium)"
	@echo "make bench   measure deciding beside other policy engines, and screening beside Presidio, and write that into docs/screening.md"
	@echo "make bench-site  measure the site's pages for a trust of 100 schools, and how fast posts go out, on SQLite and PostgreSQL"
	@echo "make eval    measure how well screening finds what it should, and write it into docs/screening.md"
	@echo "make lock    write requirements/*.txt anew from pyproject.toml (newest versions: make lock LOCK_FLAGS=--upgrade)"
	@echo "make clean   remove .venv and everything else that was made"

demo: .venv/runtime
	@$(BIN)/gatepost demo

tour: .venv/runtime
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh scripts/tour.sh

# Over all cores; what takes long to make is made once (`xdist_group`).
SPREAD := -n auto --dist loadgroup

test: .venv/dev
	$(BIN)/python -m pytest $(SPREAD)

# What the site keeps, on the other database. What only reads policies, and how pages look, is the same on both.
SITE_TESTS := tests/schools tests/records tests/rulings tests/channels tests/publishing tests/site

test-postgres: .venv/dev
	$(BIN)/python scripts/with_postgres.py $(BIN)/python -m pytest $(SPREAD) $(SITE_TESTS)

test-wordpress: .venv/dev
	$(BIN)/python scripts/with_wordpress.py $(BIN)/python -m pytest tests/platforms/test_real_wordpress.py tests/publishing/test_real_wordpress.py

test-browser: .venv/dev
	$(BIN)/python -m pytest -n auto --dist loadfile tests/browser

check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: .venv/dev
	$(BIN)/python -m tests.documents

pictures: .venv/dev
	$(BIN)/python -m tests.browser.readme_pictures

bench-site: .venv/dev
	$(BIN)/python -m benchmarks.site_pages
	$(BIN)/python -m benchmarks.site_pages --postgres
	$(BIN)/python -m benchmarks.deliveries
	$(BIN)/python -m benchmarks.deliveries --postgres
	$(BIN)/python -m benchmarks.importing

# The labelled texts stand beside the repository, or where you say: make eval DATA=folder
DATA ?= ../shared/data

# Measuring happens in an environment of its own.
bench eval $(PEERS)/made: BIN := $(PEERS)/bin

bench: $(PEERS)/made
	$(BIN)/python -m benchmarks.deciding
	$(BIN)/python -m benchmarks.screening_speed --write $(if $(wildcard $(DATA)/school),--data $(DATA))

eval: $(PEERS)/made
	$(BIN)/python -m benchmarks.screening_quality --data $(DATA)

# The locks are made with the oldest Python that Gatepost runs on, so that they suit the newer ones too.
lock: .venv/dev
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11) and "make lock wants Python 3.11: make clean; make lock PYTHON=python3.11")'
	$(LOCK) $(LOCK_FLAGS) --output-file requirements/runtime.txt pyproject.toml
	$(LOCK) $(LOCK_FLAGS) --constraint requirements/runtime.txt --extra dev --output-file requirements/dev.txt pyproject.toml
	$(LOCK) $(LOCK_FLAGS) --constraint requirements/runtime.txt --extra bench $(WITHOUT_LITE) --output-file requirements/bench.txt pyproject.toml

clean:
	rm -rf .venv build dist src/*.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What is installed, as empty files that make compares with the locks.
.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Gatepost needs Python 3.11 or newer, and $(PYTHON) is " + sys.version.split()[0] + ". Name another one: make demo PYTHON=python3.12")'
	@echo "Making .venv ..."
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/runtime: requirements/runtime.txt pyproject.toml .venv/made
	@echo "Installing what Gatepost needs (about half a minute) ..."
	@$(INSTALL) requirements/runtime.txt
	@$(INSTALL_GATEPOST)
	@touch $@

.venv/dev: requirements/dev.txt .venv/runtime
	@echo "Installing what the tests need ..."
	@$(INSTALL) requirements/dev.txt
	@touch $@

# Apart from the rest: Presidio needs phonenumbers, which puts its files where those of phonenumberslite are.
$(PEERS)/made: requirements/bench.txt pyproject.toml .venv/made
	@echo "Installing the programs that Gatepost is measured beside (a minute or two) ..."
	@$(PYTHON) -m venv $(PEERS)
	@$(INSTALL) requirements/bench.txt
	@$(INSTALL_GATEPOST)
	@touch $@
