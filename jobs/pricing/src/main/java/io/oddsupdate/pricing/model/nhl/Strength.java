package io.oddsupdate.pricing.model.nhl;

import io.oddsupdate.pricing.game.Situation;

/**
 * Who is on the ice, where it is not five skaters and a goalkeeper each, and how fast the two teams
 * score while it lasts. The first goal ends it: a penalised player comes back, and a team that has
 * scored with an extra attacker brings its goalkeeper back.
 *
 * @param home goals per second
 * @param away goals per second
 * @param seconds how long it lasts, if no goal ends it; 0 where nothing is special
 */
record Strength(double home, double away, double seconds) {
  static final Strength EVEN = new Strength(0, 0, 0);

  /** Seconds before {@code late_seconds} in which the score becomes a reason. */
  private static final double GROWS_LATE = 60;

  /** The same for at most so long. */
  Strength cut(double most) {
    return most <= 0 ? EVEN : new Strength(home, away, Math.min(seconds, most));
  }

  /** Chance that no goal falls while it lasts. */
  double noGoal() {
    return StrictMath.exp(-(home + away) * seconds);
  }

  /** Chance that a goal falls while it lasts, and the first one is the home team's. */
  double homeFirst() {
    return seconds > 0 ? home / (home + away) * (1 - noGoal()) : 0;
  }

  double awayFirst() {
    return seconds > 0 ? away / (home + away) * (1 - noGoal()) : 0;
  }

  /** Mean time until the first goal, given that one falls while it lasts. */
  double secondsToGoal() {
    double rate = home + away;
    double expected = rate * seconds;
    return expected < 1e-4 ? seconds / 2 : 1 / rate - seconds / StrictMath.expm1(expected);
  }

  /**
   * In regulation.
   *
   * @param secondsLeft of regulation
   */
  static Strength regulation(Situation situation, TeamRates rates, int lead, double secondsLeft) {
    NhlConstants constants = rates.constants();
    Skaters home = Skaters.of(situation.homeSkaters(), situation.homeGoaliePulled(), 5);
    Skaters away = Skaters.of(situation.awaySkaters(), situation.awayGoaliePulled(), 5);
    if (home.equals(Skaters.FIVE) && away.equals(Skaters.FIVE)) {
      return EVEN;
    }
    boolean behind = home.pulled() && lead < 0 || away.pulled() && lead > 0;
    double late = (constants.lateSeconds() - secondsLeft) / GROWS_LATE + 1;
    double reason = behind ? Math.min(1, Math.max(0, late)) : 0;
    return of(home, away, rates, reason, secondsLeft);
  }

  /**
   * In an overtime.
   *
   * @param usual skaters of each team, where nobody is penalised
   */
  static Strength overtime(Situation situation, TeamRates rates, int usual, double secondsLeft) {
    Skaters home = Skaters.of(situation.homeSkaters(), situation.homeGoaliePulled(), usual);
    Skaters away = Skaters.of(situation.awaySkaters(), situation.awayGoaliePulled(), usual);
    boolean even = home.equals(away) && !home.pulled();
    return even ? EVEN : of(home, away, rates, 0, secondsLeft);
  }

  /**
   * @param reason chance that the score is why a goalkeeper is pulled; otherwise it is a delayed
   *     penalty, and play stops before the opponents can score
   */
  private static Strength of(
      Skaters home, Skaters away, TeamRates rates, double reason, double secondsLeft) {
    NhlConstants constants = rates.constants();
    boolean pulled = home.pulled() || away.pulled();
    double seconds =
        !pulled
            ? constants.powerPlaySeconds()
            : constants.delayedPenaltySeconds()
                + reason * (constants.pulledSeconds() - constants.delayedPenaltySeconds());
    double homeRate = (away.pulled() ? reason : 1) * rate(home, away, constants);
    double awayRate = (home.pulled() ? reason : 1) * rate(away, home, constants);
    return homeRate + awayRate == 0
        ? EVEN
        : new Strength(
            TeamRates.perSecond(homeRate, rates.homeForm()),
            TeamRates.perSecond(awayRate, rates.awayForm()),
            Math.min(seconds, secondsLeft));
  }

  /** Goals per minute of an average team. */
  private static double rate(Skaters own, Skaters other, NhlConstants constants) {
    double manned = manned(own.count(), other.count(), constants);
    if (other.pulled() && !own.pulled()) {
      return Math.max(manned, constants.emptyNetRate() * (own.count() < other.count() ? 0.5 : 1));
    }
    if (!own.pulled()) {
      return manned;
    }
    // An extra attacker is worth at even strength what takes the usual rate to his.
    double usual = constants.mean() / 60;
    return manned * Math.max(1, constants.extraAttackerRate() / usual);
  }

  private static double manned(int own, int other, NhlConstants constants) {
    if (own > other) {
      return own - other > 1
          ? constants.twoMenUpRate()
          : own == 4 ? constants.fourOnThreeRate() : constants.powerPlayRate();
    }
    if (own < other) {
      return constants.shortHandedRate();
    }
    return switch (own) {
      case 3 -> constants.threeOnThreeRate();
      case 4 -> constants.fourOnFourRate();
      default -> constants.mean() / 60;
    };
  }

  /**
   * A team on the ice.
   *
   * @param count skaters but for the one in the goalkeeper's place, 3 to 5
   * @param pulled whether there is no goalkeeper
   */
  private record Skaters(int count, boolean pulled) {
    static final Skaters FIVE = new Skaters(5, false);

    static Skaters of(int skaters, boolean goaliePulled, int usual) {
      if (skaters <= 0) {
        return new Skaters(usual, goaliePulled);
      }
      // Whether five with the goalkeeper away count the extra attacker cannot be told; that they do
      // not is the usual case, a penalty and a goalkeeper pulled at once the rare one.
      return new Skaters(Math.min(5, Math.max(3, skaters)), goaliePulled || skaters > 5);
    }
  }
}
