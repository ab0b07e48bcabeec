package io.oddsupdate.pricing.model.nfl;

import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Curve;

/**
 * The last drive of a half, of regulation or of an overtime: what the team with the ball tries
 * depends on the score, and what it reaches on the place and on the seconds that are left.
 */
final class FinalDrive {
  /** Ahead, or behind by more than a touchdown and two points, the drive is not played for time. */
  static final int BEHIND_MOST = 8;

  /** A play begins before the clock has run out, whoever has to run on and whatever is running. */
  private static final double READY = 0.97;

  /** Seconds of a play and of what stops the clock after it. */
  private static final double PLAY = 5;

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
  private static final Curve EAGER =
      Curve.of("yards", new double[] {1, 10}, new double[] {.95, .8});

  private static final int DOWNS = 4;

  /** Choices whose chances of winning are this far apart are 1 to e. */
  private static final double UNDECIDED = 0.03;

  /** Yards that a play gains which does not bring a first down. */
  private static final double SHORT_OF_IT = 2;

  /** P(one play from here is a touchdown), where nothing else is tried. */
  private static final Curve ONE_PLAY =
      Curve.of(
          "yards",
          new double[] {1, 2, 3, 5, 10, 20, 30, 40, 50, 65, 80, 99},
          new double[] {.55, .46, .40, .32, .22, .12, .07, .045, .03, .015, .006, .003});

  /**
   * P(touchdown | first down, nothing less helps), with time enough. With two minutes left it is
   * .53 of 28 yards and .30 of 66 (advancednflstats.com, "Belichick's 4th Down Decision", 2009),
   * linear in between ("The Two-Minute Drill", 2009).
   */
  private static final Curve IN_FOUR_DOWNS =
      Curve.of(
          "yards",
          new double[] {1, 2, 3, 5, 10, 20, 30, 40, 50, 65, 75, 85, 99},
          new double[] {.90, .86, .82, .76, .62, .585, .53, .48, .43, .37, .33, .30, .24});

  private FinalDrive() {}

  /**
   * How much of the drive is a last one. Where only a touchdown helps: all of it in the last two
   * minutes, nothing from five on. Otherwise all of it in the last 30 seconds, nothing from 60 on;
   * within reach of a kick that wins or levels, twice as long and longer, for there is nothing to
   * wait for.
   *
   * @param seconds to the end of the half or the overtime
   * @param lead of the team with the ball
   * @param gameEnds whether the half decides; the first one is played for points whatever the lead
   */
  static double weight(Situation situation, double seconds, int lead, boolean gameEnds) {
    if (gameEnds && (lead > 0 || lead < -BEHIND_MOST)) {
      return 0;
    }
    if (needsTouchdown(lead, gameEnds)) {
      return late(seconds);
    }
    double reach = gameEnds ? ExpectedPoints.fieldGoal(yards(situation)) : 0;
    double all = 30 + 30 * reach;
    double none = 60 + 90 * reach;
    return within((none - seconds) / (none - all));
  }

  /** How much a team that is behind plays as if it did not get the ball again. */
  static double late(double seconds) {
    return within((300 - seconds) / 180);
  }

  private static boolean needsTouchdown(int lead, boolean gameEnds) {
    return gameEnds && lead < -DriveEnd.FIELD_GOAL;
  }

  /** How far a fourth down is within reach of a kick that wins or levels; 0 of other downs. */
  static double kicks(Situation situation, int lead) {
    return situation.down() == DOWNS && lead <= 0 && lead >= -DriveEnd.FIELD_GOAL
        ? ExpectedPoints.fieldGoal(yards(situation))
        : 0;
  }

  /**
   * @param seconds to the end of the half or the overtime
   * @param lead of the team with the ball, at most 0 where the end decides
   * @param gameEnds whether the half decides
   */
  static DriveEnd of(Situation situation, double seconds, int lead, boolean gameEnds) {
    double yards = yards(situation);
    int down = situation.down() >= 1 && situation.down() <= DOWNS ? situation.down() : 1;
    double distance = Math.min(Math.max(situation.distance(), 1), Math.min(20, yards));
    double snap = READY * Math.min(1, seconds);
    if (needsTouchdown(lead, gameEnds)) {
      return new DriveEnd(0, snap * touchdown(yards, down, distance, seconds));
    }
    double more = Math.min(Math.max(seconds - PLAY, 0), TIME_MOST);
    boolean levels = !gameEnds || lead == -DriveEnd.FIELD_GOAL;
    double before =
        levels && down < DOWNS && more > 0
            ? EAGER.at(yards) * within(more / PLAY) * touchdown(yards, down, distance, more)
            : 0;
    double kick = (1 - before) * kick(yards, down, distance, more);
    if (levels && down == DOWNS) {
      return orGoes(snap, kick, touchdown(yards, down, distance, seconds), gameEnds);
    }
    // Out of reach of a kick the last play is a throw to the end zone.
    double beyond = within((yards - 40) / 15);
    double last = (1 - before - kick) * beyond * ONE_PLAY.at(yards);
    return new DriveEnd(snap * kick, snap * (before + last));
  }

