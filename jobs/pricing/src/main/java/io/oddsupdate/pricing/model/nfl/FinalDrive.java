package io.oddsupdate.pricing.model.nfl;

import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Curve;

/**
 * The last drive of a half, of regulation or of an overtime: what the team with the ball tries
 * depends on the score, and what it reaches on the place and on the seconds for another play.
 *
 * @param fieldGoal chance that it ends with one
 * @param touchdown chance that it ends with one
 */
record FinalDrive(double fieldGoal, double touchdown) {
  /** Ahead, or behind by more than a touchdown and two points, the drive is not played for time. */
  private static final int BEHIND_MOST = 8;

  static final int FIELD_GOAL = 3;

  /** A play begins before the clock has run out, whoever has to run on and whatever is running. */
  private static final double READY = 0.97;

  /** Seconds of a play and of what stops the clock after it. */
  private static final double PLAY = 5;

  private static final double NEXT_PLAY = 6;
  private static final double TIME_MOST = 40;

  /** Yards gained in a second of hurry, and their deviation in the first one. */
  private static final double YARDS = 0.5;

  private static final double YARDS_SD = 2.4;

  /** Three points of a normal: the middle with two thirds, both ends with a sixth. */
  private static final double NODE = Math.sqrt(3);

  /** Nearer than this nobody risks the ball for a shorter kick; from {@code FAR} on all do. */
  private static final double NEAR = 10;

  private static final double FAR = 55;

  /** Part of the plays before the kick that aim at the end zone, where three points only level. */
  private static final double EAGER = 0.7;

  /** A new set of downs: worth so much of another play. */
  private static final double NEW_DOWNS = 0.6;

  private static final int DOWNS = 4;

  /** P(one play from here is a touchdown), where nothing else is tried. */
  private static final Curve ONE_PLAY =
      Curve.of(
          "yards",
          new double[] {1, 2, 3, 5, 10, 20, 30, 40, 50, 65, 80, 99},
          new double[] {.55, .46, .40, .32, .22, .12, .07, .045, .03, .015, .006, .003});

  /**
   * How much of the drive is a last one: all of it in the last 30 seconds, nothing from 60 on. On
   * fourth down within reach of a kick that wins or levels there is nothing to wait for.
   *
   * @param seconds to the end of the half or the overtime
   * @param lead of the team with the ball
   * @param gameEnds whether the half decides; the first one is played for points whatever the lead
   */
  static double weight(Situation situation, double seconds, int lead, boolean gameEnds) {
    if (gameEnds && (lead > 0 || lead < -BEHIND_MOST)) {
      return 0;
    }
    double reach = gameEnds ? kicks(situation, lead) : 0;
    double all = 30 + 30 * reach;
    double none = 60 + 90 * reach;
    return Math.min(1, Math.max(0, (none - seconds) / (none - all)));
  }

  /** How far a fourth down is within reach of a kick that wins or levels; 0 of other downs. */
  static double kicks(Situation situation, int lead) {
    return situation.down() == DOWNS && lead <= 0 && lead >= -FIELD_GOAL
        ? ExpectedPoints.fieldGoal(yards(situation))
        : 0;
  }

  /** This one with that chance, else none. */
  FinalDrive times(double chance) {
    return new FinalDrive(chance * fieldGoal, chance * touchdown);
  }

  /** The other one with this weight, else this one. */
  FinalDrive blend(FinalDrive other, double weight) {
    return new FinalDrive(
        fieldGoal + weight * (other.fieldGoal - fieldGoal),
        touchdown + weight * (other.touchdown - touchdown));
  }

