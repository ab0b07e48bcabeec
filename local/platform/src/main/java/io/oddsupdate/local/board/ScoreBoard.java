package io.oddsupdate.local.board;

import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.odds.ingest.CanonicalEvents;
import io.oddsupdate.pricing.game.Controls;
import io.oddsupdate.pricing.game.GameEvent;
import io.oddsupdate.pricing.game.GameFold;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.KeptEvent;
import io.oddsupdate.pricing.game.Offered;
import io.oddsupdate.pricing.game.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Scores by the raw log, folded as the odds job folds it, so that the board and the prices tell the
 * same game. Used by one thread.
 */
final class ScoreBoard {
  private static final class Game {
    final Map<String, KeptEvent> kept = new HashMap<>();
    Controls controls = Controls.NONE;
  }

  private final Map<String, Game> games = new HashMap<>();

  /**
   * Takes the next event of the log.
   *
   * @return the game's score, or empty where the event changes nothing
   */
  Optional<GameScore> take(RawEvent raw) {
    GameEvent event;
    try {
      event = CanonicalEvents.toGameEvent(raw);
    } catch (IllegalArgumentException e) {
      // The odds job dead-letters it; the board shows what the prices see.
      return Optional.empty();
    }
    Game game = games.computeIfAbsent(raw.getGameId(), id -> new Game());
    Offered offered = GameFold.offer(game.kept.get(event.eventId()), game.controls, event);
    if (offered.verdict() != Verdict.ACCEPTED) {
      return Optional.empty();
    }
    game.controls = offered.controls();
    if (offered.controls().archived()) {
      game.kept.clear();
      return Optional.empty();
    }
    game.kept.put(event.eventId(), offered.kept());
    GameState state = GameFold.fold(game.kept.values(), game.controls);
    return Optional.of(
        new GameScore(
            state.status().name(),
            state.period(),
            state.period() == 0 ? null : state.periodType().name(),
            state.secondsRemaining(),
            state.homeScore(),
            state.awayScore()));
  }
}