  /** On fourth down, where three points only level: the kick, or what is worth more, by degrees. */
  private static DriveEnd orGoes(double snap, double kick, double touchdown, boolean gameEnds) {
    double ofKick = gameEnds ? 0.5 : DriveEnd.FIELD_GOAL / OpenDrive.TOUCHDOWN_POINTS;
    double goes = 1 / (1 + StrictMath.exp((ofKick * kick - touchdown) / UNDECIDED));
    return new DriveEnd(snap * kick, 0).blend(new DriveEnd(0, snap * touchdown), goes);
  }

  static double yards(Situation situation) {
    int yards = situation.yardsToGoal();
    return yards > 0 && yards < ExpectedPoints.FIELD ? yards : NflGame.FIELD;
  }

  /**
   * P(a touchdown in so many seconds): that of one play, and of what time adds to it. The farther
   * away the goal line, the longer it takes and the less the first seconds are worth.
   */
  private static double touchdown(double yards, int down, double distance, double seconds) {
    double one = ONE_PLAY.at(yards);
    double all = Math.max(one, unpressed(yards, down, distance));
    double scale = 8 + 1.2 * yards;
    double shape = 0.95 + yards / 100;
    double more = Math.max(0, seconds - PLAY) / scale;
    return one + (all - one) * (1 - StrictMath.exp(-StrictMath.pow(more, shape)));
  }

  /** P(a touchdown, with time enough), where nothing less helps. */
  private static double unpressed(double yards, int down, double distance) {
    if (distance >= yards) {
      return IN_FOUR_DOWNS.at(yards) * scores(yards, down) / scores(yards, 1);
    }
    // A first down is not easier to get than a touchdown from as far.
    return Math.min(
        IN_FOUR_DOWNS.at(yards) * converts(down, distance) / converts(1, 10),
        unpressed(distance, down, distance));
  }

  /** P(a touchdown in the plays that are left, each of which is for one). */
  private static double scores(double yards, int down) {
    return 1 - StrictMath.pow(1 - ONE_PLAY.at(yards), DOWNS + 1 - down);
  }

  /** P(a new set of downs), where no down is kept for a kick. */
  private static double converts(int down, double distance) {
    double fails = 1;
    for (int play = 0; play <= DOWNS - down; play++) {
      fails *= 1 - ExpectedPoints.converts(Math.max(1, distance - SHORT_OF_IT * play));
    }
    return 1 - fails;
  }

  /** P(a kick is good), after what can be gained before it. */
  private static double kick(double yards, int down, double distance, double seconds) {
    double now = ExpectedPoints.fieldGoal(yards);
    double wish = within((yards - NEAR) / (FAR - NEAR));
    double mean = YARDS * seconds;
    double spread = NODE * YARDS_SD * Math.sqrt(seconds);
    double later =
        (4 * after(yards, wish * mean)
                + after(yards, wish * (mean + spread))
                + after(yards, wish * Math.max(0, mean - spread)))
            / 6;
    double converts = down < 3 ? 1 : converts(down, distance);
    return down == DOWNS ? Math.max(now, converts * later) : now + converts * (later - now);
  }

  private static double after(double yards, double gained) {
    return ExpectedPoints.fieldGoal(Math.max(1, yards - gained));
  }

  /**
   * P(a touchdown that ends the half is not followed by a try): it wins, and no time is left.
   *
   * @param lead of the team with the ball
   */
  static double noTry(double seconds, int lead, boolean gameEnds) {
    return gameEnds && lead > -Overtime.TOUCHDOWN ? Math.min(1, PLAY / Math.max(seconds, 1)) : 0;
  }

  private static double within(double chance) {
    return Math.min(1, Math.max(0, chance));
  }
}
