package io.oddsupdate.pricing.model.nfl;

import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Curve;

/**
 * The points that a play is worth to the team that has the ball: of the next score, minus where it
 * is the opponents'. A curve of first downs, a price for each later down, and on fourth down the
 * best of kicking a field goal, punting and going for it.
 */
final class ExpectedPoints {
  static final int FIELD = 100;
  private static final int FIRST_DOWN = 10;

  /** A second and a third down with ten to go cost this, each yard less gives some of it back. */
  private static final double SECOND_COST = 0.45;

  private static final double SECOND_YARD = 0.055;
  private static final double THIRD_COST = 1.3;
  private static final double THIRD_YARD = 0.08;

  /** A punt gains so many yards; it is not brought out from behind this line. */
  private static final double PUNT_YARDS = 42;

  private static final double PUNT_LINE = 80;

  /** The kick is from behind the line of scrimmage, over the end zone. */
  private static final double KICK_MORE = 18;

  private static final double KICK_MOST = 70;

  private final Curve firstDown;

  ExpectedPoints(Curve firstDown) {
    this.firstDown = firstDown;
  }

  /** At the start of an average drive. */
  double ofKickoff() {
    return firstDown.at(75);
  }

  double ofFirstDown(double yards) {
    return firstDown.at(yards);
  }

  /** Of a situation in which who has the ball is known; what else is not known is as usual. */
  double of(Situation situation) {
    if (situation.yardsToGoal() <= 0 || situation.yardsToGoal() >= FIELD) {
      return ofKickoff();
    }
    double yards = situation.yardsToGoal();
    double distance = distance(situation);
    double first = firstDown.at(yards);
    double saved = Math.min(FIRST_DOWN, (int) yards) - distance;
    return switch (situation.down()) {
      case 2 -> first - SECOND_COST + SECOND_YARD * saved;
      case 3 -> first - THIRD_COST + THIRD_YARD * saved;
      case 4 -> Math.max(ofPunt(yards), Math.max(ofKick(yards), ofGoing(yards, distance)));
      default -> first;
    };
  }

  /** Yards to a first down or to the goal line, whichever is nearer; one where none is told. */
  static double distance(Situation situation) {
    int yards = situation.yardsToGoal();
    int goal = yards > 0 && yards < FIELD ? yards : FIRST_DOWN;
    return Math.min(Math.max(situation.distance(), 1), Math.min(20, goal));
  }

  double ofPunt(double yards) {
    return -firstDown.at(FIELD - Math.max(yards - PUNT_YARDS, FIELD - PUNT_LINE));
  }

  double ofKick(double yards) {
    double good = fieldGoal(yards);
    return good * DriveEnd.FIELD_GOAL - (1 - good) * firstDown.at(FIELD - yards);
  }

  /** Of a fourth down that is played for a first one. */
  double ofGoing(double yards, double distance) {
    double converts = converts(distance);
    return converts * firstDown.at(yards - Math.min(distance, yards - 1))
        - (1 - converts) * firstDown.at(FIELD - yards);
  }

  /** P(a fourth down with so many yards to go brings a first down). */
  static double converts(double distance) {
    return Math.max(0.1, 0.7 - 0.05 * distance);
  }

  /**
   * P(a field goal from here is good): .98 at 28 yards of length, .95 at 35, .83 at 45, .68 at 51,
   * a half at 57, none at 70. Kicks of 50 to 53 yards were good nearly 70 % of the time and those
   * of 54 to 57 more often than not in 2014 to 2018 (footballperspective.com), those below 40 yards
   * 97 % of it in 2024 (New York Times, 2024-11-17); the longest ever was of 68.
   */
  static double fieldGoal(double yards) {
    double length = yards + KICK_MORE;
    if (length >= KICK_MOST) {
      return 0;
    }
    double leg = Math.min(1, (KICK_MOST - length) / 8);
    return leg / (1 + StrictMath.exp((length - 57) / 7.5));
  }
}
