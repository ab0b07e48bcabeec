package io.oddsupdate.pricing.player;

import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.Normal;

/**
 * What a player is still expected to count, given what was expected of a whole game and what has
 * been counted in the share of it that is over.
 *
 * <p>The player's rate in this game is the usual one times a factor that is not known: gamma with
 * mean 1 and variance {@code between}. What has been counted so far tells of it (a Poisson of the
 * counts divided by {@code within}, so that the posterior is a gamma again). Given the factor the
 * rest varies by {@code within} times its mean; with the factor's own variance it is a negative
 * binomial of mean m and variance {@code within * m + m^2 / shape}.
 */
final class PlayerRate {
  private PlayerRate() {}

  /**
   * @param counted so far, not negative
   * @param expected in a whole game, not negative
   * @param left share of a whole game that is left; above 1 where an overtime is likely
   */
  static Chances rest(int counted, double expected, double left, StatConstants constants) {
    double played = 1 - Math.min(1, left);
    double mean = expected * left(played, left, constants);
    if (constants.between() == 0) {
      return RemainingCount.expecting(counted, mean, constants.within());
    }
    double shape = 1 / constants.between() + counted / constants.within();
    double rate = 1 / constants.between() + expected * played / constants.within();
    mean *= shape / rate;
    return RemainingCount.expecting(counted, mean, constants.within() + mean / shape);
  }

  /**
   * The share of a whole game's expectation that is left: of a player who will be replaced, what is
   * left of an outing that is normal and known not to be over.
   */
  private static double left(double played, double left, StatConstants constants) {
    if (constants.outingSd() == 0) {
      return left;
    }
    double far = (constants.outing() - played) / constants.outingSd();
    double still = Math.max(1e-9, Normal.cdf(far));
    double density = StrictMath.exp(-far * far / 2) / Math.sqrt(2 * Math.PI);
    double more = (constants.outing() - played) + constants.outingSd() * density / still;
    return Math.min(left, Math.max(0, more)) / constants.outing();
  }
}
