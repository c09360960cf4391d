# Jixiao: everything a person or a machine runs. `make help` lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
OLD_DUCKDB := .venv-duckdb12
YEAR ?= 2020
# Test files that run side by side; each worker holds up to 3 GiB.
JOBS ?= 2

# Set on some machines; it would make every process compile its imports anew.
unexport PYTHONDONTWRITEBYTECODE
export DAGSTER_DISABLE_TELEMETRY := 1
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export GX_ANALYTICS_ENABLED := false
export DAGSTER_HOME ?= $(CURDIR)/.dagster_home

.PHONY: help run test dev lint format bench sample install clean lock

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: install ## evaluate the sample year (YEAR=2020) from raw/ to a published mart
	@$(BIN)/jixiao run $(YEAR)

test: install $(OLD_DUCKDB)/.installed ## all tests and checks
	@$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile
	@$(MAKE) --no-print-directory lint

dev: install ## the Dagster UI on http://127.0.0.1:3000
	@$(BIN)/dagster dev --host 127.0.0.1 --port 3000 -m orchestration.definitions

lint: install ## ruff, types, import rules, SQL and dbt conventions
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@JIXIAO_BUILD_DB=dbt_project/target/candidate.duckdb JIXIAO_BUILD_INPUTS=inputs $(BIN)/sqlfluff lint dbt_project/models dbt_project/tests
	@$(BIN)/dbt-bouncer --config-file dbt-bouncer.yml

format: install ## format Python and SQL
	@$(BIN)/ruff check --fix-only -q . && $(BIN)/ruff format -q .
	@JIXIAO_BUILD_DB=dbt_project/target/candidate.duckdb JIXIAO_BUILD_INPUTS=inputs $(BIN)/sqlfluff fix -q dbt_project/models dbt_project/tests

bench: install ## the measured promises, beside a named peer in the same run
	@$(BIN)/python -m benchmarks.annual
	@$(BIN)/python -m benchmarks.intake
	@$(BIN)/python -m benchmarks.appraisal
	@$(BIN)/python -m benchmarks.scoring
	@$(BIN)/python -m benchmarks.uncertainty
	@$(BIN)/python -m benchmarks.arrival

sample: install ## write the sample input anew (it is deterministic: no difference is expected)
	@$(BIN)/python -m sample.generate --out raw

# Python packages from the hashed lock; bytecode is compiled at install, so that every start is quick.
$(VENV)/.installed: requirements.lock pyproject.toml
	@echo "安装依赖（首次约两分钟） installing into $(VENV), about two minutes the first time"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || python3 -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# A stamp of its own: parsing anew is due when a model or a contract has changed, not when a package has.
MODELS := $(shell find dbt_project -not -path '*/target/*' -not -path '*/logs/*' -type f 2>/dev/null)
dbt_project/target/manifest.json: $(VENV)/.installed $(MODELS)
	@$(BIN)/jixiao prepare > /dev/null

install: $(VENV)/.installed dbt_project/target/manifest.json ## the virtual environment and dbt's manifest

# What a BI tool on an older DuckDB uses, and Superset's way to it; tests open the mart with both.
$(OLD_DUCKDB)/.installed: requirements-duckdb12.lock
	@test -x $(OLD_DUCKDB)/bin/python || $(PYTHON) -m venv $(OLD_DUCKDB) || python3 -m venv $(OLD_DUCKDB)
	@$(OLD_DUCKDB)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-duckdb12.lock
	@touch $@

lock: ## resolve the lock files anew (needs uv)
	@uv pip compile -q pyproject.toml --extra dev --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--no-strip-extras --no-annotate -o requirements.lock
	@printf 'duckdb==1.2.2\nduckdb-engine==0.17.0\nsqlalchemy==1.4.54\n' | uv pip compile -q - --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--no-annotate -o requirements-duckdb12.lock

clean: ## remove what was built; never what was received, landed or published
	@rm -rf dbt_project/target dbt_project/logs warehouse/builds .mypy_cache .ruff_cache .pytest_cache
