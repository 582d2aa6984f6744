# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python -m
INSTALLED := $(VENV)/.installed

.PHONY: demo test unit lint notebooks generate lock clean

demo: $(INSTALLED)
	$(VENV)/bin/msp-qi demo --out reports

test: lint unit notebooks

lint: $(INSTALLED)
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(VENV)/bin/lint-imports --no-cache

unit: $(INSTALLED)
	$(RUN) pytest -m "not notebooks" -n 2

notebooks: $(INSTALLED)
	$(RUN) pytest -m notebooks tests
	$(RUN) pytest -o addopts= -q --nbval-lax notebooks

# Templates, dictionary, environment.yml and traceability are views of one source.
generate: $(INSTALLED)
	$(RUN) msp_qi.maintain

# Maintainers only: versions and hashes for every platform and Python, no addresses.
lock: $(INSTALLED)
	$(VENV)/bin/uv pip compile pyproject.toml --all-extras --universal --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-annotate --no-header --python-version 3.11 \
	  --upgrade --output-file requirements.lock --quiet

$(INSTALLED): requirements.lock pyproject.toml
	$(PYTHON) -c "import sys; sys.exit('msp_qi needs Python 3.11 or later; run make PYTHON=python3.11 demo' if sys.version_info < (3, 11) else 0)"
	$(PYTHON) -m venv --clear $(VENV)
	$(RUN) pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(RUN) pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(INSTALLED)

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
