# Two commands are enough: `make run` and `make test`. Everything they need is set up on the first call.
PYTHON ?= python3
BIN := .venv/bin
LOCK := requirements.lock

.PHONY: run demo test lint check format bench bench-full clean

run: .venv/.run
	$(BIN)/kith serve --demo

demo: .venv/.run
	$(BIN)/kith demo --reset

test: .venv/.dev
	$(BIN)/pytest -n 2 --dist loadfile

lint: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test

format: .venv/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/.dev
	$(BIN)/python -m tests.bench

bench-full: .venv/.dev
	$(BIN)/python -m tests.bench --full

clean:
	rm -rf .venv var

# Kith runs from the checkout, so the package itself is installed as a link to it.
.venv/.run: $(LOCK) pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement $(LOCK)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

.venv/.dev: requirements-dev.lock .venv/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.lock
	touch $@
