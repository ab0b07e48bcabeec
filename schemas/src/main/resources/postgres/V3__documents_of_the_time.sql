-- The document of a time: whoever rereads the raw log gets what was the game's document then, and
-- a change of a league's settings, or of a game's own version, start, play-off or prior, publishes
-- the next one by itself.

-- A document's turn comes a while after it was written, so what counts is the writing, not the start
-- of a transaction that may have waited since.
ALTER TABLE game_reference ALTER COLUMN created_at SET DEFAULT clock_timestamp();

-- The document that a game would have now, of every game whose league has settings.
CREATE VIEW game_documents AS
SELECT g.game_id, g.league, jsonb_build_object(
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
    AS document
  FROM games g
  JOIN teams h ON h.team_id = g.home_team_id
  JOIN teams a ON a.team_id = g.away_team_id
  JOIN league_settings s ON s.league = g.league
  JOIN model_versions m ON m.model_version = COALESCE(g.model_version, s.model_version)
  LEFT JOIN model_versions sm ON sm.model_version = s.shadow_model_version
  JOIN market_configs c ON c.config_version = s.config_version;

-- Appends the game's document as the next version, unless nothing has changed since the newest one,
-- and returns the version that now holds. After whatever is turning the league just now, which
-- cannot see a game that is not committed; and one at a time for each game. Both are locks of rows:
-- the table of other locks is small, and a transaction may publish thousands.
CREATE OR REPLACE FUNCTION publish_game_reference(wanted text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  composed jsonb;
  newest   record;
BEGIN
  PERFORM FROM league_settings s JOIN games g USING (league)
    WHERE g.game_id = wanted FOR SHARE OF s;
  PERFORM FROM games WHERE game_id = wanted FOR NO KEY UPDATE;
  SELECT document INTO composed FROM game_documents WHERE game_id = wanted;
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

-- A game is still to come until a day after its announced start: starts are delayed by hours, and a
-- game that has started keeps the version that it pinned, so a document too many does no harm. Only
-- games that have one: whoever registers a game publishes the first when all of it is there.
CREATE FUNCTION awaits_documents(game games) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT game.scheduled_start > now() - interval '1 day'
     AND EXISTS (SELECT FROM game_reference r WHERE r.game_id = game.game_id)
     AND EXISTS (SELECT FROM league_settings s WHERE s.league = game.league)
$$;

-- The league's row is locked by its change, so nobody else publishes a game of it. All documents are
-- composed, compressed too, before the one time that they get: from it to the commit nothing is left
-- but to copy them, for a document has its turn soon after its time and must be seen by then.
CREATE FUNCTION publish_games_to_come() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  written timestamptz;
BEGIN
  -- Changed again in this transaction: the last change publishes.
  IF NEW IS DISTINCT FROM (SELECT s FROM league_settings s WHERE s.league = NEW.league) THEN
    RETURN NULL;
  END IF;
  CREATE TEMP TABLE documents_to_come AS
    WITH composed AS MATERIALIZED (
      SELECT d.game_id, d.document
        FROM games g JOIN game_documents d USING (game_id)
       WHERE g.league = NEW.league AND awaits_documents(g)
    )
    SELECT c.game_id, n.version + 1 AS version, c.document
      FROM composed c
     CROSS JOIN LATERAL (SELECT r.version, r.document FROM game_reference r
                          WHERE r.game_id = c.game_id ORDER BY r.version DESC LIMIT 1) n
     WHERE n.document <> c.document;
  written := clock_timestamp();
  INSERT INTO game_reference (game_id, version, document, created_at)
    SELECT game_id, version, document, written FROM documents_to_come;
  DROP TABLE documents_to_come;
  RETURN NULL;
END $$;

CREATE FUNCTION publish_changed_game() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF awaits_documents(NEW) THEN
    PERFORM publish_game_reference(NEW.game_id);
  END IF;
  RETURN NULL;
END $$;

-- At the end of the transaction: one document, whatever it changes before, as near to the commit as
-- can be.
CREATE CONSTRAINT TRIGGER league_settings_publish AFTER INSERT OR UPDATE ON league_settings
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION publish_games_to_come();

CREATE CONSTRAINT TRIGGER games_publish AFTER UPDATE ON games
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ((OLD.model_version, OLD.scheduled_start, OLD.playoff, OLD.prior_spread, OLD.prior_total,
         OLD.prior_source)
        IS DISTINCT FROM
        (NEW.model_version, NEW.scheduled_start, NEW.playoff, NEW.prior_spread, NEW.prior_total,
         NEW.prior_source))
  EXECUTE FUNCTION publish_changed_game();
