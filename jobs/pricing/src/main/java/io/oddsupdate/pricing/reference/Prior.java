package io.oddsupdate.pricing.reference;

/**
 * What was expected before the start.
 *
 * @param homeSpread home handicap in points, negative where the home team is favoured
 * @param total points of both teams
 */
public record Prior(double homeSpread, double total, PriorSource source) {
  public Prior {
    Check.within("prior home_spread", homeSpread, -100, 100);
    Check.within("prior total", total, 1, 1000);
  }
}
