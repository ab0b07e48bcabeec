package io.oddsupdate.local.simulator;

import io.oddsupdate.local.reference.RatingsPrior;
import io.oddsupdate.pricing.market.League;
import java.time.Instant;

/**
 * One game to be played.
 *
 * @param vendorGameId ten digits, as the league numbers its games
 * @param seed everything that happens in the game follows from it
 * @param faults how the feed misbehaves
 */
public record GamePlan(
    String vendorGameId,
    Instant scheduledStart,
    SimulatedTeam home,
    SimulatedTeam away,
    long seed,
    FeedFaults faults) {
  public GamePlan {
    if (!vendorGameId.matches("\\d{10}")) {
      throw new IllegalArgumentException("vendorGameId must be ten digits, got " + vendorGameId);
    }
    if (home.teamId() == away.teamId()) {
      throw new IllegalArgumentException(home.tricode() + " cannot play against itself");
    }
  }

  /** Points by which the home team is expected to win. */
  double expectedMargin() {
    return -expected().homeSpread();
  }

  /** Points that both teams together are expected to score. */
  double expectedTotal() {
    return expected().total();
  }

  private RatingsPrior expected() {
    return RatingsPrior.of(League.NBA, home.rating() - away.rating(), home.pace() + away.pace());
  }

  /** The same fixture, another game. */
  public GamePlan withSeed(long other) {
    return new GamePlan(vendorGameId, scheduledStart, home, away, other, faults);
  }
}
