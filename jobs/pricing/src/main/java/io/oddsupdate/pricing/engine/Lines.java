package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.market.Answers;
import io.oddsupdate.pricing.market.Catalogue;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.market.Market;
import io.oddsupdate.pricing.market.MarketKind;
import io.oddsupdate.pricing.market.PlayerOutlook;
import io.oddsupdate.pricing.market.Question;
import io.oddsupdate.pricing.model.LineParts;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.MarketConfig;
import io.oddsupdate.pricing.reference.MarketOffer;
import io.oddsupdate.pricing.reference.Player;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The markets that a game offers, with lines around what was expected of it when it was first
 * priced. They stay: a bet on a line must find the same line again.
 */
final class Lines {
  /** Scores and margins of every league lie within. */
  private static final int LINE_MOST = 1024;

  private Lines() {}

  /** All that is offered while nothing is known of the game. */
  static List<Market> ofUnknownGame(League league) {
    return List.of(Market.of(Catalogue.of(league).get(0)));
  }

  /** In the order of the market keys. */
  static List<Market> of(
      League league, GameReference reference, MarketConfig config, Outlook start) {
    List<Market> markets = new ArrayList<>();
    for (MarketOffer offer : config.offers()) {
      MarketKind kind = Catalogue.kind(league, offer.market());
      if (kind.stat() != null) {
        players(markets, kind, offer.least(), reference.players());
      } else if (kind.question() == Question.NEXT_SCORE) {
        markets.add(new Market(kind, 0, 1, null));
      } else if (kind.hasNumber()) {
        offer.numbers().forEach(number -> lines(markets, league, kind, offer, number, start));
      } else {
        lines(markets, league, kind, offer, 0, start);
      }
    }
    markets.sort(Comparator.comparing(market -> market.key(reference.gameId())));
    return List.copyOf(markets);
  }

  /**
   * The markets with those of every goal up to the next one, in the order of the keys where goals
   * have been scored.
   */
  static List<Market> withGoals(List<Market> markets, GameState state) {
    int next = Math.min(GameState.GOALS_MOST, state.goals().size() + 1);
    Optional<Market> first =
        markets.stream().filter(it -> it.kind().question() == Question.NEXT_SCORE).findFirst();
    if (next == 1 || first.isEmpty()) {
      return markets;
    }
    List<Market> all = new ArrayList<>(markets);
    for (int number = 2; number <= next; number++) {
      all.add(new Market(first.get().kind(), 0, number, null));
    }
    all.sort(Comparator.comparing(market -> market.key("")));
    return all;
  }

  private static void players(
      List<Market> markets, MarketKind kind, double least, List<Player> players) {
    for (Player player : players) {
      Double expected = player.expected(kind.stat());
      if (expected != null && expected >= least) {
        // Never on a whole number: a player's count cannot be returned as a push.
        double line = kind.hasLine() ? Math.floor(expected) + 0.5 : 0;
        markets.add(Market.ofPlayer(kind, line, player.playerId()));
      }
    }
  }

  private static void lines(
      List<Market> markets,
      League league,
      MarketKind kind,
      MarketOffer offer,
      int number,
      Outlook start) {
    if (!kind.hasLine()) {
      markets.add(new Market(kind, 0, number, null));
      return;
    }
    if (!offer.at().isEmpty()) {
      offer.at().forEach(line -> markets.add(new Market(kind, line, number, null)));
      return;
    }
    Double main = main(league, kind, number, start);
    if (main == null) {
      return;
    }
    for (int i = -offer.beside(); i <= offer.beside(); i++) {
      double line = main + i * offer.step();
      if (kind.question() == Question.HANDICAP || line > 0) {
        markets.add(new Market(kind, line, number, null));
      }
    }
  }

  /**
   * The multiple of a half whose two sides are nearest to even; null where the model cannot tell.
   */
  private static Double main(League league, MarketKind kind, int number, Outlook start) {
    double sign = kind.question() == Question.HANDICAP ? 1 : -1;
    int low = -2 * LINE_MOST;
    int high = 2 * LINE_MOST;
    while (low < high) {
      int middle = Math.floorDiv(low + high, 2);
      Double chance = chance(league, kind, number, sign * middle / 2.0, start);
      if (chance == null) {
        return null;
      }
      if (chance >= 0.5) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    double upper = sign * low / 2.0;
    double lower = sign * (low - 1) / 2.0;
    double above = chance(league, kind, number, upper, start) - 0.5;
    double below = 0.5 - chance(league, kind, number, lower, start);
    // Adding 0 turns a negative zero into zero: a line has one spelling.
    return (above <= below ? upper : lower) + 0.0;
  }

  /** The chance of the first side; rises with a handicap, falls with a total. */
  private static Double chance(
      League league, MarketKind kind, int number, double line, Outlook start) {
    Market market = new Market(kind, line, number, null);
    return Answers.of(market, league, start, PlayerOutlook.NOBODY)
        .map(parts -> parts.get(0))
        .map(LineParts::probability)
        .orElse(null);
  }
}
