package io.oddsupdate.pricing.engine;

import static io.oddsupdate.pricing.game.EventStatus.NOT_STARTED;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.market.MarketUpdate;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.RememberedOutlook;
import io.oddsupdate.pricing.model.Strengths;
import io.oddsupdate.pricing.prior.MarketOpinion;
import io.oddsupdate.pricing.prior.MarketView;
import io.oddsupdate.pricing.reference.Enrichment;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.ModelVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prices games: one step for each event that a game's fold accepted.
 *
 * <p>Status and prices of a market are derived from the state and the enrichment alone, never from
 * what was published before: a correction undoes whatever it has to. The book only numbers the
 * updates, and keeps back those that would say nothing new. An engine remembers nothing but models
 * that it has made ready and names that it has written: two engines answer alike. Not safe for use
 * by several threads.
 */
public final class GameEngine {
  private final PreparedGames prepared = new PreparedGames();
  private final GameSheet.Drawer sheets = new GameSheet.Drawer();

  /**
   * Prices every market of the game against a state of it.
   *
   * @param epoch of the running job; where it is higher than that of a market's last update, the
   *     market is published again, from sequence 1
   * @return what to remember and what to publish, a function of the arguments alone
   * @throws IllegalArgumentException where the epoch is lower than that of the book: sequence
   *     numbers would be given twice
   */
  public Priced step(
      GameBook book, GameState state, Cause cause, Enrichment enrichment, long epoch) {
    League league = League.of(cause.league());
    GameBook viewed = viewed(repinned(book, state, enrichment), league, state, enrichment);
    GameBook pinned = pin(viewed, league, enrichment.reference());
    GameImages images =
        new GameImages(
            pinned,
            league,
            state,
            enrichment,
            outlook(pinned, state, enrichment),
            pinned.model() == null ? null : prepared.constants(pinned.model()));
    UpdateWriter writer =
        new UpdateWriter(pinned, cause, enrichment, new LiveQuotes(state, cause), epoch);
    List<MarketUpdate> updates = new ArrayList<>();
    GameSheet sheet = sheets.of(pinned, league, state, enrichment.reference(), cause.gameId());
    for (Listing listing : sheet.listings()) {
      String key = listing.key();
      Quoted last = book.quoted().get(key);
      if (last != null && epoch < last.epoch()) {
        throw new IllegalArgumentException(
            "epoch must not fall: " + key + " is at " + last.epoch() + ", got " + epoch);
      }
      Image image = images.of(listing);
      if (last == null || epoch > last.epoch() || image.differsFrom(last)) {
        updates.add(writer.write(listing, image, last));
      }
    }
    return new Priced(
        new GameBook(
            pinned.model(),
            pinned.config(),
            pinned.markets(),
            pinned.market(),
            quoted(book.quoted(), updates),
            enrichment),
        List.copyOf(updates));
  }

  private static Map<String, Quoted> quoted(
      Map<String, Quoted> before, List<MarketUpdate> updates) {
    if (updates.isEmpty()) {
      return before;
    }
    Map<String, Quoted> quoted = new HashMap<>(2 * (before.size() + updates.size()));
    for (MarketUpdate update : updates) {
      quoted.put(update.marketKey(), UpdateWriter.quoted(update));
    }
    before.forEach(quoted::putIfAbsent);
    return Collections.unmodifiableMap(quoted);
  }

  /** Null where too little is known of the game to expect anything. */
  private Outlook outlook(GameBook book, GameState state, Enrichment enrichment) {
    GameModel game = game(book, enrichment.reference());
    return game == null ? null : new RememberedOutlook(game.outlook(state));
  }

  /** Quotes say more than ratings; null without either. */
  private GameModel game(GameBook book, GameReference reference) {
    if (book.model() == null || reference == null) {
      return null;
    }
    MarketView market = book.market();
    if (market != null && market.solved()) {
      return prepared.of(
          book.model(), new Strengths(market.home(), market.away(), true), reference.playoff());
    }
    return reference.prior() == null
        ? null
        : prepared.of(book.model(), reference.prior(), reference.playoff());
  }

  /** What quotes say until the game starts; from then on what they have said. */
  private GameBook viewed(GameBook book, League league, GameState state, Enrichment enrichment) {
    GameReference reference = enrichment.reference();
    if (reference == null || state.quotes().isEmpty() || state.status() != NOT_STARTED) {
      return book;
    }
    ModelVersion version = book.model() == null ? reference.model() : book.model();
    MarketView view =
        MarketOpinion.of(
            prepared.model(version), reference.playoff(), league, state.quotes(), book.market());
    return new GameBook(
        book.model(), book.config(), book.markets(), view, book.quoted(), book.lastKnown());
  }

  /**
   * The version that an instruction pinned, once the reference carries its constants; until then
   * the game goes on with what it has.
   */
  private static GameBook repinned(GameBook book, GameState state, Enrichment enrichment) {
    GameReference reference = enrichment.reference();
    boolean asked =
        book.model() != null
            && reference != null
            && reference.model().modelVersion().equals(state.pinnedModel())
            && !book.model().modelVersion().equals(state.pinnedModel());
    return asked
        ? new GameBook(
            reference.model(),
            book.config(),
            book.markets(),
            view(book, state, reference.model()),
            book.quoted(),
            book.lastKnown())
        : book;
  }

  /**
   * Before the start quotes are asked anew. Later they are not known any more as they were then, so
   * strengths that another model was solved for, in units of its own, are left to the reference.
   */
  private static MarketView view(GameBook book, GameState state, ModelVersion next) {
    boolean holds = state.status() != NOT_STARTED && next.modelId().equals(book.model().modelId());
    return holds ? book.market() : null;
  }

  /** Model and configuration with the first reference, the markets with the first prior. */
  private GameBook pin(GameBook book, League league, GameReference reference) {
    if (reference == null || !book.markets().isEmpty()) {
      return book;
    }
    GameBook pinned =
        book.model() != null
            ? book
            : new GameBook(
                reference.model(),
                reference.config(),
                List.of(),
                book.market(),
                book.quoted(),
                book.lastKnown());
    GameModel game = game(pinned, reference);
    if (game == null) {
      return pinned;
    }
    Outlook start = new RememberedOutlook(game.outlook(GameState.notStarted()));
    return new GameBook(
        pinned.model(),
        pinned.config(),
        Lines.of(league, reference, pinned.config(), start),
        pinned.market(),
        pinned.quoted(),
        pinned.lastKnown());
  }
}
