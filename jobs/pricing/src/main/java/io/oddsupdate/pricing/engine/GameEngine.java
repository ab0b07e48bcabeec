package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.market.MarketUpdate;
import io.oddsupdate.pricing.reference.Enrichment;
import io.oddsupdate.pricing.reference.GameReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Prices a game: one step for each event that its fold accepted.
 *
 * <p>Status and prices of a market are derived from the state and the enrichment alone, never from
 * what was published before: a correction undoes whatever it has to. The book only numbers the
 * updates, and keeps back those that would say nothing new.
 */
public final class GameEngine {
  private GameEngine() {}

  /**
   * Prices every market of the game against a state of it.
   *
   * @param epoch of the running job; where it is higher than that of a market's last update, the
   *     market is published again, from sequence 1
   * @return what to remember and what to publish, a function of the arguments alone
   * @throws IllegalArgumentException where the epoch is lower than that of the book: sequence
   *     numbers would be given twice
   */
  public static Priced step(
      GameBook book, GameState state, Cause cause, Enrichment enrichment, long epoch) {
    GameBook pinned = pin(book, enrichment.reference());
    GameImages images = new GameImages(pinned, state, enrichment);
    UpdateWriter writer = new UpdateWriter(pinned, cause, enrichment, epoch);
    SortedMap<String, Quoted> quoted = new TreeMap<>(book.quoted());
    List<MarketUpdate> updates = new ArrayList<>();
    for (MarketLine line : pinned.lines().isEmpty() ? Lines.UNKNOWN_GAME : pinned.lines()) {
      String key = MarketKey.of(cause.gameId(), line);
      Quoted last = quoted.get(key);
      if (last != null && epoch < last.epoch()) {
        throw new IllegalArgumentException(
            "epoch must not fall: " + key + " is at " + last.epoch() + ", got " + epoch);
      }
      Image image = images.of(line);
      if (last == null || epoch > last.epoch() || image.differsFrom(last)) {
        MarketUpdate update = writer.write(key, line, images.marketName(line), image, last);
        updates.add(update);
        quoted.put(key, UpdateWriter.quoted(update));
      }
    }
    return new Priced(
        new GameBook(
            pinned.model(),
            pinned.config(),
            pinned.lines(),
            Collections.unmodifiableSortedMap(quoted),
            enrichment),
        List.copyOf(updates));
  }

  /** Model and configuration with the first reference, the lines with the first prior. */
  private static GameBook pin(GameBook book, GameReference reference) {
    if (reference == null || !book.lines().isEmpty()) {
      return book;
    }
    GameBook pinned =
        book.model() != null
            ? book
            : new GameBook(
                reference.model(), reference.config(), List.of(), book.quoted(), book.lastKnown());
    return reference.prior() == null
        ? pinned
        : new GameBook(
            pinned.model(),
            pinned.config(),
            Lines.of(reference, pinned.config()),
            pinned.quoted(),
            pinned.lastKnown());
  }
}
