package io.oddsupdate.pricing.market;

import java.util.Arrays;
import java.util.List;

/** A league, as far as its markets depend on it: how its regulation is cut into periods. */
public enum League {
  NBA("nba", 4, 2, MarketStretch.FINAL),
  NFL("nfl", 4, 2, MarketStretch.FINAL),
  MLB("mlb", 9, 0, MarketStretch.FINAL),
  NHL("nhl", 3, 0, MarketStretch.FINAL),
  EPL("epl", 2, 1, MarketStretch.REGULATION);

  private final String id;
  private final int periods;
  private final int periodsOfHalf;
  private final MarketStretch main;

  League(String id, int periods, int periodsOfHalf, MarketStretch main) {
    this.id = id;
    this.periods = periods;
    this.periodsOfHalf = periodsOfHalf;
    this.main = main;
  }

  /** As game ids and topics spell it. */
  public String id() {
    return id;
  }

  /** Periods of regulation. */
  public int periods() {
    return periods;
  }

  /** How many periods a half has; 0 where the league has no halves. */
  int periodsOfHalf() {
    return periodsOfHalf;
  }

  /** What a bet on the game covers where nothing else is said. */
  public MarketStretch main() {
    return main;
  }

  /**
   * @throws IllegalArgumentException for an id that no league has; the message lists those there
   *     are
   */
  public static League of(String id) {
    for (League league : values()) {
      if (league.id.equals(id)) {
        return league;
      }
    }
    List<String> known = Arrays.stream(values()).map(League::id).toList();
    throw new IllegalArgumentException("league must be one of " + known + ", got " + id);
  }
}
