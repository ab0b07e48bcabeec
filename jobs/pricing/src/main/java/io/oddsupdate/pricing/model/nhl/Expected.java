package io.oddsupdate.pricing.model.nhl;

import io.oddsupdate.pricing.model.Poisson;

/**
 * What a game comes to on average from its start.
 *
 * @param home regulation goals of the home team
 * @param away regulation goals of the away team
 * @param tie chance of a draw in regulation
 */
record Expected(double home, double away, double tie) {
  /** Goals of one team before the late seconds; beyond what the strongest reaches. */
  private static final int GOALS_MOST = 32;

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
      // Goals of the late seconds grow less than in proportion: no round overshoots.
      homeRate *= home / expected.home;
      awayRate *= away / expected.away;
    }
  }

  static Expected of(TeamRates rates) {
    int late = rates.constants().lateSeconds();
    double exposure = rates.constants().exposure(NhlConstants.REGULATION_SECONDS, late);
    double[] home = Poisson.masses(rates.home() * exposure, GOALS_MOST);
    double[] away = Poisson.masses(rates.away() * exposure, GOALS_MOST);
    double[][] after = late(rates);
    double homeGoals = rates.home() * exposure;
    double awayGoals = rates.away() * exposure;
    double tie = 0;
    for (int x = 0; x < GOALS_MOST; x++) {
      for (int y = 0; y < GOALS_MOST; y++) {
        double mass = home[x] * away[y];
        int lead = LateChain.index(x - y);
        homeGoals += mass * after[0][lead];
        awayGoals += mass * after[1][lead];
        // From a lead beyond the table's most, the table's chance of a draw would be too high.
        tie += Math.abs(x - y) <= LateChain.LEAD_MOST ? mass * after[2][lead] : 0;
      }
    }
    return new Expected(homeGoals, awayGoals, tie);
  }

  /** By lead at the beginning of the late seconds: home goals, away goals, chance of a draw. */
  private static double[][] late(TeamRates rates) {
    LateChain chain = new LateChain(rates);
    double[][] after = new double[3][LateChain.LEADS];
    double[][] before = new double[3][LateChain.LEADS];
    after[2][LateChain.index(0)] = 1;
    int left = 0;
    while (left < rates.constants().lateSeconds()) {
      left = chain.to(left);
      for (int i = 0; i < LateChain.LEADS; i++) {
        int more = LateChain.more(i);
        int less = LateChain.less(i);
        for (int value = 0; value < 3; value++) {
          before[value][i] =
              chain.none(i) * after[value][i]
                  + chain.home(i) * after[value][more]
                  + chain.away(i) * after[value][less];
        }
        before[0][i] += chain.home(i);
        before[1][i] += chain.away(i);
      }
      double[][] swap = after;
      after = before;
      before = swap;
    }
    return after;
  }
}
