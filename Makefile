# Two commands for a planner: `make plan` and `make test`. Both set up what they need in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SCENARIO ?= scenarios/east-china-sea.yaml
PLAN ?= out/plan.json
# Cases of each of the five fuzz tests that `make fuzz` tries.
FUZZ ?= 2000

.PHONY: help plan test check fuzz mutate lock clean

help:
	@echo "make plan   solve $(SCENARIO), verify the plan, show it"
	@echo "make test   run the tests"
	@echo "make fuzz   check ten thousand broken scenarios: none may crash, take 2 s or 500 MB"
	@echo "make mutate tamper with 10,000 plans: the judge must name each, and raise no false alarm"
	@echo "make check  linters, types and the arrows between rooms"
	@echo "make lock   pin the newest versions that fit pyproject.toml"

$(BIN)/patrolplan: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  $(PYTHON) -m pip install --quiet --disable-pip-version-check --target build/virtualenv virtualenv \
	  && PYTHONPATH=build/virtualenv $(PYTHON) -m virtualenv --quiet $(VENV); }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@# pip compiles what it copies, and an editable package is not copied: without this each command does.
	$(BIN)/python -m compileall -q patrolplan
	@touch $@

$(VENV)/.dev: $(BIN)/patrolplan requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

plan: $(BIN)/patrolplan
	@mkdir -p $(dir $(PLAN))
	$(BIN)/patrolplan solve $(SCENARIO) -o $(PLAN) --seed 1 --force
	$(BIN)/patrolplan verify $(PLAN)
	$(BIN)/patrolplan show $(PLAN)
	@echo "The plan is in $(PLAN)."

test: $(VENV)/.dev
	$(BIN)/python -m pytest -q

mutate: $(VENV)/.dev
	$(BIN)/python -m tests.verify.mutate 10000

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@if command -v npm >/dev/null; then npm ci --silent --no-audit --no-fund && npm run --silent check; \
	 else echo "npm is not here: the brief's scripts were not checked"; fi

lock:
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

fuzz: $(VENV)/.dev
	PATROLPLAN_FUZZ=$(FUZZ) $(BIN)/python -m pytest -q tests/scenario/test_fuzz.py

clean:
	rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache
