package io.oddsupdate.pricing.model.nhl;

import io.oddsupdate.pricing.model.Fixture;
import java.util.List;

/**
 * One pair of strengths that the two teams may have, ready to be priced.
 *
 * @param weight its chance before the start
 * @param late what the score does at the end of regulation, tabulated
 */
record PossibleGame(double weight, TeamRates rates, LateGoals late, Extension extension) {
  /** Three points and weights that have the first five moments of a normal distribution. */
  private static final double OUTER = 1.7320508075688772;

  private static final double OUTER_WEIGHT = 1 / 6.0;

  /**
   * The mean over all of them is what the fixture says.
   *
   * @param sd of the logarithm of the ratio of the teams' goals; 0 where the strengths are known
   */
  static List<PossibleGame> of(NhlConstants constants, Fixture fixture, double sd) {
    if (sd == 0) {
      return List.of(of(constants, fixture, 1, 1, 1));
    }
    double shift = StrictMath.exp(OUTER * sd / 2);
    double mean = 1 - 2 * OUTER_WEIGHT + OUTER_WEIGHT * (shift + 1 / shift);
    return List.of(
        of(constants, fixture, 1 - 2 * OUTER_WEIGHT, 1 / mean, 1 / mean),
        of(constants, fixture, OUTER_WEIGHT, shift / mean, 1 / shift / mean),
        of(constants, fixture, OUTER_WEIGHT, 1 / shift / mean, shift / mean));
  }

  private static PossibleGame of(
      NhlConstants constants, Fixture fixture, double weight, double home, double away) {
    TeamRates rates =
        Expected.rates(
            constants, fixture.strengths().home() * home, fixture.strengths().away() * away);
    return new PossibleGame(
        weight, rates, LateGoals.of(rates), new Extension(rates, fixture.playoff()));
  }

  /**
   * How likely each of them is, given the goals of both teams so far.
   *
   * @param secondsLeft of regulation
   * @return sums to 1
   */
  static double[] weights(List<PossibleGame> games, int home, int away, double secondsLeft) {
    double[] logs = new double[games.size()];
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < logs.length; i++) {
      logs[i] = games.get(i).logLikelihood(home, away, secondsLeft);
      most = Math.max(most, logs[i]);
    }
    double sum = 0;
    for (int i = 0; i < logs.length; i++) {
      logs[i] = StrictMath.exp(logs[i] - most);
      sum += logs[i];
    }
    for (int i = 0; i < logs.length; i++) {
      logs[i] /= sum;
    }
    return logs;
  }

  /** Up to what does not depend on the strengths; what the score does to the rates is left out. */
  private double logLikelihood(int home, int away, double secondsLeft) {
    double played = rates.constants().exposure(NhlConstants.REGULATION_SECONDS, secondsLeft);
    return StrictMath.log(weight)
        + home * StrictMath.log(rates.home())
        + away * StrictMath.log(rates.away())
        - (rates.home() + rates.away()) * played;
  }
}
