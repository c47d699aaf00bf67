# Every target sets up .venv by itself. `make demo` is the place to begin.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin
READY := $(VENV)/.ready
# The clients of the conformance suite, each in an environment of its own; the first two run in every `make test`.
COMPAT := .venv-compat
CLIENTS_IN_TEST := lmnt-2.13.0 lmnt-node-2.12.0
CLIENTS := $(CLIENTS_IN_TEST) lmnt-2.6.1 lmnt-2.3.0 livekit-1.8.9 pipecat-1.9.0 schemathesis-4.32.5

.PHONY: demo test check bench soak neural compat compat-lock lock schema clean

demo: $(READY)
	$(RUN)/readcast narrate examples/book/book.md -o out/demo --speech local --store out/demo-store --untracked

test: $(READY) $(CLIENTS_IN_TEST:%=$(COMPAT)/%/.ready)
	$(RUN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

check: $(READY)
	$(RUN)/ruff format --check
	$(RUN)/ruff check
	$(RUN)/mypy

bench: $(READY)
	$(RUN)/python benchmarks/fanout.py
	$(RUN)/python benchmarks/assembly.py
	$(RUN)/python benchmarks/reading.py
	$(RUN)/python benchmarks/sites.py
	$(RUN)/python benchmarks/store.py
	$(RUN)/python benchmarks/outputs.py
	$(RUN)/python benchmarks/cached.py
	$(RUN)/python benchmarks/speech_server.py
	$(RUN)/python benchmarks/formats.py
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --no-deps HanTa==1.2.1
	$(RUN)/python benchmarks/cues.py

soak: $(READY) $(COMPAT)/subtitle-judges/.ready
	$(RUN)/python -m pytest -m soak -s

# The conformance suite with all clients.
compat: $(READY) $(CLIENTS:%=$(COMPAT)/%/.ready)
	$(RUN)/python -m pytest tests/compat -m 'not soak'

# What the clients' environments are made of, after a change to tests/compat/clients/*.in. Needs `pip install uv`.
compat-lock:
	for file in tests/compat/clients/*.in; do \
	  uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	    --no-annotate $$file -o $${file%.in}.txt --custom-compile-command "make compat-lock" --quiet || exit 1; \
	done

# The natural voice (250 MB), and what it must show. It is not in the lock: nothing else needs it.
neural: $(READY)
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --editable '.[neural]'
	$(RUN)/python -m pytest -m neural -s

# The versions that everybody gets, with hashes and without addresses. Needs `pip install uv`.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-annotate --group dev pyproject.toml -o .ci/requirements.txt --custom-compile-command "make lock" --quiet

# The published JSON Schemas, after a change to manifests/model.py.
schema: $(READY)
	$(RUN)/python -m manifests.schema

clean:
	rm -rf $(VENV) $(COMPAT) out build dist

$(READY): .ci/requirements.txt pyproject.toml
	test -x $(RUN)/python || $(PYTHON) -m venv $(VENV)
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r .ci/requirements.txt
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(COMPAT)/%/.ready: tests/compat/clients/%.txt | $(READY)
	$(RUN)/python tests/compat/environments.py $*
	touch $@

$(COMPAT)/%/.ready: tests/compat/clients/%/package-lock.json | $(READY)
	$(RUN)/python tests/compat/environments.py $*
	touch $@
