package io.oddsupdate.pricing.model.nfl;

import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.QuarterClock;

/**
 * The drive that is played, of one team: as its situation tells, as a leader plays who has no need
 * of points, or as the last one of a half.
 */
final class PlayedDrive {
  /** A drive over the whole field takes so much of the time that a drive takes on average. */
  private static final double DRIVE_TIME = 0.6;

  /** Drives of both teams together: about four minutes. */
  private static final double RUN_OUT = 1.5;

  /** A touchdown and two more are the most. */
  private static final int LENGTH = 9;

  private static final double STRENGTH_MOST = 20;
  private static final int HALVINGS = 40;

  private final OpenDrive open;

  /** With which {@link DriveEnd#stronger} makes an average team's drives this team's. */
  private final double strength;

  /**
   * @param ratio of this team's points to those of an average one
   */
  PlayedDrive(OpenDrive open, double ratio) {
    this.open = open;
    this.strength = strength(ratio);
  }

  /** That takes a usual drive to {@code ratio} times its points, as far as drives bring points. */
  private static double strength(double ratio) {
    DriveEnd usual = OpenDrive.firstDown(NflGame.FIELD);
    double wanted = ratio * OpenDrive.points(usual);
    double least = 0;
    double most = STRENGTH_MOST;
    for (int step = 0; step < HALVINGS; step++) {
      double strength = (least + most) / 2;
      if (OpenDrive.points(usual.stronger(strength)) < wanted) {
        least = strength;
      } else {
        most = strength;
      }
    }
    return (least + most) / 2;
  }

  /**
   * Without anything that presses, but that there must be time to end it.
   *
   * @param lead of this team
   * @param late how much it plays as if it did not get the ball again
   */
  DriveEnd end(Situation situation, double drives, int lead, double late) {
    return open.of(situation, lead, late).stronger(strength).times(time(situation, drives));
  }

  /**
   * Masses of the points of the drive.
   *
   * @param lead of this team
   * @param drives that a team has left in the stretch
   * @param inHalf drives that a team has left in the half
   * @param last how much of the drive is the last one of the half
   */
  double[] points(
      Situation situation,
      QuarterClock clock,
      int lead,
      double drives,
      double inHalf,
      double last) {
    boolean gameEnds = clock.quarter() > 2;
    double late =
        clock.quarter() == QuarterClock.QUARTERS ? FinalDrive.late(clock.quarterLeft()) : 0;
    DriveEnd end = end(situation, Math.min(drives, inHalf), lead, late);
    if (lead > 0 && gameEnds) {
      end = runOut(situation, end, inHalf);
    }
    double noTry = 0;
    if (last > 0) {
      double seconds = clock.quarterLeft();
      DriveEnd pressed = FinalDrive.of(situation, seconds, lead, gameEnds);
      double touchdown = last * pressed.touchdown();
      double all = (1 - last) * end.touchdown() + touchdown;
      noTry = all == 0 ? 0 : FinalDrive.noTry(seconds, lead, gameEnds) * touchdown / all;
      end = end.blend(pressed, last);
    }
    boolean two = clock.quarter() == QuarterClock.QUARTERS && lead == -FinalDrive.BEHIND_MOST;
    double good = (1 - noTry) * (two ? Overtime.TWO_POINTS : Overtime.KICK);
    double[] points = new double[LENGTH];
    points[0] = end.none();
    points[DriveEnd.FIELD_GOAL] = end.fieldGoal();
    points[Overtime.TOUCHDOWN] = end.touchdown() * (1 - good);
    points[Overtime.TOUCHDOWN + (two ? 2 : 1)] = end.touchdown() * good;
    return points;
  }

  /**
   * Drives that the team with the ball has after this one.
   *
   * @param drives that each team has left, whoever has the ball
   */
  static double laterDrives(Situation situation, double drives) {
    double still = stillToPlay(situation);
    return still * drives * drives / (drives + 0.75)
        + (1 - still) * Math.max(0, 2 * drives - next(drives));
  }

  /** Drives that the other team has after this one: on fourth down theirs is the next play. */
  static double othersDrives(Situation situation, double drives) {
    double still = stillToPlay(situation);
    return still * drives * drives / (drives + 0.25) + (1 - still) * next(drives);
  }

  /** Of the team whose drive comes next: a whole one where there is time for it. */
  private static double next(double drives) {
    return drives > 0.75 ? drives + 0.25 : Math.min(1, 2 * drives / (DRIVE_TIME + 0.02));
  }

  /** How much of a drive's usual time it still takes. */
  private static double stillToPlay(Situation situation) {
    return switch (situation.down()) {
      case 3 -> 0.6;
      case 4 -> 0.1;
      default -> 1;
    };
  }

  /** A leader runs down the clock and, within reach, kicks at the end of it. */
  private static DriveEnd runOut(Situation situation, DriveEnd end, double inHalf) {
    double tries = Math.min(1, 2 * inHalf / RUN_OUT);
    double reach = ExpectedPoints.fieldGoal(FinalDrive.yards(situation));
    return end.blend(new DriveEnd(reach, 0), 1 - tries * tries);
  }

  /** P(there is time to end the drive). */
  private static double time(Situation situation, double drives) {
    return Math.min(
        1, 2 * drives / (DRIVE_TIME * FinalDrive.yards(situation) / NflGame.FIELD + 0.02));
  }

  /** Share of an average drive's time that a drive from here takes. */
  static double share(Situation situation) {
    return DRIVE_TIME * Math.min(1, FinalDrive.yards(situation) / NflGame.FIELD);
  }
}
