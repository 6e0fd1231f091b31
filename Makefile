# The commands of a contributor. `make` lists them.
.PHONY: help setup test fast spark check format lock docs bench audit sbom

help:            ## list these commands
	@grep -E '^[a-z]+: .*##|^[a-z]+:  ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 12

setup:           ## make .venv with everything, and the commit hook
	@./medallion test --collect-only -q >/dev/null && .venv/bin/pre-commit install >/dev/null

test:            ## the whole suite, Apache Spark included
	@./medallion test

fast:            ## without Apache Spark and slow tests
	@./medallion test -q -m "not spark and not slow"

spark:           ## only what runs on Apache Spark
	@./medallion test -q -m spark

check:           ## lint, format, types, generated files; changes nothing
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/medallion docs --check
	@.venv/bin/medallion compile --check

format:          ## sort imports, format
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

lock:            ## rewrite requirements/*.txt from pyproject.toml (needs uv)
	@scripts/lock

docs:            ## rewrite the generated reference pages
	@.venv/bin/medallion docs
	@.venv/bin/medallion compile

audit:           ## advisories on pinned packages, secrets in tracked files
	@scripts/audit

sbom:            ## write sbom.json, what an embedded installation is made of
	@scripts/audit sbom

bench:           ## all benchmarks, each with its peer
	@.venv/bin/python -m benchmarks
