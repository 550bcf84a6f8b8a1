# The two commands: `make run` and `make test`. Both work on a fresh clone with Python 3.11+ and make.

PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test setup check eval bench lock screenshots speed trust licences audit

run: setup
	@$(BIN)/python -m ui.start --port $(PORT)

test: setup
	@$(BIN)/python -m pytest

setup: $(READY)

# Made anew when the dependencies change. pip checks every file against the hashes in requirements.lock.
$(READY): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 of nieuwer is nodig; gebruik bijvoorbeeld: make setup PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) \
	  || { echo "Kan .venv niet maken. Installeer op Debian/Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Pakketten installeren (eenmalig, enkele minuten) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m kb.language.install_model
	@touch $@

check: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

eval: setup
	@$(BIN)/kennisbank eval

bench: setup
	@$(BIN)/kennisbank bench

# How fast a search in the app is to the hand, beside an empty page (needs chromium).
speed: setup
	@$(BIN)/python -m ui.speed

screenshots: setup
	@$(BIN)/python -m ui.screenshots

# The long forms of the tests of trust, with figures: kills, full disks, readers during writes, 20,000 broken files.
trust: setup
	@$(BIN)/python -W ignore tests/trust.py crash --kills 200
	@unshare -m $(BIN)/python -W ignore tests/trust.py disk || echo "(volle schijven: alleen als root op Linux)"
	@$(BIN)/python -W ignore tests/trust.py soak --seconds 120 --readers 4
	@$(BIN)/python -W ignore tests/trust.py queries --count 5000
	@$(BIN)/python -W ignore tests/trust.py files --count 20000

licences: setup
	@$(BIN)/python -m ui.licences > docs/licences.md

# Known weaknesses in the locked packages. Needs the network; works in a folder of its own.
audit:
	@test -x .venv-audit/bin/pip-audit || { $(PYTHON) -m venv .venv-audit && .venv-audit/bin/pip install --quiet pip-audit; }
	@.venv-audit/bin/pip-audit --require-hashes --disable-pip -r requirements.lock

# Renews requirements.lock from the ranges in pyproject.toml (needs uv, only for maintainers).
lock:
	uv pip compile --quiet --universal --python-version 3.11 --extra dev --generate-hashes \
	  --no-emit-index-url --no-header --output-file requirements.lock pyproject.toml
