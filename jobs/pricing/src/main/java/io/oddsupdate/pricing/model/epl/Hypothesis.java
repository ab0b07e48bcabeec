package io.oddsupdate.pricing.model.epl;

import io.oddsupdate.pricing.model.Strengths;
import java.util.ArrayList;
import java.util.List;

/**
 * What the two teams may be like.
 *
 * @param weight how likely that is before the start
 * @param dependence of the final score, with the goals expected over a whole match
 */
record Hypothesis(double weight, DixonColes dependence) {
  /** Nodes and weights of Gauss and Hermite for a standard normal variable, seven points. */
  private static final double[] NODES = {
    -3.750439717725742,
    -2.366759410734541,
    -1.154405394739968,
    0,
    1.154405394739968,
    2.366759410734541,
    3.750439717725742
  };

  private static final double[] WEIGHTS = {
    0.000548268855972218,
    0.030757123967586497,
    0.24012317860501270,
    0.45714285714285713,
    0.24012317860501270,
    0.030757123967586497,
    0.000548268855972218
  };

  double homeRate() {
    return dependence.homeRate();
  }

  double awayRate() {
    return dependence.awayRate();
  }

  /**
   * One, where the strengths are those of the two teams. Else these are average teams: the product
   * of the rates is known, their ratio is spread as it is between matches, with the means kept.
   */
  static List<Hypothesis> of(EplConstants constants, Strengths strengths) {
    double rho = constants.rho();
    if (strengths.known() || constants.supremacySd() == 0) {
      return List.of(
          new Hypothesis(1, DixonColes.nearest(strengths.home(), strengths.away(), rho)));
    }
    double[] factors = new double[NODES.length];
    double mean = 0;
    for (int i = 0; i < NODES.length; i++) {
      factors[i] = StrictMath.exp(constants.supremacySd() * NODES[i]);
      mean += WEIGHTS[i] * factors[i];
    }
    List<Hypothesis> all = new ArrayList<>();
    for (int i = 0; i < NODES.length; i++) {
      double home = strengths.home() * factors[i] / mean;
      double away = strengths.away() * factors[NODES.length - 1 - i] / mean;
      all.add(new Hypothesis(WEIGHTS[i], DixonColes.nearest(home, away, rho)));
    }
    return List.copyOf(all);
  }
}
