-- Reference data: what the odds job enriches with, what the adapter maps vendors' ids with.

CREATE TABLE teams (
  team_id  text PRIMARY KEY,
  league   text NOT NULL,
  tricode  text NOT NULL,
  name     text NOT NULL,
  -- points above an average team, at a neutral site
  rating   double precision NOT NULL DEFAULT 0,
  -- points that both teams score together in this team's games, above the league's mean
  pace     double precision NOT NULL DEFAULT 0
);

CREATE TABLE players (
  player_id text PRIMARY KEY,
  team_id   text NOT NULL REFERENCES teams,
  name      text NOT NULL
);

CREATE TABLE games (
  game_id         text PRIMARY KEY,
  league          text NOT NULL,
  scheduled_start timestamptz NOT NULL,
  home_team_id    text NOT NULL REFERENCES teams,
  away_team_id    text NOT NULL REFERENCES teams,
  -- home handicap: negative where the home team is favoured
  prior_spread    double precision,
  prior_total     double precision,
  prior_source    text CHECK (prior_source IN ('MARKET', 'RATINGS', 'LEAGUE'))
);

CREATE TABLE game_players (
  game_id         text NOT NULL REFERENCES games,
  player_id       text NOT NULL REFERENCES players,
  side            text NOT NULL CHECK (side IN ('HOME', 'AWAY')),
  expected_points double precision NOT NULL CHECK (expected_points >= 0),
  PRIMARY KEY (game_id, player_id)
);

CREATE TABLE vendor_games (
  vendor              text NOT NULL,
  vendor_game_id      text NOT NULL,
  game_id             text NOT NULL REFERENCES games,
  home_vendor_team_id text NOT NULL,
  away_vendor_team_id text NOT NULL,
  PRIMARY KEY (vendor, vendor_game_id)
);

CREATE TABLE vendor_players (
  vendor           text NOT NULL,
  vendor_player_id text NOT NULL,
  player_id        text NOT NULL REFERENCES players,
  PRIMARY KEY (vendor, vendor_player_id)
);

CREATE TABLE model_versions (
  model_version text PRIMARY KEY,
  league        text NOT NULL,
  model_id      text NOT NULL,
  constants     jsonb NOT NULL,
  provenance    text NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE market_configs (
  config_version text PRIMARY KEY,
  league         text NOT NULL,
  document       jsonb NOT NULL,
  created_at     timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE league_settings (
  league         text PRIMARY KEY,
  model_version  text NOT NULL REFERENCES model_versions,
  config_version text NOT NULL REFERENCES market_configs
);

-- What the odds job reads: one immutable document per game and version, so that a decision that
-- names a version names its content for ever.
CREATE TABLE game_reference (
  game_id    text NOT NULL REFERENCES games,
  version    bigint NOT NULL,
  document   jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (game_id, version)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: add a version instead', TG_TABLE_NAME;
END $$;

CREATE TRIGGER game_reference_append_only BEFORE UPDATE OR DELETE ON game_reference
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER model_versions_append_only BEFORE UPDATE OR DELETE ON model_versions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER market_configs_append_only BEFORE UPDATE OR DELETE ON market_configs
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Composes the game's document from the tables above and appends it as the next version, unless
-- nothing has changed since the newest one. Returns the version that now holds.
CREATE FUNCTION publish_game_reference(wanted text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  composed jsonb;
  newest   record;
BEGIN
  SELECT jsonb_build_object(
      'game_id', g.game_id,
      'league', g.league,
      'scheduled_start', to_char(g.scheduled_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
      'home', jsonb_build_object('team_id', h.team_id, 'name', h.name, 'tricode', h.tricode),
      'away', jsonb_build_object('team_id', a.team_id, 'name', a.name, 'tricode', a.tricode),
      'prior', CASE WHEN g.prior_spread IS NULL OR g.prior_total IS NULL THEN NULL
                    ELSE jsonb_build_object('home_spread', g.prior_spread, 'total', g.prior_total,
                                            'source', g.prior_source) END,
      'players', COALESCE((SELECT jsonb_agg(jsonb_build_object(
                     'player_id', p.player_id, 'name', p.name, 'side', gp.side,
                     'expected_points', gp.expected_points) ORDER BY p.player_id)
                   FROM game_players gp JOIN players p USING (player_id)
                   WHERE gp.game_id = g.game_id), '[]'::jsonb),
      'model', jsonb_build_object('model_id', m.model_id, 'model_version', m.model_version,
                                  'constants', m.constants),
      'config', c.document || jsonb_build_object('config_version', c.config_version))
    INTO composed
    FROM games g
    JOIN teams h ON h.team_id = g.home_team_id
    JOIN teams a ON a.team_id = g.away_team_id
    JOIN league_settings s ON s.league = g.league
    JOIN model_versions m ON m.model_version = s.model_version
    JOIN market_configs c ON c.config_version = s.config_version
   WHERE g.game_id = wanted;
  IF composed IS NULL THEN
    RAISE EXCEPTION 'game % is not known, or its league has no settings', wanted;
  END IF;
  SELECT version, document INTO newest
    FROM game_reference WHERE game_id = wanted ORDER BY version DESC LIMIT 1;
  IF newest.document = composed THEN
    RETURN newest.version;
  END IF;
  INSERT INTO game_reference (game_id, version, document)
    VALUES (wanted, COALESCE(newest.version, 0) + 1, composed);
  RETURN COALESCE(newest.version, 0) + 1;
END $$;

-- One row per start of a job: the epoch rises on any start without the job's own newest checkpoint.
CREATE TABLE job_starts (
  job           text NOT NULL,
  started_at    timestamptz NOT NULL DEFAULT now(),
  epoch         bigint NOT NULL,
  restored_from text,
  reason        text NOT NULL
);

CREATE TABLE odds_current (
  market_key     text PRIMARY KEY,
  league         text NOT NULL,
  game_id        text NOT NULL,
  market_id      integer NOT NULL,
  specifiers     text NOT NULL,
  player_id      text,
  epoch          bigint NOT NULL,
  sequence       bigint NOT NULL,
  update_id      text NOT NULL,
  status         text NOT NULL,
  reason         text NOT NULL,
  outcomes       jsonb NOT NULL,
  as_of_event_id text NOT NULL,
  model_version  text NOT NULL
);
CREATE INDEX odds_current_by_game ON odds_current (game_id);

-- The league's first model and configuration. Constants: see docs/models.md.
INSERT INTO model_versions (model_version, league, model_id, constants, provenance) VALUES
  ('nba-2026.1', 'nba', 'nba-normal-margin', '{
     "margin_sd": 11.7, "total_sd": 17.3, "overtime_share": 0.10416666666666667,
     "regulation_seconds": 2880, "overtime_seconds": 300,
     "player_points": [1.9, 0]
   }', 'residual deviations around the closing spread and total of 10,129 games, 2007-15');
INSERT INTO market_configs (config_version, league, document) VALUES
  ('nba-markets-1', 'nba', '{
     "handicap_lines": 2, "handicap_step": 2, "total_lines": 2, "total_step": 4,
     "team_total_lines": 0, "team_total_step": 3,
     "margin_winner": 0.045, "margin_line": 0.05, "margin_player": 0.07,
     "max_price": 500.0, "suspending_actions": ["REVIEW_START", "INJURY"]
   }');
INSERT INTO league_settings VALUES ('nba', 'nba-2026.1', 'nba-markets-1');
