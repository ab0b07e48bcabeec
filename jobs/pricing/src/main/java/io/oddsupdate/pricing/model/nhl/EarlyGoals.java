package io.oddsupdate.pricing.model.nhl;

import io.oddsupdate.pricing.model.Poisson;

/**
 * The goals of a stretch in which the score does not matter yet, or which a special strength rules
 * until the first goal: the joint masses of at most three Poisson products, one for each way in
 * which the strength can end.
 *
 * @param width goals of one team that are told apart, from 0
 * @param masses home goals row by row
 * @param secondsLeft of regulation at its end
 */
record EarlyGoals(int width, double[] masses, double secondsLeft) {

  /** How many goals to tell apart: what lies beyond has a few chances in a million. */
  static int width(double mean) {
    return (int) (mean + 5 * StrictMath.sqrt(mean)) + 3;
  }

  /**
   * @param from seconds left of regulation at its beginning
   * @param until seconds left of regulation at which it ends, at the latest
   * @param strength on the ice at its beginning; where it lasts longer than {@code until}, the
   *     stretch ends with it
   */
  static EarlyGoals of(
      TeamRates rates, int lead, double from, double until, Strength strength, int width) {
    double end = Math.min(until, from - strength.seconds());
    double[] masses = new double[width * width];
    double none = from - strength.seconds();
    add(masses, width, strength.noGoal(), 0, 0, span(rates, lead, none, end));
    if (strength.seconds() > 0) {
      double goal = from - strength.secondsToGoal();
      add(masses, width, strength.homeFirst(), 1, 0, span(rates, lead + 1, goal, end));
      add(masses, width, strength.awayFirst(), 0, 1, span(rates, lead - 1, goal, end));
    }
    return new EarlyGoals(width, masses, end);
  }

  /** Expected goals of both teams without special strength; the lead matters only late. */
  private static double[] span(TeamRates rates, int lead, double from, double to) {
    if (from <= to) {
      return new double[] {0, 0};
    }
    if (from > rates.constants().lateSeconds()) {
      double exposure = rates.constants().exposure(from, to);
      return new double[] {rates.home() * exposure, rates.away() * exposure};
    }
    double middle = (from + to) / 2;
    return new double[] {
      rates.lateHome(lead, middle) * (from - to), rates.lateAway(lead, middle) * (from - to)
    };
  }

  private static void add(
      double[] masses, int width, double chance, int home, int away, double[] means) {
    double[] homeGoals = Poisson.masses(means[0], width - home);
    double[] awayGoals = Poisson.masses(means[1], width - away);
    for (int x = home; x < width; x++) {
      double row = chance * homeGoals[x - home];
      for (int y = away; y < width; y++) {
        masses[x * width + y] += row * awayGoals[y - away];
      }
    }
  }

  /** The masses of what the lead changes by, from {@code 1 - width} to {@code width - 1}. */
  double[] leads() {
    double[] leads = new double[2 * width - 1];
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < width; y++) {
        leads[x - y + width - 1] += masses[x * width + y];
      }
    }
    return leads;
  }
}
