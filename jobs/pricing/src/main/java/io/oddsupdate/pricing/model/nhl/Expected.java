package io.oddsupdate.pricing.model.nhl;

/**
 * What a game comes to on average from its start.
 *
 * @param home regulation goals of the home team
 * @param away regulation goals of the away team
 * @param tie chance of a draw in regulation
 */
record Expected(double home, double away, double tie) {
  /** Steps of the chain, in seconds: means are exact with any where rates do not change. */
  private static final int NEAR_STEP = 10;

  private static final int FAR_STEP = 30;

  private static final int ROUNDS_MOST = 60;
  private static final double ENOUGH = 1e-11;

  /** The rates with which the two teams score {@code home} and {@code away} in regulation. */
  static TeamRates rates(NhlConstants constants, double home, double away) {
    double whole = constants.exposure(NhlConstants.REGULATION_SECONDS, 0);
    double homeRate = home / whole;
    double awayRate = away / whole;
    for (int round = 0; ; round++) {
      TeamRates rates =
          new TeamRates(
              constants, homeRate, awayRate, home / constants.mean(), away / constants.mean());
      Expected expected = of(rates);
      double change = Math.abs(expected.home / home - 1) + Math.abs(expected.away / away - 1);
      if (change < ENOUGH || round == ROUNDS_MOST) {
        return rates;
      }
      // Goals grow less than in proportion to the rates: no round overshoots.
      homeRate *= home / expected.home;
      awayRate *= away / expected.away;
    }
  }

  static Expected of(TeamRates rates) {
    GoalChain chain = new GoalChain(rates);
    double[][] now = new double[3][GoalChain.LEADS];
    double[][] slope = new double[3][GoalChain.LEADS];
    double[][] middle = new double[3][GoalChain.LEADS];
    now[2][GoalChain.index(0)] = 1;
    int left = 0;
    while (left < NhlConstants.REGULATION_SECONDS) {
      int step = left < GoalChain.NEAR_UNTIL ? NEAR_STEP : FAR_STEP;
      chain.to(left, step);
      slope(chain, now, slope);
      add(now, slope, 0.5, middle);
      slope(chain, middle, slope);
      add(now, slope, 1, now);
      left += step;
    }
    int level = GoalChain.index(0);
    return new Expected(now[0][level], now[1][level], now[2][level]);
  }

  /** What a step adds to home goals, away goals and the chance of a draw, by lead. */
  private static void slope(GoalChain chain, double[][] values, double[][] slope) {
    for (int value = 0; value < values.length; value++) {
      double[] of = values[value];
      for (int i = 0; i < GoalChain.LEADS; i++) {
        slope[value][i] =
            chain.home(i) * (of[GoalChain.more(i)] - of[i] + (value == 0 ? 1 : 0))
                + chain.away(i) * (of[GoalChain.less(i)] - of[i] + (value == 1 ? 1 : 0));
      }
    }
  }

  private static void add(double[][] values, double[][] change, double share, double[][] target) {
    for (int value = 0; value < values.length; value++) {
      for (int i = 0; i < GoalChain.LEADS; i++) {
        target[value][i] = values[value][i] + share * change[value][i];
      }
    }
  }
}
