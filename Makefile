# The habits of this repository. `make run` and `make test` do all their own set-up: they need
# Python 3.11 or newer, make and a package index, and write only here and to the cache folder.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 \
    $${PYENV_ROOT:-$$HOME/.pyenv}/versions/3.1[1-9]*/bin/python3; do \
    "$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' \
    2>/dev/null && echo "$$python" && break; done)
BIN := .venv/bin
# BUDGET=10m measures longer than the default three starts, FRAMEWORKS="go flask" only those.

# As pip does: trust the certificates that the system trusts.
export UV_SYSTEM_CERTS ?= 1

.DEFAULT_GOAL := help
.PHONY: help run test check measure lint format lock serve bench-web pictures answers clean

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

run: .venv/run.stamp ## Check and measure what this machine can run; print the table and the answer
	@$(BIN)/bakeoff run $(if $(BUDGET),--budget $(BUDGET)) $(FRAMEWORKS:%=--framework %)
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/bakeoff serve --port 0 --open; fi

test: lint ## Lint, types, layers and all tests
	$(BIN)/pytest

check: .venv/run.stamp ## Hold every service to the contract
	@$(BIN)/bakeoff check

measure: .venv/run.stamp ## A whole campaign of all services that this machine can run
	@$(BIN)/bakeoff measure

lint: .venv/dev.stamp ## Ruff, mypy and the direction of imports
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: .venv/dev.stamp ## Format the Python code
	$(BIN)/ruff check --fix src tests
	$(BIN)/ruff format src tests

lock: .venv/dev.stamp ## Lock the dependencies anew
	for file in bootstrap run dev toolchain-go toolchain-node; do \
	    $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	    requirements/$$file.in -o requirements/$$file.txt || exit 1; done

serve: .venv/run.stamp ## Serve the page on loopback
	@$(BIN)/bakeoff serve --open

bench-web: .venv/dev.stamp ## Measure the page: redraw, size, requests a second
	@$(BIN)/python -m tests.browser.bench

pictures: .venv/dev.stamp ## Take the pictures of docs/images anew
	@$(BIN)/python -m tests.browser.pictures

answers: .venv/dev.stamp ## Write the example profiles' answers in docs/answers anew
	@$(BIN)/python -c "from tests.choose.test_answers import write_all; write_all()"

clean: ## Remove the environment (the cache folder stays)
	rm -rf .venv

.venv/bin/uv: requirements/bootstrap.txt
	@test -n "$(PYTHON)" || { echo "bakeoff needs Python 3.11 or newer with venv and ensurepip" \
	    "(on Debian: apt install python3-venv), or make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "making .venv with $(PYTHON)" >&2
	@"$(PYTHON)" -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/run.stamp: requirements/run.txt pyproject.toml .venv/bin/uv
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r $<
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/run.stamp
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r $<
	@touch $@
