-- Every league's models and markets. The versions themselves are shipped as files (models/,
-- markets/) and inserted after this migration; versions.json names the ones that a league starts
-- with.

-- In a form that is not read any more; what is inserted instead is the league's newest.
DELETE FROM league_settings WHERE league = 'nba' AND config_version = 'nba-markets-1';

-- Prices the same events beside the league's own version, for comparison; null: nothing does.
ALTER TABLE league_settings
  ADD COLUMN shadow_model_version text REFERENCES model_versions;

ALTER TABLE games
  ADD COLUMN playoff       boolean NOT NULL DEFAULT false,
  -- what prices this game, whatever its league's version is; null: the league's
  ADD COLUMN model_version text REFERENCES model_versions;

-- Counts in a whole regulation game, by statistic: POINTS, REBOUNDS, PASSING_YARDS, ...
ALTER TABLE game_players ADD COLUMN expected jsonb NOT NULL DEFAULT '{}';
UPDATE game_players SET expected = jsonb_build_object('POINTS', expected_points);
ALTER TABLE game_players DROP COLUMN expected_points;

CREATE FUNCTION model_document(m model_versions) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object('model_id', m.model_id, 'model_version', m.model_version,
                            'constants', m.constants)
$$;

-- Composes the game's document from the tables above and appends it as the next version, unless
-- nothing has changed since the newest one. Returns the version that now holds.
CREATE OR REPLACE FUNCTION publish_game_reference(wanted text) RETURNS bigint LANGUAGE plpgsql AS $$
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
      'playoff', g.playoff,
      'players', COALESCE((SELECT jsonb_agg(jsonb_build_object(
                     'player_id', p.player_id, 'name', p.name, 'side', gp.side,
                     'expected', gp.expected) ORDER BY p.player_id)
                   FROM game_players gp JOIN players p USING (player_id)
                   WHERE gp.game_id = g.game_id), '[]'::jsonb),
      'model', model_document(m),
      'shadow', CASE WHEN sm.model_version IS NULL OR sm.model_version = m.model_version THEN NULL
                     ELSE model_document(sm) END,
      'config', (c.document - 'league') || jsonb_build_object('config_version', c.config_version))
    INTO composed
    FROM games g
    JOIN teams h ON h.team_id = g.home_team_id
    JOIN teams a ON a.team_id = g.away_team_id
    JOIN league_settings s ON s.league = g.league
    JOIN model_versions m ON m.model_version = COALESCE(g.model_version, s.model_version)
    LEFT JOIN model_versions sm ON sm.model_version = s.shadow_model_version
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
