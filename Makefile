# One flag list for every build, so that nothing is compiled twice.
FLAGS := --explicit-target-dependency-import-check error
export KEYLESS_STRICT := 1
# Tests that run at once share the cores; started all together, each answer of a server in a test waits for all the others.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH ?= $(shell expr 4 \* `getconf _NPROCESSORS_ONLN`)

.PHONY: help demo build test lint format record bench agreement clients toolchain

help: ## show these verbs
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

demo: toolchain ## build keyless and play a GitLab job's handshake from end to end
	@swift build $(FLAGS) --product keyless
	@echo
	@.build/debug/keyless rehearse examples/gitlab

build: toolchain ## build everything
	@swift build $(FLAGS) --build-tests

test: toolchain clients ## run all tests; the ones with real clients run where the clients are
	@swift test $(FLAGS)

lint: toolchain ## check formatting, imports between rooms, and warnings
	@swift format lint --strict --recursive Sources Tests Benchmarks Package.swift
	@swift build $(FLAGS) --build-tests

format: toolchain ## format the code in place
	@swift format --in-place --recursive Sources Tests Benchmarks Package.swift

record: toolchain ## write the snapshots anew; the tests then fail once and say which
	@RECORD_SNAPSHOTS=1 swift test $(FLAGS)

bench: toolchain ## measure speed; JSON on standard output, what is being done on standard error
	@swift build -c release --product keyless-bench >&2
	@.build/release/keyless-bench

agreement: toolchain ## test the reach against the evaluator on 2,000 policies, release build
	@KEYLESS_AGREEMENT_POLICIES=2000 swift test -c release -Xswiftc -enable-testing $(FLAGS) --filter KeylessReachTests.AgreementTests

clients: # boto3 and the AWS CLI in .venv, for the tests that use them
	@scripts/clients

toolchain:
	@scripts/toolchain
