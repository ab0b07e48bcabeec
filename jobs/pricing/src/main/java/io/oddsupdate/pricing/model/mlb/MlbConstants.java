package io.oddsupdate.pricing.model.mlb;

import io.oddsupdate.pricing.model.Constants;
import java.util.Arrays;

/**
 * The constants of the inning model.
 *
 * @param runsPerNine runs of an average team in nine full turns at bat
 * @param homeEdge how much more than the average the home team scores, and the visitors less, as a
 *     share
 * @param tangoControl the control number c of Tango's run distribution
 * @param strengthSpread standard deviation of the logarithm of a team's run rate against its
 *     opponent, from game to game, where nothing is known of either
 * @param inningRates run rate of innings 1 to 9 over that of the whole game
 * @param runsToEnd by base-out state, P(0), P(1) ... runs to the end of the half inning, at {@link
 *     #runsPerNine}
 * @param offence what a plate appearance comes to
 */
record MlbConstants(
    double runsPerNine,
    double homeEdge,
    double tangoControl,
    double strengthSpread,
    double[] inningRates,
    double[][] runsToEnd,
    Offence offence) {
  static final int INNINGS = 9;

  /** Longest half inning that the model knows, in runs. */
  private static final int LONGEST = 20;

  /** Of a state's row: P(0) to P(5), then the ratio of each further chance to the one before. */
  private static final int ROW = 7;

  MlbConstants {
    double sum = 0;
    for (double rate : inningRates) {
      sum += rate;
    }
    if (!(Math.abs(sum - INNINGS) < 1e-3)) {
      throw new IllegalArgumentException("constant inning_rates must sum to 9, sums to " + sum);
    }
  }

  static MlbConstants of(Constants constants) {
    double[][] runsToEnd = new double[BaseOut.STATES][];
    for (int state = 0; state < BaseOut.STATES; state++) {
      String name = "runs_" + BaseOut.name(state);
      runsToEnd[state] = withTail(name, constants.list(name, ROW, 0, 1));
    }
    return new MlbConstants(
        constants.number("runs_per_nine", 1, 15),
        constants.number("home_edge", -0.5, 0.5),
        constants.number("tango_control", 0.3, 1),
        constants.number("strength_spread", 0, 0.6),
        constants.list("inning_rates", INNINGS, 0.5, 1.5),
        runsToEnd,
        Offence.of(constants));
  }

  /**
   * Run rate of innings 1 to 9 over that of the whole game. Published win expectancies know one
   * rate: where strengths are given, innings 3 to 9 are taken at their mean, and only the batting
   * order's start is left. Two unknown teams have every inning's own rate.
   *
   * @param known whether strengths are given
   */
  double[] inningRates(boolean known) {
    if (!known) {
      return inningRates;
    }
    double[] rates = inningRates.clone();
    double rest = INNINGS - rates[0] - rates[1];
    Arrays.fill(rates, 2, INNINGS, rest / (INNINGS - 2));
    return rates;
  }

  /** What P(0) to P(5) leave over is six runs and more, in falling geometric steps. */
  private static double[] withTail(String name, double[] row) {
    double[] masses = new double[LONGEST + 1];
    double left = 1;
    for (int runs = 0; runs < ROW - 1; runs++) {
      masses[runs] = row[runs];
      left -= row[runs];
    }
    double ratio = row[ROW - 1];
    if (left < -1e-5 || ratio > 0.9) {
      throw new IllegalArgumentException(
          "constant %s must be chances of 0 to 5 runs that sum to at most 1 and a ratio of at most"
                  .formatted(name)
              + " 0.9, they sum to %s with ratio %s".formatted(1 - left, ratio));
    }
    double steps = 0;
    for (int runs = ROW - 1; runs <= LONGEST; runs++) {
      steps += StrictMath.pow(ratio, runs - ROW + 1);
    }
    for (int runs = ROW - 1; runs <= LONGEST; runs++) {
      masses[runs] = Math.max(0, left) * StrictMath.pow(ratio, runs - ROW + 1) / steps;
    }
    return masses;
  }
}
