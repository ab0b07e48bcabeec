package io.oddsupdate.pricing.model.nhl;

/**
 * Regulation as a chain over the lead, in steps backwards from its end: both teams' rates depend on
 * the lead and on the time left. Leads beyond {@link #LEAD_MOST} play on as that one: those games
 * are decided.
 *
 * <p>A step is the midpoint rule for {@code v' = rates (v after a goal - v)}: two goals within it
 * are told, three are not.
 */
final class GoalChain {
  static final int LEAD_MOST = 7;
  static final int LEADS = 2 * LEAD_MOST + 1;

  /** Up to here goalkeepers are pulled, and rates are several times the usual ones. */
  static final int NEAR_UNTIL = 300;

  private final TeamRates rates;

  /** Goals of a step at the rates of its middle, by lead. */
  private final double[] home = new double[LEADS];

  private final double[] away = new double[LEADS];

  GoalChain(TeamRates rates) {
    this.rates = rates;
  }

  static int index(int lead) {
    return Math.min(LEAD_MOST, Math.max(-LEAD_MOST, lead)) + LEAD_MOST;
  }

  static int more(int index) {
    return Math.min(LEADS - 1, index + 1);
  }

  static int less(int index) {
    return Math.max(0, index - 1);
  }

  /**
   * Moves to a step.
   *
   * @param secondsLeft of regulation after it
   */
  void to(double secondsLeft, double seconds) {
    double middle = secondsLeft + seconds / 2;
    for (int i = 0; i < LEADS; i++) {
      home[i] = rates.home(i - LEAD_MOST, middle) * seconds;
      away[i] = rates.away(i - LEAD_MOST, middle) * seconds;
    }
  }

  /** Mean goals of the home team in the step. */
  double home(int index) {
    return home[index];
  }

  double away(int index) {
    return away[index];
  }

  /** Chance of no goal in the step. */
  double none(int index) {
    double goals = home[index] + away[index];
    return 1 - goals + goals * goals / 2;
  }

  /** Chance that a goal falls in the step, and the first one is the home team's. */
  double homeFirst(int index) {
    return home[index] / (home[index] + away[index]) * (1 - none(index));
  }

  double awayFirst(int index) {
    return away[index] / (home[index] + away[index]) * (1 - none(index));
  }
}
