package io.oddsupdate.pricing.model.nfl;

/**
 * What becomes of a score that is not final: for some pairs of points that the two teams may add,
 * the chance of it. The rest stays as it is.
 */
final class Overtime {
  static final Overtime NONE = new Overtime(new int[0], new int[0], new double[0]);

  static final int TOUCHDOWN = 6;

  /** Tries after a touchdown that succeed, of one and of two points. */
  static final double KICK = 0.94;

  static final double TWO_POINTS = 0.48;

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
   * @param homeWins P(the home team wins it, if either does)
   * @param left share of the overtime that is to come, 0 to 1
   * @param tieStands whether it is the last one
   */
  static Overtime level(NflConstants constants, double homeWins, double left, boolean tieStands) {
    double tie = tieStands ? tie(constants, left) : 0;
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
    home[2 * ways] = DriveEnd.FIELD_GOAL;
    away[2 * ways] = DriveEnd.FIELD_GOAL;
    chances[2 * ways] = tie * constants.overtimeTieThrees() * left;
    return new Overtime(home, away, chances);
  }

  /** P(it stays level): at a constant rate of deciding scores, the more the less time is left. */
  static double tie(NflConstants constants, double left) {
    return StrictMath.exp(left * StrictMath.log(constants.overtimeTie()));
  }

  /**
   * An overtime that is level and in which one team has the ball.
   *
   * @param homeHas whether it is the home team
   * @param drive how its drive ends
   * @param answer what follows a field goal of it
   * @param rest what follows a drive without points
   */
  static Overtime drive(boolean homeHas, DriveEnd drive, Overtime answer, Overtime rest) {
    int length = 2 + answer.chances.length + rest.chances.length;
    int[] has = new int[length];
    int[] other = new int[length];
    double[] chances = new double[length];
    has[0] = TOUCHDOWN;
    chances[0] = drive.touchdown();
    has[1] = DriveEnd.FIELD_GOAL;
    chances[1] = drive.fieldGoal();
    int at = 2;
    for (int i = 0; i < answer.chances.length; i++) {
      has[at] = DriveEnd.FIELD_GOAL + (homeHas ? answer.home[i] : answer.away[i]);
      other[at] = homeHas ? answer.away[i] : answer.home[i];
      chances[at] = drive.fieldGoal() * answer.chances[i];
      chances[1] -= chances[at];
      at++;
    }
    double none = drive.none();
    for (int i = 0; i < rest.chances.length; i++) {
      has[at] = homeHas ? rest.home[i] : rest.away[i];
      other[at] = homeHas ? rest.away[i] : rest.home[i];
      chances[at] = none * rest.chances[i];
      at++;
    }
    return homeHas ? new Overtime(has, other, chances) : new Overtime(other, has, chances);
  }

  /**
   * An overtime in which one team leads: the other has one drive to answer.
   *
   * @param lead home minus away, not 0
   * @param drive how that drive ends
   * @param tie P(a field goal that levels is the last score)
   */
  static Overtime answered(int lead, DriveEnd drive, double tie) {
    boolean homeAnswers = lead < 0;
    int behind = Math.abs(lead);
    // A touchdown ends it; behind by its six points, the try after it has to win.
    int answer = Math.max(TOUCHDOWN, behind + 1);
    double tries = behind < TOUCHDOWN ? 1 : behind == TOUCHDOWN ? KICK : TWO_POINTS;
    double answered = answer <= TOUCHDOWN + 2 ? drive.touchdown() * tries : 0;
    // A field goal that only levels is followed by sudden death, won by either team with another.
    double levels = behind == DriveEnd.FIELD_GOAL ? drive.fieldGoal() : 0;
    double either = levels * (1 - tie) / 2;
    double wins = behind < DriveEnd.FIELD_GOAL ? drive.fieldGoal() : 0;
    int[] answers = {
      answered > 0 ? answer : 0,
      DriveEnd.FIELD_GOAL,
      2 * DriveEnd.FIELD_GOAL,
      DriveEnd.FIELD_GOAL,
      DriveEnd.FIELD_GOAL
    };
    int[] others = {0, 0, 0, DriveEnd.FIELD_GOAL, 0};
    double[] chances = {answered, wins, either, either, levels * tie};
    return homeAnswers
        ? new Overtime(answers, others, chances)
        : new Overtime(others, answers, chances);
  }
}
