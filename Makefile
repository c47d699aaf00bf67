# Every target sets up .venv by itself. `make demo` is the place to begin.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check bench soak lock schema clean

demo: $(READY)
	$(RUN)/readcast narrate examples/book/book.md -o out/demo --speech local --store out/demo-store --untracked

test: $(READY)
	$(RUN)/python -m pytest

check: $(READY)
	$(RUN)/ruff format --check
	$(RUN)/ruff check
	$(RUN)/mypy

bench: $(READY)
	$(RUN)/python benchmarks/fanout.py
	$(RUN)/python benchmarks/assembly.py
	$(RUN)/python benchmarks/reading.py
	$(RUN)/python benchmarks/store.py
	$(RUN)/python benchmarks/speech_server.py

soak: $(READY)
	$(RUN)/python -m pytest -m soak -s

# The versions that everybody gets, with hashes and without addresses. Needs `pip install uv`.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-annotate --group dev pyproject.toml -o .ci/requirements.txt --custom-compile-command "make lock" --quiet

# The published JSON Schemas, after a change to manifests/model.py.
schema: $(READY)
	$(RUN)/python -m manifests.schema

clean:
	rm -rf $(VENV) out build dist

$(READY): .ci/requirements.txt pyproject.toml
	test -x $(RUN)/python || $(PYTHON) -m venv $(VENV)
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r .ci/requirements.txt
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@
