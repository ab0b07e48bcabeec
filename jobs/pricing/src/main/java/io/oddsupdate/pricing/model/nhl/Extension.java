package io.oddsupdate.pricing.model.nhl;

import io.oddsupdate.pricing.game.Situation;

/**
 * What follows on a draw in regulation: an overtime that the next goal ends, and in the regular
 * season a shootout, which is even.
 */
record Extension(TeamRates rates, boolean playoff) {
  private static final double SHOOTOUT = 0.5;

  /** Chance that the home team wins a game that is level at the end of regulation. */
  double homeWins() {
    return homeWins(Situation.NONE, fullSeconds());
  }

  /**
   * Chance that the home team wins in an overtime.
   *
   * @param secondsLeft until the shootout
   */
  double homeWins(Situation situation, double secondsLeft) {
    Strength strength = strength(situation, secondsLeft);
    return strength.homeFirst()
        + strength.noGoal() * plainHomeWins(secondsLeft - strength.seconds());
  }

  private double plainHomeWins(double seconds) {
    double undecided = playoff ? 0 : StrictMath.exp(-(home() + away()) * seconds);
    return home() / (home() + away()) * (1 - undecided) + undecided * SHOOTOUT;
  }

  double shootoutHomeWins() {
    return SHOOTOUT;
  }

  /** Expected seconds that are played of an overtime. */
  double seconds(double secondsLeft) {
    double rate = home() + away();
    return playoff ? 1 / rate : -StrictMath.expm1(-rate * secondsLeft) / rate;
  }

  double fullSeconds() {
    return playoff ? Double.POSITIVE_INFINITY : NhlConstants.OVERTIME_SECONDS;
  }

  private Strength strength(Situation situation, double secondsLeft) {
    return Strength.overtime(situation, rates, playoff ? 5 : 3, secondsLeft);
  }

  private double home() {
    return playoff ? rates.home() : rates.overtimeHome();
  }

  private double away() {
    return playoff ? rates.away() : rates.overtimeAway();
  }
}
