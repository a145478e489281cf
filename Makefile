.DEFAULT_GOAL := help
.PHONY: help setup run test demo check bench lock hostile fuzz trust audit sbom

help: ## Show what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: ## Install everything into .venv and unpack browser files
	@deploy/setup.sh

run: setup ## Start Postlens with demonstration data and print how to sign in
	@.venv/bin/postlens init --demo >/dev/null
	@exec .venv/bin/postlens serve

demo: setup ## Import FILE=... into the demonstration workspace
	@.venv/bin/postlens init --demo >/dev/null
	@.venv/bin/postlens import "$(FILE)"

test: setup ## Run every check and every test
	@deploy/test.sh

hostile: setup ## Read N=10000 hostile files as uploads are read, and print how many failed
	@PYTHONPATH=.:tests .venv/bin/python -m hostile.run --files $(or $(N),10000)

fuzz: setup ## Try every operation of the API with N=500 requests made from its document
	@API_EXAMPLES=$(or $(N),500) HYPOTHESIS_PROFILE=default .venv/bin/python -m pytest -n0 -q -s tests/contracts/test_api_keeps_its_word.py

trust: setup ## Probe tenants, send N=20000 hostile requests, and write docs/trust.json
	@PYTHONPATH=.:tests .venv/bin/python -m trust.run --requests $(or $(N),20000)

check: setup ## Run the checks that need no test: format, lint, types, borders
	@deploy/check.sh

bench: setup ## Measure how long explaining takes, beside the plain way
	@.venv/bin/python benchmarks/explaining.py

lock: ## Lock the newest versions that pyproject.toml allows (needs uv)
	@uv pip compile pyproject.toml --group dev --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --upgrade --output-file requirements.lock
	@sed -i "s/^LOCKED = .*/LOCKED = date($$(date -u +'%Y, %-m, %-d'))/" services/parts.py

audit: ## Ask for known weaknesses of the locked versions (needs uv and the network)
	@uvx pip-audit --requirement requirements.lock --require-hashes --disable-pip

sbom: setup ## List every library of the lock as CycloneDX in sbom.json (needs uv)
	@uvx --from cyclonedx-bom cyclonedx-py requirements requirements.lock --output-file sbom.json
