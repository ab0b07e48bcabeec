package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.consensus.BookQuote;
import io.oddsupdate.pricing.consensus.Consensus;
import io.oddsupdate.pricing.consensus.ConsensusRules;
import io.oddsupdate.pricing.consensus.Quotes;
import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameQuote;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.market.Market;
import io.oddsupdate.pricing.market.UpdateConsensus;
import io.oddsupdate.pricing.prior.MarketOpinion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What bookmakers think of each market while a game is played. It stands beside our price and moves
 * none: bookmakers see our prices as we see theirs, and a model that follows them has no opinion.
 *
 * <p>There is no clock: it is as late as the record that is priced, the newest quote or the last
 * score, whichever is latest.
 */
final class LiveQuotes {
  /** In play a quote that is five seconds older than another counts half of it. */
  static final ConsensusRules RULES = ConsensusRules.of(5_000);

  private final GameState state;
  private final long nowMs;
  private final Map<String, List<GameQuote>> byMarket = new HashMap<>();

  LiveQuotes(GameState state, Cause cause) {
    this.state = state;
    this.nowMs = nowMs(state, cause);
    if (live(state.status())) {
      for (GameQuote quote : state.quotes()) {
        byMarket
            .computeIfAbsent(key(quote.marketId(), quote.specifiers()), key -> new ArrayList<>())
            .add(quote);
      }
    }
  }

  private static long nowMs(GameState state, Cause cause) {
    long now = cause.occurredAtMs() == null ? Long.MIN_VALUE : cause.occurredAtMs();
    for (GameQuote quote : state.quotes()) {
      now = Math.max(now, quote.lastUpdateMs());
    }
    Long score = state.lastScoreMs();
    return score == null || score == GameState.TIME_UNKNOWN ? now : Math.max(now, score);
  }

  private static boolean live(EventStatus status) {
    return switch (status) {
      case LIVE, SUSPENDED, DELAYED, INTERRUPTED -> true;
      case NOT_STARTED, POSTPONED, ENDED, CLOSED, CANCELLED, ABANDONED -> false;
    };
  }

  private static String key(int marketId, String specifiers) {
    return marketId + "|" + specifiers;
  }

  /** Whether the quotes of before the start are history. */
  boolean started() {
    return state.status() != EventStatus.NOT_STARTED;
  }

  /** Null where no quote for the market counts. */
  UpdateConsensus of(Market market) {
    // Quotes name no player, and chances of a market that several outcomes win are no odds'
    // inverse.
    if (byMarket.isEmpty() || market.playerId() != null || market.kind().question().target() != 1) {
      return null;
    }
    List<BookQuote> quotes =
        byMarket.getOrDefault(key(market.kind().id(), market.specifiers()), List.of()).stream()
            .map(quote -> MarketOpinion.inOrder(market.kind(), quote))
            .toList();
    OptionalLong lastScore =
        state.lastScoreMs() == null ? OptionalLong.empty() : OptionalLong.of(state.lastScoreMs());
    Consensus consensus = Quotes.consensus(quotes, nowMs, lastScore, RULES);
    return consensus.isEmpty()
        ? null
        : new UpdateConsensus(
            consensus.books(),
            consensus.supplierGroups(),
            consensus.oldestQuoteAgeMs(),
            consensus.dispersion(),
            consensus.probabilities());
  }
}
