package io.oddsupdate.pricing.model;

/**
 * Who scores next, if anybody does.
 *
 * @param home P(the home team scores the next goal)
 * @param none P(nobody scores any more), by the end of the stretch that the market covers
 * @param away P(the away team scores the next goal)
 */
public record NextScore(double home, double none, double away) {
  /** Sums of small parts may exceed what they are parts of in the last digit. */
  public NextScore {
    home = Math.min(1, Math.max(0, home));
    none = Math.min(1, Math.max(0, none));
    away = Math.min(1, Math.max(0, away));
  }
}
