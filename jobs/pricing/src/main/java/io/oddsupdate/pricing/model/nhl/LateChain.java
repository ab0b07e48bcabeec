package io.oddsupdate.pricing.model.nhl;

/**
 * One step of the last part of regulation, in which both teams' rates depend on the lead and on the
 * time left: the chances that the home team, the away team or nobody scores in it. Leads beyond
 * {@link #LEAD_MOST} play on as that one: nobody pulls a goalkeeper there.
 */
final class LateChain {
  static final int LEAD_MOST = 5;
  static final int LEADS = 2 * LEAD_MOST + 1;

  /** Two goals within a step are neglected: about one step in ten thousand has them. */
  private static final int NEAR_STEP_SECONDS = 2;

  private static final int FAR_STEP_SECONDS = 5;

  /** Up to here goalkeepers are pulled, and rates are several times the usual ones. */
  static final int NEAR_UNTIL = 300;

  private final TeamRates rates;
  private final double[] home = new double[LEADS];
  private final double[] away = new double[LEADS];

  LateChain(TeamRates rates) {
    this.rates = rates;
  }

  static int index(int lead) {
    return Math.min(LEAD_MOST, Math.max(-LEAD_MOST, lead)) + LEAD_MOST;
  }

  /**
   * Moves to the step after which {@code secondsLeft} are left.
   *
   * @return seconds left before it
   */
  int to(int secondsLeft) {
    int step = secondsLeft < NEAR_UNTIL ? NEAR_STEP_SECONDS : FAR_STEP_SECONDS;
    double middle = secondsLeft + step / 2.0;
    for (int i = 0; i < LEADS; i++) {
      double homeRate = rates.lateHome(i - LEAD_MOST, middle);
      double awayRate = rates.lateAway(i - LEAD_MOST, middle);
      double goals = (homeRate + awayRate) * step;
      // 1 - exp(-x) to the fourth order in x, which is about a hundredth here.
      double perRate = step / (1 + goals / 2 + goals * goals / 12);
      home[i] = homeRate * perRate;
      away[i] = awayRate * perRate;
    }
    return secondsLeft + step;
  }

  double home(int index) {
    return home[index];
  }

  double away(int index) {
    return away[index];
  }

  double none(int index) {
    return 1 - home[index] - away[index];
  }

  static int more(int index) {
    return Math.min(LEADS - 1, index + 1);
  }

  static int less(int index) {
    return Math.max(0, index - 1);
  }
}
