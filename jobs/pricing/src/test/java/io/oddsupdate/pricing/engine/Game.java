package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.Games;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.market.MarketUpdate;
import io.oddsupdate.pricing.reference.Enrichment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Steps a game, and remembers the last update of each market as a reader would. */
final class Game {
  private final GameEngine engine = new GameEngine();
  private GameBook book = GameBook.EMPTY;
  private final Map<String, MarketUpdate> last = new HashMap<>();
  private int steps;

  List<MarketUpdate> step(GameState state) {
    return step(state, Games.known(), 1);
  }

  List<MarketUpdate> step(GameState state, Enrichment enrichment) {
    return step(state, enrichment, 1);
  }

  List<MarketUpdate> step(GameState state, Enrichment enrichment, long epoch) {
    Priced priced = engine.step(book, state, Games.cause("event-" + ++steps), enrichment, epoch);
    book = priced.book();
    priced.updates().forEach(update -> last.put(update.marketKey(), update));
    return priced.updates();
  }

  /** The last update of the market with this id and these specifiers. */
  MarketUpdate market(int id, String specifiers) {
    return last.values().stream()
        .filter(update -> update.marketId() == id && update.specifiers().equals(specifiers))
        .findFirst()
        .orElseThrow();
  }

  MarketUpdate winner() {
    return market(219, "");
  }

  List<MarketUpdate> markets() {
    return List.copyOf(last.values());
  }

  GameBook book() {
    return book;
  }
}
