package io.oddsupdate.pricing.game;

import io.oddsupdate.pricing.reference.Side;

/**
 * A league's own state of play beside score and clock. Flat, so that Flink serializes it as a POJO;
 * what a league does not have is 0, false or null.
 *
 * @param possession who has the ball (NBA, NFL); null where it is not known
 * @param down 1 to 4 (NFL); 0 where it is not known, as at a kick-off
 * @param distance yards to a first down (NFL)
 * @param yardsToGoal yards to the opponents' goal line, 1 to 99 (NFL); 0 where it is not known
 * @param bottom whether the home team bats (MLB); the inning is the period
 * @param outs 0 to 3 (MLB)
 * @param bases bit 0 first, bit 1 second, bit 2 third base taken (MLB)
 * @param homeSkaters on the ice (NHL); 0 where it is not known
 * @param awaySkaters on the ice (NHL)
 * @param homeGoaliePulled whether the home team plays without a goalkeeper (NHL)
 * @param awayGoaliePulled whether the away team plays without a goalkeeper (NHL)
 * @param homeReds players sent off (EPL)
 * @param awayReds players sent off (EPL)
 * @param addedSeconds time that the officials announced to be added to the half (EPL); 0 where it
 *     is not known
 */
public record Situation(
    Side possession,
    int down,
    int distance,
    int yardsToGoal,
    boolean bottom,
    int outs,
    int bases,
    int homeSkaters,
    int awaySkaters,
    boolean homeGoaliePulled,
    boolean awayGoaliePulled,
    int homeReds,
    int awayReds,
    double addedSeconds) {
  public static final Situation NONE = of(null);

  public static Situation of(Side possession) {
    return new Situation(possession, 0, 0, 0, false, 0, 0, 0, 0, false, false, 0, 0, 0);
  }

  /** American football. */
  public static Situation scrimmage(Side possession, int down, int distance, int yardsToGoal) {
    return new Situation(
        possession, down, distance, yardsToGoal, false, 0, 0, 0, 0, false, false, 0, 0, 0);
  }

  /** Baseball. */
  public static Situation inning(boolean bottom, int outs, int bases) {
    return new Situation(null, 0, 0, 0, bottom, outs, bases, 0, 0, false, false, 0, 0, 0);
  }

  /** Ice hockey. */
  public static Situation strength(
      int homeSkaters, int awaySkaters, boolean homeGoaliePulled, boolean awayGoaliePulled) {
    return new Situation(
        null,
        0,
        0,
        0,
        false,
        0,
        0,
        homeSkaters,
        awaySkaters,
        homeGoaliePulled,
        awayGoaliePulled,
        0,
        0,
        0);
  }

  /** Football as in the Premier League. */
  public static Situation cards(int homeReds, int awayReds, double addedSeconds) {
    return new Situation(
        null, 0, 0, 0, false, 0, 0, 0, 0, false, false, homeReds, awayReds, addedSeconds);
  }
}
