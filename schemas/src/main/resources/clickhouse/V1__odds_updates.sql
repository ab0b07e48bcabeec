-- Every statement can be run again. Statements end with a semicolon and a new line.
CREATE DATABASE IF NOT EXISTS odds;

-- One row per update. The sorting key is the update's identity: a row that is inserted again after a
-- failure replaces itself, whatever the batches were. Partitioned by a column of that key only, so
-- that both copies always meet in one partition.
CREATE TABLE IF NOT EXISTS odds.odds_updates
(
    league              LowCardinality(String),
    game_id             String,
    market_id           Int32,
    specifiers          String,
    -- empty outside player markets
    player_id           String,
    epoch               Int64,
    sequence            Int64,
    update_id           String,
    -- scheduled start, UTC
    game_date           Date,
    market_name         LowCardinality(String),
    period              LowCardinality(String),
    status              LowCardinality(String),
    reason              LowCardinality(String),
    outcomes Nested
    (
        id          LowCardinality(String),
        name        String,
        probability Float64,
        win         Float64,
        half_win    Float64,
        refund      Float64,
        half_lose   Float64,
        lose        Float64,
        fair_price  Float64,
        price       Decimal(18, 4),
        active      Bool
    ),
    as_of_event_id      String,
    as_of_event_time    Nullable(DateTime64(3, 'UTC')),
    model_id            LowCardinality(String),
    model_version       LowCardinality(String),
    config_version      LowCardinality(String),
    margin_target       Float64,
    margin_actual       Float64,
    devig_method        LowCardinality(Nullable(String)),
    consensus_books               Nullable(Int32),
    consensus_supplier_groups     Nullable(Int32),
    consensus_oldest_quote_age_ms Nullable(Int64),
    consensus_dispersion          Nullable(Float64),
    prior               LowCardinality(String),
    defaulted           Array(LowCardinality(String)),
    -- null unless the market is settled
    settlement_certainty LowCardinality(Nullable(String)),
    settlement_results Nested
    (
        outcome_id  LowCardinality(String),
        settled_as  LowCardinality(String),
        void_factor Float64
    ),
    correction_of       Nullable(String),
    -- where the update stands in the log, and what the log says about its making
    topic               LowCardinality(String),
    partition           Int32,
    offset              Int64,
    received_at         Nullable(DateTime64(3, 'UTC')),
    computed_at         Nullable(DateTime64(3, 'UTC')),
    enrichment          LowCardinality(Nullable(String)),
    traceparent         Nullable(String),
    inserted_at         DateTime64(3, 'UTC') DEFAULT now64(3)
)
ENGINE = ReplacingMergeTree
PARTITION BY league
ORDER BY (league, game_id, market_id, specifiers, player_id, epoch, sequence);

-- Readers use the views: the table may hold a row twice until the engine merges it.
CREATE OR REPLACE VIEW odds.updates AS
SELECT * FROM odds.odds_updates FINAL;

-- The latest update of every market.
CREATE OR REPLACE VIEW odds.current AS
SELECT * FROM odds.odds_updates FINAL
ORDER BY epoch DESC, sequence DESC
LIMIT 1 BY league, game_id, market_id, specifiers, player_id;
