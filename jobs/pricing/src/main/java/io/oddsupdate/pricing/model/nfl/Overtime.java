package io.oddsupdate.pricing.model.nfl;

import io.oddsupdate.pricing.model.Normal;

/**
 * What becomes of a score that is not final: for some pairs of points that the two teams may add,
 * the chance of it. The rest stays as it is.
 */
final class Overtime {
  static final Overtime NONE = new Overtime(new int[0], new int[0], new double[0]);

  private static final int FIELD_GOAL = 3;
  private static final int TOUCHDOWN = 6;

  /** Tries after a touchdown that succeed, of one and of two points. */
  private static final double KICK = 0.94;

  private static final double TWO_POINTS = 0.48;

  private final int[] home;
  private final int[] away;
  private final double[] chances;

  private Overtime(int[] home, int[] away, double[] chances) {
    this.home = home;
    this.away = away;
    this.chances = chances;
  }

  /** Called with the points that each team adds, and the chance of it. */
  interface Way {
    void take(int home, int away, double chance);
  }

  void forEach(Way way) {
    for (int i = 0; i < chances.length; i++) {
      way.take(home[i], away[i], chances[i]);
    }
  }

  /** The most points that one team adds. */
  int most() {
    int most = 0;
    for (int i = 0; i < chances.length; i++) {
      most = Math.max(most, Math.max(home[i], away[i]));
    }
    return most;
  }

  /**
   * An overtime of which this share is to be played and that is level.
   *
   * @param margin mean margin of the game, home minus away
   * @param left share of the overtime that is to come, 0 to 1
   * @param tieStands whether it is the last one
   */
  static Overtime level(NflConstants constants, double margin, double left, boolean tieStands) {
    double homeWins = Normal.cdf(margin * constants.overtimeEdge());
    // A constant rate of deciding scores: less time, more ties.
    double tie = tieStands ? StrictMath.exp(left * StrictMath.log(constants.overtimeTie())) : 0;
    int ways = constants.overtimeChances().length;
    int[] home = new int[2 * ways + 1];
    int[] away = new int[2 * ways + 1];
    double[] chances = new double[2 * ways + 1];
    for (int i = 0; i < ways; i++) {
      double chance = (1 - tie) * constants.overtimeChances()[i];
      home[i] = (int) constants.overtimeWinner()[i];
      away[i] = (int) constants.overtimeLoser()[i];
      chances[i] = chance * homeWins;
      home[ways + i] = away[i];
      away[ways + i] = home[i];
      chances[ways + i] = chance * (1 - homeWins);
    }
    home[2 * ways] = FIELD_GOAL;
    away[2 * ways] = FIELD_GOAL;
    chances[2 * ways] = tie * constants.overtimeTieThrees() * left;
    return new Overtime(home, away, chances);
  }

  /**
   * An overtime in which one team leads: the other has one drive to answer.
   *
   * @param lead home minus away, not 0
   * @param fieldGoal chance of one in that drive
   * @param touchdown chance of one in that drive
   */
  static Overtime answered(int lead, double fieldGoal, double touchdown) {
    boolean homeAnswers = lead < 0;
    int behind = Math.abs(lead);
    // A touchdown ends it; behind by its six points, the try after it has to win.
    int answer = Math.max(TOUCHDOWN, behind + 1);
    double tries = behind < TOUCHDOWN ? 1 : behind == TOUCHDOWN ? KICK : TWO_POINTS;
    double answered = answer <= TOUCHDOWN + 2 ? touchdown * tries : 0;
    // A field goal that only levels is followed by sudden death, won by either team with another.
    double levels = behind == FIELD_GOAL ? fieldGoal / 2 : 0;
    double wins = behind < FIELD_GOAL ? fieldGoal : 0;
    int[] answers = {answered > 0 ? answer : 0, FIELD_GOAL, 2 * FIELD_GOAL, FIELD_GOAL};
    int[] others = {0, 0, 0, FIELD_GOAL};
    double[] chances = {answered, wins, levels, levels};
    return homeAnswers
        ? new Overtime(answers, others, chances)
        : new Overtime(others, answers, chances);
  }
}
