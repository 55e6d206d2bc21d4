# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000

.PHONY: run test lint format lock translations

run: .venv/ready
	$(BIN)/replication-wiki init
	$(BIN)/replication-wiki serve --port $(PORT)

test: .venv/ready-for-tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.run

lint: .venv/ready-for-tests
	$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports

format: .venv/ready-for-tests
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

.venv/ready-for-tests: .venv/ready requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

# The lock files are made with uv; it is needed only to change dependencies.
lock:
	uv pip compile --universal --generate-hashes --quiet pyproject.toml --output-file requirements.lock
	uv pip compile --universal --generate-hashes --quiet pyproject.toml --group dev --output-file requirements-dev.lock

translations: .venv/ready-for-tests
	$(BIN)/pybabel extract --mapping-file babel.cfg --keywords "_l lazy_gettext message" --project "Replication Wiki" --output-file wiki/translations/messages.pot .
	$(BIN)/pybabel update --input-file wiki/translations/messages.pot --output-dir wiki/translations --no-fuzzy-matching --ignore-obsolete
	$(BIN)/pybabel compile --directory wiki/translations
