# What people call. `make demo` and `make test` need nothing but python3 (3.11 or newer), python3-venv, git and make.
PYTHON ?= python3
BIN := .venv/bin
DEMO ?= musterstadt
PYTEST ?=
BENCH ?=
UPGRADE ?=
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check install --no-input
LOCK = uv pip compile $(UPGRADE) --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet

.PHONY: help demo test check format lock bench bench-scale clean

help:
	@echo 'make demo    eine erfundene Stadt prüfen, siegeln, berichten · audit, seal and report an invented town'
	@echo 'make test    alle Tests, ohne root und ohne Dienste · the whole test suite, no root, no services'
	@echo 'make check   Format, Regeln, Typen, Importrichtung · format, lint, types, contracts'
	@echo 'make format  Quelltext in Form bringen · format the sources'
	@echo 'make lock    Bibliotheken neu festschreiben (braucht uv) · pin the libraries anew (needs uv)'
	@echo 'make bench   Geschwindigkeit neben anderen Werkzeugen · speed beside other tools'
	@echo 'make bench-scale  Läufe über 100 bis 100.000 Geräte (BENCH="--largest 10000") · runs over 100 to 100,000 devices'
	@echo 'make clean   .venv und .bench löschen · remove .venv and .bench'

# A town that is there already is shown, not overwritten.
demo: .venv/installed
	@if [ -f '$(DEMO)/isms.toml' ]; then \
	  echo '$(DEMO) gibt es schon (neu: rm -r $(DEMO)) · exists already'; $(BIN)/isms --workspace '$(DEMO)' status; \
	else $(BIN)/isms demo '$(DEMO)'; fi

test: .venv/installed
	@$(BIN)/python -m pytest -q -n auto --dist worksteal $(PYTEST)

check: .venv/installed
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

format: .venv/installed
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: .venv/installed
	@$(BIN)/python -m tests.bench.run $(BENCH)

bench-scale: .venv/installed
	@$(BIN)/python -m tests.bench.scale $(BENCH)

.venv/installed: requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "isms braucht Python 3.11 oder neuer · isms needs Python 3.11 or newer")'
	@echo 'Richte die Umgebung .venv ein, das dauert etwa eine Minute · setting up .venv, this takes about a minute'
	@$(PYTHON) -m venv .venv
	@$(PIP) --require-hashes -r requirements-dev.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

lock:
	@$(LOCK) --group build pyproject.toml -o requirements.txt
	@$(LOCK) --group build --group dev pyproject.toml -o requirements-dev.txt
	@for peer in tests/bench/requirements-*.in; do $(LOCK) $$peer -o $${peer%.in}.txt; done
	@echo 'requirements*.txt und tests/bench/requirements-*.txt sind neu · are new'

clean:
	@rm -rf .venv .bench
