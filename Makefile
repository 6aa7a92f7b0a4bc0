# Everything a newcomer needs: `make demo` and `make test`. Both make the virtual environment if need be.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SERVE ?= 1
PORT ?= 8001

# Compiled modules are kept, whatever the environment says: the suites start hundreds of processes that need them.
unexport PYTHONDONTWRITEBYTECODE

# A module of tests is the work of one process; which are begun first: tests/conftest.py. Each log tells what took long.
PYTEST := $(BIN)/python -m pytest --dist loadfile --no-loadscope-reorder --durations=20 --durations-min=3

# Crawls wait a third of their time, for answers and for pauses that they owe.
MANY := $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 2) * 3 // 2)')

.PHONY: demo test crawls faults check audit docs eval eval-peers bench bench-texts bench-check bench-archives sites real-cms browser cluster clean environment

environment: $(VENV)/.installed

# pip is upgraded first: the one that comes with Python 3.11 misses dependencies of newer packages.
$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "congtin needs Python 3.11 or newer; see PYTHON= in the Makefile")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

demo: environment
	$(BIN)/congtin demo --port $(PORT) $(if $(filter 0,$(SERVE)),--no-serve)

# The three parts of the suite together are every test: see the marks in pyproject.toml.
test: environment
	$(PYTEST) --numprocesses auto -m 'not long and not faults'

crawls: environment
	$(PYTEST) --numprocesses $(MANY) -m 'long and not faults'

# CONGTIN_FAULTS=long: more moments to be killed at, more damaged pages, a longer minute of visitors.
faults: environment
	$(PYTEST) --numprocesses $(MANY) -m faults

check: environment
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# What is known to be dangerous: in our code (bandit, medium and up), in the versions we use (pip-audit). Where the
# registry does not tell, that is said; CONGTIN_AUDIT=required makes it an error.
# bandit warns of every part of a marked statement that the mark was not needed for: of use to nobody.
audit: environment
	told=$$($(BIN)/bandit --quiet --recursive --severity-level medium scraper archive 2>&1) || \
		{ echo "$$told" | grep -v 'nosec encountered'; exit 1; }
	$(BIN)/python -m tests.vulnerabilities

# The manual: docs/_build/html/index.html. A link that leads nowhere, or a page that asks another host for anything, fails.
docs: environment
	$(BIN)/python -m sphinx --fail-on-warning --keep-going --nitpicky --fresh-env --quiet --builder html docs docs/_build/html

eval: environment
	$(BIN)/python -m tests.evaluation

# The peers' environment is their own, for they need older versions of what we use.
PEERS := .venv-peers

$(PEERS)/.installed: pyproject.toml tests/peers/constraints.txt
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --upgrade pip
	$(PEERS)/bin/python -m pip install --quiet --constraint tests/peers/constraints.txt --editable '.[peers]'
	touch $@

# trafilatura and newspaper4k on the same golden pages: the table of docs/quality.md.
eval-peers: $(PEERS)/.installed
	$(PEERS)/bin/python -m tests.peers

# What pages cost against what others publish, all in one run; its tables are put into docs/performance.md.
bench: environment $(PEERS)/.installed
	$(BIN)/python -m tests.benchmark --write

# The same, shorter and without the peers that have to be installed: fails where a ratio is 15 % worse than recorded.
bench-check: environment
	$(BIN)/python -m tests.benchmark --short --check start_up extraction loading storage reextraction export crawl
	$(BIN)/python -m tests.benchmark.large_pages

# Hostile texts and pages: fails where one costs more than its length.
bench-texts: environment
	$(BIN)/python -m tests.benchmark.patterns
	$(BIN)/python -m tests.benchmark.growth

# What runs end with and readers see, as archives grow.
bench-archives: environment
	$(BIN)/python -m tests.benchmark.annotation
	$(BIN)/python -m tests.benchmark.lineage
	$(BIN)/python -m tests.benchmark.run_end
	$(BIN)/python -m tests.benchmark.serving

# Twelve made-up portals, each of another system, visited three times: what was found, read, asked for and noticed.
sites: environment
	$(BIN)/python -m tests.sites

# WordPress and Plone, installed here (root and Debian needed for WordPress), crawled, held against their own databases.
# CONGTIN_REAL_CMS=required makes it an error where they cannot be installed.
real-cms: export CONGTIN_REAL_CMS ?= try
real-cms: environment
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile tests/real_cms

# Portals whose pages a script builds, read in a real Chromium (Debian: installed where it is missing, as root).
# The site's own pages too, with pictures of what a researcher sees where CONGTIN_SCREENSHOTS names a folder.
# CONGTIN_BROWSER=required makes it an error where it cannot be had.
browser: export CONGTIN_BROWSER ?= try
browser: environment
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[browser,browser-tests]'
	$(BIN)/python -m pytest --numprocesses 3 --dist worksteal tests/browser

# Crawls and readings on a Ray cluster of this machine, one of whose nodes is killed; Ray is installed for it (80 MB).
# CONGTIN_CLUSTER=required makes it an error where it cannot be installed.
cluster: export CONGTIN_CLUSTER ?= try
cluster: environment
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[cluster]' || [ $(CONGTIN_CLUSTER) = try ]
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile tests/cluster

clean:
	rm -rf $(VENV) .venv-peers .real-cms demo build dist docs/_build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
