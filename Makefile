# make run: the platform, endless. make demo: the same, bounded and proven. make test: all tests.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

MVN ?= mvn
MAVEN_FLAGS ?= -B -ntp

SETTINGS := SPEED GAMES RATE SEED FEED FORMAT KEEP CHAOS SABOTAGE DATA \
	BOARD_PORT ADAPTER_PORT CORE_PORT EDGE_PORT REGISTRY_PORT POSTGRES_PORT REDIS_PORT S3_PORT \
	CLICKHOUSE_PORT ODDS_REST_PORT ODDS_METRICS_PORT ANALYTICS_REST_PORT ANALYTICS_METRICS_PORT \
	MIRROR_METRICS_PORT CORE_BOOTSTRAP_SERVERS EDGE_BOOTSTRAP_SERVERS SCHEMA_REGISTRY_URL \
	POSTGRES_URL POSTGRES_USER POSTGRES_PASSWORD REDIS_URL REDIS_PASSWORD \
	S3_ENDPOINT S3_REGION S3_BUCKET S3_ACCESS_KEY S3_SECRET_KEY \
	CLICKHOUSE_URL CLICKHOUSE_USER CLICKHOUSE_PASSWORD
export $(SETTINGS)

# A misspelt setting would be ignored silently: refuse it instead.
# A value with blanks is more than one word here; only the first has the name.
GIVEN := $(foreach pair,$(MAKEOVERRIDES),$(if $(findstring =,$(pair)),$(firstword $(subst =, ,$(pair)))))
UNKNOWN := $(filter-out $(SETTINGS) MVN MAVEN_FLAGS BENCH ENV BASE,$(GIVEN))
ifneq ($(UNKNOWN),)
$(error unknown setting $(UNKNOWN). Settings are: $(SETTINGS))
endif

SOURCES := $(shell find schemas connectors jobs local bench -type f -not -path '*/target/*' -not -path '*/src/test/*' 2>/dev/null) pom.xml

BENCH ?= .

.PHONY: help run demo test bench evaluate build clean format check-tools check-infra-tools \
	test-infra plan-infra render-infra

help:
	@echo "make run     builds, starts the whole platform, replays games, opens the board on http://localhost:8080"
	@echo "make demo    the same, bounded: ends with a reconciliation of every hop, non-zero if one record is wrong"
	@echo "             FEED=<file> FORMAT=nba-livedata   a recorded game instead of the simulator"
	@echo "             RATE=200                          so many events a second, measured once warm"
	@echo "             CHAOS=1                           kills the processes while events flow"
	@echo "             SABOTAGE=<hop>:<drop|double|change>  tampers with one record: must fail"
	@echo "make test    all tests"
	@echo "make test-infra    proves the control plane without a cloud (docs/infrastructure.md)"
	@echo "             ENV=dev                           one environment alone, without the tests: minutes less"
	@echo "make plan-infra    what the working tree changes in every environment, before it is merged"
	@echo "             BASE=v1.2.3                       since that revision; otherwise since the work left main"
	@echo "make render-infra  writes what is generated: rights, topics, golden outputs, drawings"
	@echo "make bench   how fast (BENCH=<regular expression> for some of it)"
	@echo "make evaluate  how well the models forecast: a table, and a page with pictures"
	@echo "make format  formats the sources"
	@echo "make clean   removes what was built, and the data of the last run"

check-tools:
	@problems=""; \
	command -v javac >/dev/null || problems="$$problems\n  JDK 17: e.g. apt-get install openjdk-17-jdk-headless"; \
	command -v $(MVN) >/dev/null || problems="$$problems\n  Maven 3.8.6 or newer: e.g. apt-get install maven"; \
	command -v npm >/dev/null || problems="$$problems\n  npm (it brings the ClickHouse engine): e.g. apt-get install npm"; \
	if [ -n "$$problems" ]; then printf "Please install:$$problems\n" >&2; exit 1; fi

# Go, Python and a Java that is new enough are looked for where they are used.
check-infra-tools:
	@command -v mvn >/dev/null || { echo "Please install Maven 3.8.6 or newer: e.g. apt-get install maven" >&2; exit 1; }

target/built: $(SOURCES) | check-tools
	@mkdir -p target
	@echo "Building (the first time downloads dependencies; the log is target/build.log)"
	@$(MVN) $(MAVEN_FLAGS) -DskipTests package > target/build.log 2>&1 & pid=$$!; \
	trap 'kill $$pid 2>/dev/null; exit 130' INT TERM; \
	bin/build-progress target/build.log $$pid; \
	wait $$pid || { grep -m 20 ERROR target/build.log >&2; echo "The build failed; see target/build.log" >&2; exit 1; }
	@touch target/built

build: target/built

run: target/built
	@exec bin/odds run

demo: target/built
	@exec bin/odds demo

bench: target/built
	@java -cp 'bench/target/classes:bench/target/lib/*' org.openjdk.jmh.Main $(BENCH)

evaluate: target/built
	@exec bin/odds evaluate

test: check-tools
	$(MVN) $(MAVEN_FLAGS) verify

# Only what was said here: shells have a variable ENV of their own.
test-infra: check-infra-tools
	@tools/test-infra.sh $(if $(filter command line,$(origin ENV)),$(ENV))

plan-infra render-infra:
	@folder=$$(tools/build.sh proof) && exec "$${folder#proof=}/proof" $(@:-infra=) $(if $(filter plan-infra,$@),$(if $(filter command line,$(origin BASE)),--base $(BASE)))

format: check-tools
	$(MVN) $(MAVEN_FLAGS) -q spotless:apply

clean:
	$(MVN) $(MAVEN_FLAGS) -q clean
	rm -rf target
