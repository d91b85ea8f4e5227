# Everything works from a fresh clone with Python 3.11 or newer and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The library folder; empty for the one that `turnwise` uses without --library.
LIBRARY ?=
IN_LIBRARY := $(if $(LIBRARY), --library '$(LIBRARY)')
PORT ?= 7860
SETS ?= data/eval/seed
CORPUS ?= corpus
PASSAGES ?= 1000 10000
MODEL_WORK ?= model-work
TRAIN := $(BIN)/python -m turnwise.index.encoder_training
SECONDS_EACH ?= 60
# Compiled tests are kept, whatever the environment says: compiling them takes seconds. Each worker
# has one core, so products in several threads would wait for each other.
PYTEST := PYTHONDONTWRITEBYTECODE= OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n auto --dist worksteal
MODEL_OPTIONS ?= --exclude archive-tw

.PHONY: chat test test-fast test-milvus check bench docs picture attack model transformer reader dialogue-acts question-forms install install-dev browser format lock clean

chat: install  ## add the sample transcripts and open the chat page
	$(BIN)/turnwise add --samples$(IN_LIBRARY)
	@echo
	@echo "Ask from another terminal: $(BIN)/turnwise ask \"what did he say about OpenCL\"$(IN_LIBRARY)"
	@echo "Another port: make chat PORT=8000. Another library folder: make chat LIBRARY=my-talks."
	$(BIN)/turnwise chat --port $(PORT)$(IN_LIBRARY)

test: install-dev browser  ## all tests, with models, browser and a fresh environment
	$(PYTEST)

test-fast: install-dev  ## the tests that need none of these
	$(PYTEST) -m "not slow"

test-milvus: install-dev  ## shared libraries; TURNWISE_MILVUS and TURNWISE_STORE name real servers (docs/scale.md)
	$(BIN)/python -m pytest -p no:xdist tests/index/search_indexes/engines -k "servers or shared"

check: install-dev  ## format, lint, types, fast tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/basedpyright
	$(PYTEST) -m "not slow" -q

bench: install-dev  ## scores and times; SETS="data/eval/seed …" names evaluation sets, CORPUS a folder of transcripts, PASSAGES the sizes
	$(BIN)/turnwise eval $(SETS) --compare dense --compare lexical
	$(BIN)/python tests/benchmarks/cold_start.py
	$(if $(wildcard $(CORPUS)/transcripts.*.jsonl.gz),$(BIN)/python tests/benchmarks/bench.py $(CORPUS) --libraries build/libraries \
	  --out build/bench --passages $(PASSAGES))

picture: install-dev browser  ## take the READMEs' animations and pictures of the page
	$(BIN)/python docs/picture.py
	$(BIN)/python docs/animation.py

docs: install-dev  ## the reference of the public names and the guides for programs, in build/site
	mkdir -p build/packages/turnwise
	for package in index rag ui; do ln -sfn "$(CURDIR)/$$package" build/packages/turnwise/$$package; done
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict

attack: install-dev  ## try to break it: kills, damage, damaged files, growth, the page; SECONDS_EACH bounds each
	@failed=; for name in kills damage fuzz growth page; do \
	  echo "== $$name"; $(BIN)/python tests/attack/$$name.py --seconds $(SECONDS_EACH) || failed="$$failed $$name"; \
	done; test -z "$$failed" || { echo "failed:$$failed"; exit 1; }

model: install-dev  ## train the bundled static model; CORPUS is a folder of TSV files (data/model/README.md)
	$(TRAIN) static $(CORPUS) --work $(MODEL_WORK) $(MODEL_OPTIONS) --out $(MODEL_WORK)/first
	$(TRAIN) static $(CORPUS) --work $(MODEL_WORK) $(MODEL_OPTIONS) --start $(MODEL_WORK)/first \
	  --other-languages --dim 512 --n-pieces 70000 --epochs 0.5 --learning-rate 0.02

transformer: install-dev  ## train the bundled transformer; wants a GPU (data/transformer/README.md)
	$(TRAIN) transformer $(CORPUS) --work $(MODEL_WORK) $(MODEL_OPTIONS)

reader: install-dev  ## train the reader from multilingual-e5-small, which it downloads: an hour on two cores with bfloat16, else two (data/reader/README.md)
	$(BIN)/python -m turnwise.index.reader_training data/training --work $(MODEL_WORK)/reader --out $(MODEL_WORK)/reader/trained

dialogue-acts: install-dev  ## train the weights that tell tasks, decisions and open points: a minute (data/dialogue-acts/README.md)
	$(BIN)/python -m turnwise.rag.answers.forms.whole_talk.dialogue_act_training data/training

question-forms: install-dev  ## train the weights that tell what a question about a whole talk wants: seconds (data/question-forms/README.md)
	$(BIN)/python -m turnwise.rag.understanding.rules.whole_talk.likely_training

install: $(VENV)/installed
install-dev: $(VENV)/installed-dev

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

PIP_INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check

$(VENV)/installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing Turnwise and what it needs into $(VENV): PyTorch, Gradio and about 95 other packages,"
	@echo "2 GB with PyTorch for CPUs, several more with PyTorch for NVIDIA GPUs, which pip takes on Linux"
	@echo "(README.md says how to avoid it). It takes 2 to 10 minutes, and nothing is printed meanwhile."
	@$(PIP_INSTALL) --requirement requirements.lock
	@$(PIP_INSTALL) --no-deps --editable .
	@$(BIN)/python -m compileall -q index rag ui
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.lock
	@echo "Installing the tools for tests and checks into $(VENV): 0.8 GB, 1 to 5 minutes."
	@$(PIP_INSTALL) --requirement requirements-dev.lock
	@touch $@

browser:  ## Chromium for the browser tests, where it can be installed; else they are skipped
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	  || { command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -qq -y chromium fonts-noto-cjk >/dev/null; } \
	  || echo "no Chromium found: the browser tests will be skipped"

format: install-dev  ## put the code into its format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: install-dev  ## pin the newest versions that fit pyproject.toml; torch without its build tag
	$(BIN)/pip-compile --quiet --upgrade --extra page --extra server --extra eval --extra llm --strip-extras --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --allow-unsafe \
	  --constraint constraints.txt --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --upgrade --extra dev --extra docs --extra eval --extra haystack --extra langchain --extra llama-index --extra llm \
	  --extra milvus --extra page --extra postgres --extra qdrant --extra ray --extra server --extra train --strip-extras --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --allow-unsafe \
	  --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	sed -i.bak 's/^torch==\([0-9.]*\)+.*/torch==\1/' requirements.lock requirements-dev.lock && rm -f *.lock.bak

clean:  ## remove the environment and what tools left behind
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .ruff_cache .hypothesis
