# What people call. `make demo` and `make test` need nothing but python3, python3-venv, git and make.
PYTHON ?= python3
BIN := .venv/bin
DEMO ?= musterstadt

.PHONY: demo test check lock bench format clean

demo: .venv/installed
	$(BIN)/isms demo $(DEMO)

test: .venv/installed
	$(BIN)/python -m pytest -n auto

check: .venv/installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/installed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.venv/installed: requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

lock:
	uv pip compile --universal --generate-hashes --no-header --no-annotate --quiet --group build pyproject.toml -o requirements.txt
	uv pip compile --universal --generate-hashes --no-header --no-annotate --quiet --group build --group dev pyproject.toml -o requirements-dev.txt

clean:
	rm -rf .venv
