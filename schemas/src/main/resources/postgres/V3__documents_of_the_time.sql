-- The document of a time: whoever rereads the raw log gets what was the game's document then, and
-- what changes a game's document publishes the next one by itself.

-- A document's turn comes a while after it was written, so what counts is the writing, not the start
-- of a transaction that may have waited since.
ALTER TABLE game_reference ALTER COLUMN created_at SET DEFAULT clock_timestamp();

ALTER FUNCTION publish_game_reference(text) RENAME TO append_game_reference;

-- Appends the game's document as the next version, unless nothing has changed since the newest one,
-- and returns the version that now holds. After whatever is turning the league just now, which
-- cannot see a game that is not committed; and one at a time for each game.
CREATE FUNCTION publish_game_reference(wanted text) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM league_settings s JOIN games g USING (league)
    WHERE g.game_id = wanted FOR SHARE OF s;
  PERFORM pg_advisory_xact_lock(hashtextextended(wanted, 0));
  RETURN append_game_reference(wanted);
END $$;

-- A game is still to come until a day after its announced start: starts are delayed by hours, and a
-- game that has started keeps the version that it pinned, so a document too many does no harm. Only
-- games that have one: whoever registers a game publishes the first when all of it is there.
CREATE FUNCTION awaits_documents(game games) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT game.scheduled_start > now() - interval '1 day'
     AND EXISTS (SELECT FROM game_reference r WHERE r.game_id = game.game_id)
     AND EXISTS (SELECT FROM league_settings s WHERE s.league = game.league)
$$;

CREATE FUNCTION publish_games_to_come() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  game games;
BEGIN
  FOR game IN SELECT g.* FROM games g
               WHERE g.league = NEW.league AND awaits_documents(g) ORDER BY g.game_id LOOP
    PERFORM publish_game_reference(game.game_id);
  END LOOP;
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
