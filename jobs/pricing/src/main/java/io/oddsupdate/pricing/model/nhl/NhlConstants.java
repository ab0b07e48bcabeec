package io.oddsupdate.pricing.model.nhl;

import io.oddsupdate.pricing.model.Constants;

/**
 * The constants of one version. Rates are goals per minute of one average team.
 *
 * @param homeMean goals that an average home team scores in regulation
 * @param awayMean goals that an average away team scores in regulation
 * @param strengthSd how much the logarithm of the ratio of two average teams' goals may be off
 *     because the two are not average; 0 for none
 * @param periodRates scoring of the three periods, relative to each other, without what the score
 *     does to it
 * @param leadReversion share of its scoring that a team loses for each goal that it leads by, and
 *     gains for each that it trails by, up to {@link #LEAD_REVERTING}
 * @param lateSeconds the end of regulation in which level teams grow careful
 * @param caution share of the scoring that two level teams have given up when regulation ends; it
 *     grows from nothing over the late seconds
 * @param pullSeconds time left when a team that trails by 1, 2, 3 goals pulls its goalkeeper
 * @param pullSpreadSeconds the time over which teams differ in that
 * @param pullShare the share of teams that do so at all, by 1, 2, 3 goals
 * @param extraAttackerRate of a team that has pulled its goalkeeper
 * @param emptyNetRate of its opponents
 * @param powerPlayRate five skaters against four
 * @param shortHandedRate four skaters against five
 * @param twoMenUpRate five skaters against three
 * @param fourOnFourRate four skaters each
 * @param fourOnThreeRate four skaters against three
 * @param threeOnThreeRate three skaters each; also the regular season's overtime
 * @param powerPlaySeconds how long a strength that a record shows still lasts, unless a goal ends
 *     it
 * @param pulledSeconds how long a goalkeeper whom a record shows pulled still stays away
 * @param delayedPenaltySeconds the same, where nothing in the score is a reason to pull
 */
record NhlConstants(
    double homeMean,
    double awayMean,
    double strengthSd,
    double[] periodRates,
    double leadReversion,
    int lateSeconds,
    double caution,
    double[] pullSeconds,
    double pullSpreadSeconds,
    double[] pullShare,
    double extraAttackerRate,
    double emptyNetRate,
    double powerPlayRate,
    double shortHandedRate,
    double twoMenUpRate,
    double fourOnFourRate,
    double fourOnThreeRate,
    double threeOnThreeRate,
    double powerPlaySeconds,
    double pulledSeconds,
    double delayedPenaltySeconds) {
  static final int PERIODS = 3;
  static final int PERIOD_SECONDS = 1200;
  static final int REGULATION_SECONDS = PERIODS * PERIOD_SECONDS;
  static final int OVERTIME_SECONDS = 300;

  /** Goals of a lead beyond which a further one changes nothing. */
  static final int LEAD_REVERTING = 3;

  /**
   * @throws IllegalArgumentException where one is missing or out of range; the message names it
   */
  static NhlConstants of(Constants constants) {
    return new NhlConstants(
        constants.number("home_mean", 0.5, 10),
        constants.number("away_mean", 0.5, 10),
        constants.number("strength_sd", 0, 0.5),
        constants.list("period_rates", PERIODS, 0.2, 5),
        constants.number("lead_reversion", -0.2, 0.2),
        (int) constants.number("late_seconds", 1, PERIOD_SECONDS),
        constants.number("caution", 0, 0.95),
        constants.list("pull_seconds", 3, 0, 600),
        constants.number("pull_spread_seconds", 1, 600),
        constants.list("pull_share", 3, 0, 1),
        rate(constants, "extra_attacker_rate"),
        rate(constants, "empty_net_rate"),
        rate(constants, "power_play_rate"),
        rate(constants, "short_handed_rate"),
        rate(constants, "two_men_up_rate"),
        rate(constants, "four_on_four_rate"),
        rate(constants, "four_on_three_rate"),
        rate(constants, "three_on_three_rate"),
        constants.number("power_play_seconds", 0, 300),
        constants.number("pulled_seconds", 0, 600),
        constants.number("delayed_penalty_seconds", 0, 60));
  }

  private static double rate(Constants constants, String name) {
    return constants.number(name, 1e-6, 2);
  }

  /** Goals of an average team, home or away, in regulation. */
  double mean() {
    return (homeMean + awayMean) / 2;
  }

  /**
   * What a scoring rate of 1 adds up to, without regard to the score.
   *
   * @param from seconds left of regulation
   * @param to seconds left of regulation, at most {@code from}
   */
  double exposure(double from, double to) {
    double sum = 0;
    for (int period = 1; period <= PERIODS; period++) {
      double end = secondsLeftAfter(period);
      double played = Math.min(from, end + PERIOD_SECONDS) - Math.max(to, end);
      sum += periodRates[period - 1] * Math.max(0, played);
    }
    return sum;
  }

  /** Seconds left of regulation after a period. */
  static double secondsLeftAfter(int period) {
    return (PERIODS - period) * (double) PERIOD_SECONDS;
  }

  /** The period that is played next, with so many seconds left of regulation: 1 to 3. */
  static int period(double secondsLeft) {
    return Math.min(PERIODS, PERIODS + 1 - (int) Math.ceil(secondsLeft / PERIOD_SECONDS));
  }

  /** The chance that a team {@code behind} goals down plays without its goalkeeper. */
  double pulled(int behind, double secondsLeft) {
    if (behind < 1 || behind > pullSeconds.length) {
      return 0;
    }
    double reached = (pullSeconds[behind - 1] - secondsLeft) / pullSpreadSeconds + 0.5;
    return pullShare[behind - 1] * Math.min(1, Math.max(0, reached));
  }
}