  /**
   * @param seconds to the end of the half or the overtime
   * @param lead of the team with the ball, at most 0 where the end decides
   * @param gameEnds whether the half decides
   */
  static FinalDrive of(Situation situation, double seconds, int lead, boolean gameEnds) {
    double yards = yards(situation);
    int down = situation.down() >= 1 && situation.down() <= DOWNS ? situation.down() : 1;
    double distance = Math.min(Math.max(situation.distance(), 1), Math.min(20, yards));
    double snap = READY * Math.min(1, seconds);
    double more = Math.min(Math.max(seconds - PLAY, 0), TIME_MOST);
    double plays = 1 + more / NEXT_PLAY;
    if (gameEnds && lead < -FIELD_GOAL) {
      return new FinalDrive(0, snap * touchdown(yards, down, distance, plays, 1));
    }
    boolean levels = !gameEnds || lead == -FIELD_GOAL;
    double before = levels && down < DOWNS ? EAGER * touchdown(yards, down, distance, plays, 0) : 0;
    double kick = (1 - before) * kick(yards, down, distance, more);
    // Out of reach of a kick the last play is a throw to the end zone.
    double beyond = Math.min(1, Math.max(0, (yards - 40) / 15));
    double last = (1 - before - kick) * beyond * ONE_PLAY.at(yards);
    return new FinalDrive(snap * kick, snap * (before + last));
  }

  static double yards(Situation situation) {
    int yards = situation.yardsToGoal();
    return yards > 0 && yards < ExpectedPoints.FIELD ? yards : NflGame.FIELD;
  }

  /**
   * P(a touchdown in so many plays).
   *
   * @param last 1 where the last play is for a touchdown too, 0 where it is a kick
   */
  private static double touchdown(double yards, int down, double distance, double plays, int last) {
    double spare = plays - 1 + last;
    int downs = DOWNS - down + last;
    double room = Math.min(1, (yards - distance) / NEAR) * converts(down, distance);
    double tries = Math.min(spare, downs) + NEW_DOWNS * room * Math.max(0, spare - downs);
    return 1 - StrictMath.pow(1 - ONE_PLAY.at(yards), tries);
  }

  /** P(a new set of downs). */
  private static double converts(int down, double distance) {
    double once = ExpectedPoints.converts(distance);
    return switch (down) {
      case 3 -> 1 - (1 - once) * (1 - once);
      case 4 -> once;
      default -> 1;
    };
  }

  /** P(a kick is good), after what can be gained before it. */
  private static double kick(double yards, int down, double distance, double seconds) {
    double now = ExpectedPoints.fieldGoal(yards);
    double wish = Math.min(1, Math.max(0, (yards - NEAR) / (FAR - NEAR)));
    double mean = YARDS * seconds;
    double spread = NODE * YARDS_SD * Math.sqrt(seconds);
    double later =
        (4 * after(yards, wish * mean)
                + after(yards, wish * (mean + spread))
                + after(yards, wish * Math.max(0, mean - spread)))
            / 6;
    double converts = converts(down, distance);
    return down == DOWNS ? Math.max(now, converts * later) : now + converts * (later - now);
  }

  private static double after(double yards, double gained) {
    return ExpectedPoints.fieldGoal(Math.max(1, yards - gained));
  }

  /**
   * Chances of 0 to 8 points of a drive that ends regulation or the first half.
   *
   * @param seconds to the end of the half
   * @param lead of the team with the ball
   */
  double[] points(double seconds, int lead, boolean gameEnds) {
    double[] points = new double[9];
    points[0] = 1 - fieldGoal - touchdown;
    points[FIELD_GOAL] = fieldGoal;
    // A touchdown that wins with no time left is not followed by a try.
    double noTry =
        gameEnds && lead > -Overtime.TOUCHDOWN ? Math.min(1, PLAY / Math.max(seconds, 1)) : 0;
    boolean two = gameEnds && lead == -BEHIND_MOST;
    double good = (1 - noTry) * (two ? Overtime.TWO_POINTS : Overtime.KICK);
    points[Overtime.TOUCHDOWN] = touchdown * (1 - good);
    points[Overtime.TOUCHDOWN + (two ? 2 : 1)] = touchdown * good;
    return points;
  }
}
