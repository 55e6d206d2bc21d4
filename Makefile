# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000

.PHONY: run test coverage lint format lock translations

run: .venv/ready
	$(BIN)/replication-wiki init --demo
	$(BIN)/replication-wiki serve --port $(PORT)

test: .venv/ready-for-tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.run

coverage: .venv/ready-for-tests
	$(BIN)/python -m tests.run --cov

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

# Names of files say where a string stands; lines, times and a kept template would change with every run.
# The folders to skip are named because the default also skips those that start with an underscore.
translations: .venv/ready-for-tests
	mkdir -p build wiki/translations
	$(BIN)/pybabel --quiet extract --mapping-file babel.cfg --keywords "_l lazy_gettext message" --ignore-dirs ".*" \
		--add-location file --project "Replication Wiki" --output-file build/messages.pot .
	$(BIN)/pybabel --quiet update --input-file build/messages.pot --output-dir wiki/translations \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	$(BIN)/pybabel --quiet compile --directory wiki/translations
