package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.market.Market;
import io.oddsupdate.pricing.market.Question;
import io.oddsupdate.pricing.odds.MarginMethod;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.MarketConfig;
import io.oddsupdate.pricing.reference.MarketOffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a game offers, with names and keys: written once, not at each event. */
final class GameSheet {
  private final List<Market> markets;
  private final MarketConfig config;
  private final GameReference reference;

  /** That the markets are of; -1 where none is of goals, as in games of many scores. */
  private final int goals;

  private final List<Listing> listings;

  private GameSheet(GameBook book, League league, GameState state, GameReference of, String game) {
    this.markets = book.markets();
    this.config = book.config();
    this.reference = of;
    this.goals =
        markets.stream().anyMatch(market -> market.kind().question() == Question.NEXT_SCORE)
            ? state.goals().size()
            : -1;
    Names names = new Names(of);
    List<Market> offered =
        markets.isEmpty() ? Lines.ofUnknownGame(league) : Lines.withGoals(markets, state);
    List<Listing> all = new ArrayList<>(offered.size());
    for (Market market : offered) {
      MarketOffer offer = offer(market, config);
      all.add(
          new Listing(
              market,
              market.key(game),
              market.specifiers(),
              market.kind().stretch(league).text(),
              names.market(market),
              names.outcomes(market),
              offer == null ? 0 : offer.margin(),
              offer == null ? MarginMethod.POWER : offer.method()));
    }
    this.listings = List.copyOf(all);
  }

  /** Null where the configuration is not known, or has another kind of market. */
  private static MarketOffer offer(Market market, MarketConfig config) {
    if (config != null) {
      for (MarketOffer offer : config.offers()) {
        if (offer.market() == market.kind().id()) {
          return offer;
        }
      }
    }
    return null;
  }

  /** In the order of the market keys. */
  List<Listing> listings() {
    return listings;
  }

  /** Whether a new sheet would be this one. */
  private boolean isOf(GameBook book, GameState state, GameReference of) {
    return (goals < 0 || goals == state.goals().size())
        && (markets == book.markets() || markets.equals(book.markets()))
        && (config == book.config() || (config != null && config.equals(book.config())))
        && (reference == of || (reference != null && of != null && namesAlike(reference, of)));
  }

  private static boolean namesAlike(GameReference one, GameReference other) {
    return one.home().equals(other.home())
        && one.away().equals(other.away())
        && one.players().equals(other.players());
  }

  /** The sheets of games that were priced last. Only memory: what is dropped is written again. */
  static final class Drawer {
    private static final int GAMES_MOST = 512;

    private final Map<String, GameSheet> sheets = new Recent<>(GAMES_MOST);

    /**
     * @param reference null where the game is not known
     */
    GameSheet of(
        GameBook book, League league, GameState state, GameReference reference, String gameId) {
      GameSheet known = sheets.get(gameId);
      if (known == null || !known.isOf(book, state, reference)) {
        known = new GameSheet(book, league, state, reference, gameId);
        sheets.put(gameId, known);
      }
      return known;
    }
  }
}
