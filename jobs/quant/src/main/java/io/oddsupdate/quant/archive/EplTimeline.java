package io.oddsupdate.quant.archive;

import java.util.List;

/**
 * When goals and red cards fell in a match.
 *
 * @param season such as {@code 1516}
 * @param homeRate goals expected of the home team; 0 where only a price tells
 * @param moments in order
 */
public record EplTimeline(
    String season,
    String home,
    String away,
    double homeRate,
    double awayRate,
    List<Moment> moments) {
  public EplTimeline {
    moments = List.copyOf(moments);
  }

  /**
   * @param red else it is a goal
   * @param home whether of the home team
   * @param half 1 or 2
   * @param second of the half
   */
  public record Moment(boolean red, boolean home, int half, double second) {
    boolean by(int half, double second) {
      return this.half < half || (this.half == half && this.second <= second);
    }
  }

  /** How many goals, or red cards, a team has by a moment. */
  public int count(boolean red, boolean home, int half, double second) {
    return (int)
        moments.stream()
            .filter(each -> each.red() == red && each.home() == home && each.by(half, second))
            .count();
  }
}
