package io.oddsupdate.pricing.player;

import io.oddsupdate.pricing.model.Chances;

/**
 * A player's final points: those scored, plus a negative binomial with the mean still expected and
 * a variance of {@code vmr} times it; where {@code vmr} is 1, a Poisson.
 *
 * <p>The ratio of variance to mean stays what it is while the mean shrinks with the time left: the
 * dispersion is one within games, not one between them.
 */
public final class RemainingCount implements Chances {
  /** Nobody scores as much; above it the probability of no point at all would underflow. */
  private static final double MEAN_MOST = 500;

  private final int scored;
  private final double mean;
  private final double vmr;
  private final boolean over;

  private RemainingCount(int scored, double mean, double vmr, boolean over) {
    this.scored = scored;
    this.mean = mean;
    this.vmr = vmr;
    this.over = over;
  }

  /** What is scored is final. */
  public static RemainingCount certain(int scored) {
    return new RemainingCount(scored, 0, 1, true);
  }

  /**
   * @param mean points still expected, not negative
   * @param vmr variance divided by mean, at least 1
   */
  public static RemainingCount expecting(int scored, double mean, double vmr) {
    return new RemainingCount(scored, Math.min(mean, MEAN_MOST), vmr, false);
  }

  @Override
  public double atLeast(int least) {
    if (least <= scored || over) {
      return least <= scored ? 1 : 0;
    }
    double size = vmr > 1 ? mean / (vmr - 1) : 0;
    double stay = 1 - 1 / vmr;
    double mass = StrictMath.exp(vmr > 1 ? -size * StrictMath.log(vmr) : -mean);
    double below = 0;
    for (int more = 0; more < least - scored; more++) {
      below += mass;
      mass *= vmr > 1 ? (size + more) * stay / (more + 1) : mean / (more + 1);
    }
    return Chances.open(1 - below);
  }
}
