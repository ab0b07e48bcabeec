package io.oddsupdate.pricing.model.nfl;

import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Curve;

/**
 * How a drive ends that time does not press, from the situation in which it is: of an average team.
 *
 * <p>Of a first down by curves. Of a later one the chance of getting another first down is taken
 * from what the down costs in {@link ExpectedPoints}; otherwise the drive ends with a kick, where
 * one is in reach.
 */
final class OpenDrive {
  private static final double[] YARDS = {1, 3, 5, 10, 20, 30, 40, 50, 65, 75, 90, 99};

  /**
   * P(touchdown | first down). Drives that have a first down 65 yards away: .20 of 2000 to 2007
   * (advancednflstats.com, "Drive Results", 2009), more since; with {@link #FIELD_GOAL} the points
   * of a drive that starts 40 yards away are 3.4, as measured in 2011 (3.44, ninjagoro's model).
   */
  private static final Curve TOUCHDOWN =
      Curve.of(
          "yards",
          YARDS,
          new double[] {.84, .77, .72, .61, .53, .44, .37, .325, .265, .235, .185, .16});

  /** P(field goal | first down). */
  private static final Curve FIELD_GOAL =
      Curve.of(
          "yards",
          YARDS,
          new double[] {.11, .16, .20, .29, .32, .32, .26, .205, .155, .145, .11, .09});

  /** Points of a touchdown with its try. */
  static final double TOUCHDOWN_POINTS = Overtime.TOUCHDOWN + Overtime.KICK;

  /**
   * Points of a drive that a point of expected points is: those count what the opponents score
   * next, too.
   */
  private static final double OF_A_POINT = 0.79;

  /** What coaches do is decided by degrees: choices this many points apart are 1 to e. */
  private static final double UNDECIDED = 0.25;

  /** Yards to go on an average fourth down. */
  private static final double FOURTH = 5;

  /** More points than any choice is worth: what the score asks for. */
  private static final double MATTERS = 4;

  private final ExpectedPoints expectedPoints;

  OpenDrive(ExpectedPoints expectedPoints) {
    this.expectedPoints = expectedPoints;
  }

  static DriveEnd firstDown(double yards) {
    return new DriveEnd(FIELD_GOAL.at(yards), TOUCHDOWN.at(yards));
  }

  /**
   * @param lead of the team with the ball
   * @param late how much the team plays as if it did not get the ball again, 0 to 1
   */
  DriveEnd of(Situation situation, int lead, double late) {
    double yards = FinalDrive.yards(situation);
    return switch (situation.down()) {
      case 2, 3 -> laterDown(situation, yards, lead < 0 ? late : 0);
      case 4 -> fourthDown(situation, yards, lead, late);
      default -> firstDown(yards);
    };
  }

  /**
   * @param late how much of what would be punted is played on
   */
  private DriveEnd laterDown(Situation situation, double yards, double late) {
    DriveEnd first = firstDown(yards);
    double kicks = prefersKick(yards);
    double kick = ExpectedPoints.fieldGoal(yards) * kicks;
    double ofKick = DriveEnd.FIELD_GOAL * kick;
    double ofFirst = points(first);
    double cost = OF_A_POINT * (expectedPoints.ofFirstDown(yards) - expectedPoints.of(situation));
    double converts = (ofFirst - cost - ofKick) / Math.max(0.1, ofFirst - ofKick);
    double within = Math.min(1, Math.max(0.05, converts));
    double playsOn = late * (1 - within) * (1 - kicks) * ExpectedPoints.converts(FOURTH);
    return new DriveEnd(kick, 0).blend(first, within).plus(first.times(playsOn));
  }

  static double points(DriveEnd end) {
    return DriveEnd.FIELD_GOAL * end.fieldGoal() + TOUCHDOWN_POINTS * end.touchdown();
  }

  private double prefersKick(double yards) {
    double kick = weight(expectedPoints.ofKick(yards));
    return kick / (kick + weight(expectedPoints.ofPunt(yards)));
  }

  /**
   * A kick, a punt or another first down, by degrees, as they are worth points. Late in the game a
   * team that is behind does not punt and does not kick what leaves it behind, and one that a kick
   * puts ahead kicks.
   */
  private DriveEnd fourthDown(Situation situation, double yards, int lead, double late) {
    double distance = ExpectedPoints.distance(situation);
    double good = ExpectedPoints.fieldGoal(yards);
    boolean useless = lead < -DriveEnd.FIELD_GOAL && lead >= -FinalDrive.BEHIND_MOST;
    boolean decides = lead <= 0 && lead > -DriveEnd.FIELD_GOAL;
    double more = useless ? -late : decides ? late * good : 0;
    double kick = weight(expectedPoints.ofKick(yards) + more * MATTERS);
    double punt = weight(expectedPoints.ofPunt(yards) - (lead < 0 ? late * MATTERS : 0));
    double go = weight(expectedPoints.ofGoing(yards, distance));
    double all = kick + punt + go;
    double converts = ExpectedPoints.converts(distance);
    DriveEnd goes =
        distance >= yards ? new DriveEnd(0, converts) : firstDown(yards - distance).times(converts);
    return new DriveEnd(kick / all * good, 0).plus(goes.times(go / all));
  }

  private static double weight(double points) {
    return StrictMath.exp(points / UNDECIDED);
  }
}
