package io.oddsupdate.pricing.market;

import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.ScoreDistribution;
import java.util.Optional;

/** The part of a game that a market covers. */
public enum MarketStretch {
  /** With overtime, extra innings, the goal of a shootout. */
  FINAL("incl_overtime"),
  REGULATION("regular"),
  FIRST_HALF("first_half"),
  SECOND_HALF("second_half"),
  INNINGS_1_TO_5("innings_1_5"),
  /** The period that the market's specifier names: a quarter, a period, an inning. */
  PERIOD("period");

  private final String text;

  MarketStretch(String text) {
    this.text = text;
  }

  /** As updates carry it. */
  public String text() {
    return text;
  }

  /**
   * The first and the last period that it covers; null for the whole game.
   *
   * @param number of the period that the market names
   */
  public int[] periods(League league, int number) {
    return switch (this) {
      case FINAL -> null;
      case REGULATION -> new int[] {1, league.periods()};
      case FIRST_HALF -> new int[] {1, league.periodsOfHalf()};
      case SECOND_HALF -> new int[] {league.periodsOfHalf() + 1, league.periods()};
      case INNINGS_1_TO_5 -> new int[] {1, 5};
      case PERIOD -> new int[] {number, number};
    };
  }

  /** Empty where the model does not tell it. */
  Optional<ScoreDistribution> of(Outlook outlook, League league, int number) {
    return switch (this) {
      case FINAL -> Optional.of(outlook.finalScore());
      case REGULATION -> Optional.of(outlook.regulation());
      case FIRST_HALF, SECOND_HALF, INNINGS_1_TO_5, PERIOD -> {
        int[] periods = periods(league, number);
        yield outlook.periods(periods[0], periods[1]);
      }
    };
  }
}
