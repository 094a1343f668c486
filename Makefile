# What can I do with this project? `make help` lists it; every command runs in .venv, which is built when needed.

BIN := .venv/bin
READY := .venv/ready
# Modules that write generated files; each takes --check.
GENERATORS := schemas.generate operations.documents tests.traceability
# With CI set, a missing Kafka or store is a failure instead of a skip.
REAL := $(if $(CI),BIMER_REQUIRE_REAL=1)

.DEFAULT_GOAL := help
.PHONY: help machine run demo up down status test mutations test-all simulate-year simulate-year-live check format store bench docs clean

help: ## List the targets
	@sed -n 's/^\([a-z.-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | awk -F '\t' '{ printf "  make %-18s %s\n", $$1, $$2 }'

machine: # Say what the machine lacks, or install it as root on Debian
	@deploy/bootstrap.sh

$(READY): requirements/all.txt requirements/build.txt pyproject.toml | machine
	@deploy/step.sh "Making the virtual environment" python3 -m venv .venv
	@deploy/step.sh "Installing the locked packages" $(BIN)/pip install --require-hashes -r requirements/all.txt -r requirements/build.txt
	@deploy/step.sh "Installing bimer itself" $(BIN)/pip install --no-deps --no-build-isolation --editable .
	@touch $@

.venv: $(READY) ## Build the virtual environment from the locked packages

run: $(READY) machine ## Start everything and simulate citizens and institutions until Ctrl-C
	@$(BIN)/bimer run

demo: $(READY) machine ## Run a bounded simulation; exits 0 only if its account balances
	@$(BIN)/bimer demo

up: $(READY) machine ## Start the stack in the background; ready when it returns
	@$(BIN)/bimer up

down: $(READY) ## Stop the stack and leave no process
	@$(BIN)/bimer down

status: $(READY) ## Say what runs and where
	@$(BIN)/bimer status

test: $(READY) machine ## Run the tests on a real Kafka and a real store (with CI set, a missing one fails)
	$(REAL) $(BIN)/pytest -n 3 --dist loadfile -m "not e2e and not long"
	$(REAL) $(BIN)/pytest -m "e2e and not long"

mutations: $(READY) ## Break every rule of law once: does its test notice? (a few minutes)
	$(BIN)/python -m tests.mutations

test-all: test mutations ## Run all tests, those that take long, and both simulations of a year in short
	$(REAL) $(BIN)/pytest -m long
	$(BIN)/bimer simulate --year --pure --applications 55000
	$(BIN)/bimer simulate --year --applications 300 --minutes 3

simulate-year: $(READY) ## Let a nation's year pass through the rules: 5.5 million lives (an hour and more)
	@$(BIN)/bimer simulate --year --pure

simulate-year-live: $(READY) machine ## Let a year of 5,500 applications pass through the real services (20 minutes)
	@$(BIN)/bimer simulate --year

check: $(READY) ## Check style, types, import rules and that generated files are current
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	@for module in $(GENERATORS); do echo "$(BIN)/python -m $$module --check"; $(BIN)/python -m $$module --check || exit 1; done

format: $(READY) ## Put the code into the project's form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: $(READY) ## Write the generated schemas and pages anew
	@for module in $(GENERATORS); do echo "$(BIN)/python -m $$module"; $(BIN)/python -m $$module || exit 1; done

store: $(READY) ## Build the Rust store into the user's cache (about 4 minutes; needs Rust's cargo)
	@$(BIN)/bimer store

bench: $(READY) machine ## Measure lifecycles a second on the Rust store
	@$(BIN)/python -m bench

clean: $(READY) ## Stop the stack and forget its state, not the caches
	@$(BIN)/bimer down
	rm -rf .bimer .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
