package io.oddsupdate.pricing.model.mlb;

/**
 * What is known of one team's run rate: a few rates, each with its weight. With known strengths one
 * rate; else the lognormal prior on five points (Gauss-Hermite), which the score so far re-weights.
 *
 * @param weights sum to 1
 */
record Offences(Batting[] rates, double[] weights) {
  /** Abscissae and weights of the standard normal distribution on five points. */
  private static final double[] POINTS = {
    -2.8569700138728056, -1.355626179974266, 0, 1.355626179974266, 2.8569700138728056
  };

  private static final double[] WEIGHTS = {
    0.011257411327720691,
    0.22207592200561266,
    0.5333333333333333,
    0.22207592200561266,
    0.011257411327720691
  };

  static Offences of(
      MlbConstants constants, double runsPerNine, boolean known, boolean playoff, int length) {
    double spread = constants.strengthSpread();
    double[] innings = constants.inningRates(known);
    if (known || spread == 0) {
      return new Offences(
          new Batting[] {new Batting(constants, runsPerNine, innings, playoff, length)},
          new double[] {1});
    }
    Batting[] rates = new Batting[POINTS.length];
    for (int i = 0; i < POINTS.length; i++) {
      double factor = StrictMath.exp(spread * POINTS[i] - spread * spread / 2);
      rates[i] = new Batting(constants, runsPerNine * factor, innings, playoff, length);
    }
    return new Offences(rates, WEIGHTS);
  }

  /** The rate in the middle. */
  Batting middle() {
    return rates[rates.length / 2];
  }

  /** The weights after a score, see {@link Batting#likelihood}. */
  double[] given(int before, int inning, int runs, int state) {
    if (rates.length == 1) {
      return weights;
    }
    double[] given = new double[rates.length];
    double sum = 0;
    for (int i = 0; i < rates.length; i++) {
      given[i] = weights[i] * rates[i].likelihood(before, inning, runs, state);
      sum += given[i];
    }
    if (!(sum > 0)) {
      return weights;
    }
    for (int i = 0; i < rates.length; i++) {
      given[i] /= sum;
    }
    return given;
  }
}
