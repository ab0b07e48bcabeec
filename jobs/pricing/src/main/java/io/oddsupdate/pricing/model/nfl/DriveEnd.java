package io.oddsupdate.pricing.model.nfl;

/**
 * How the drive that is played ends for the team with the ball; the rest is no points.
 *
 * @param fieldGoal chance that it ends with one
 * @param touchdown chance that it ends with one
 */
record DriveEnd(double fieldGoal, double touchdown) {
  static final int FIELD_GOAL = 3;

  /** This one with that chance, else none. */
  DriveEnd times(double chance) {
    return new DriveEnd(chance * fieldGoal, chance * touchdown);
  }

  /** The other one with this weight, else this one. */
  DriveEnd blend(DriveEnd other, double weight) {
    return new DriveEnd(
        fieldGoal + weight * (other.fieldGoal - fieldGoal),
        touchdown + weight * (other.touchdown - touchdown));
  }

  /** This one or the other one, which exclude each other. */
  DriveEnd plus(DriveEnd other) {
    return new DriveEnd(fieldGoal + other.fieldGoal, touchdown + other.touchdown);
  }

  /** Where touchdowns are that much more frequent, and field goals follow what is left of them. */
  DriveEnd stronger(double ratio) {
    double open = 1 - touchdown;
    double left = StrictMath.pow(open, ratio);
    return new DriveEnd(open > 0 ? fieldGoal * left / open : 0, 1 - left);
  }

  double none() {
    return 1 - fieldGoal - touchdown;
  }
}
