package io.oddsupdate.pricing.model.nba;

import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Curve;

/**
 * The constants of one version of the NBA model. Times are shares of a regulation game.
 *
 * @param quarterSeconds a quarter of regulation
 * @param overtimeSeconds one overtime
 * @param homeEdge mean margin of two equal teams, home minus away, in points
 * @param total mean points of both teams in regulation
 * @param marginLeft share of the mean margin that is still to come, by the share of time left
 * @param known of a game whose strengths are known
 * @param blind of a game whose strengths are not known: a lead also tells who is stronger
 * @param closeWeights how much more often than normal regulation ends with a margin of 0, 1, 2 ...
 *     points either way
 * @param closeFade share of time left below which the weights fade to 1
 * @param overtimePace points of an overtime, as a share of those of regulation in the same time
 * @param overtimeClose power of the weights in an overtime
 */
public record NbaConstants(
    double quarterSeconds,
    double overtimeSeconds,
    double homeEdge,
    double total,
    Curve marginLeft,
    Course known,
    Course blind,
    double[] closeWeights,
    double closeFade,
    double overtimePace,
    double overtimeClose) {

  /**
   * How the rest of a game depends on what has happened, by the share of time left.
   *
   * @param marginReversion change of the mean rest of the margin by a point of lead above what was
   *     expected; negative: leads revert
   * @param marginSd points; the rest of the margin deviates by it times the root of the share left
   * @param totalReversion change of the mean rest of the total by a point scored above what was
   *     expected
   * @param totalSd points; the rest of the total deviates by it times the root of the share left
   * @param quarterMarginSd points, of a whole quarter that is to come
   * @param halfMarginSd points, of a whole half that is to come
   * @param quarterTotalSd points, of a whole quarter that is to come
   * @param halfTotalSd points, of a whole half that is to come
   */
  public record Course(
      Curve marginReversion,
      Curve marginSd,
      Curve totalReversion,
      Curve totalSd,
      double quarterMarginSd,
      double halfMarginSd,
      double quarterTotalSd,
      double halfTotalSd) {
    private static Course of(Constants constants, double[] points, String prefix) {
      return new Course(
          curve(constants, points, prefix + "margin_reversion", -1, 1),
          curve(constants, points, prefix + "margin_sd", 1, 100),
          curve(constants, points, prefix + "total_reversion", -1, 1),
          curve(constants, points, prefix + "total_sd", 1, 100),
          constants.number(prefix + "quarter_margin_sd", 1, 50),
          constants.number(prefix + "half_margin_sd", 1, 50),
          constants.number(prefix + "quarter_total_sd", 1, 50),
          constants.number(prefix + "half_total_sd", 1, 50));
    }
  }

  /** How many margins have a weight of their own. */
  private static final int CLOSE = 8;

  /** Shares of time left that the curves are given at. */
  private static final int POINTS = 14;

  /**
   * @throws IllegalArgumentException where one is missing or out of range; the message names it
   */
  public static NbaConstants of(Constants constants) {
    double[] points = constants.list("time_left", POINTS, 0, 1);
    return new NbaConstants(
        constants.number("quarter_seconds", 60, 3600),
        constants.number("overtime_seconds", 60, 3600),
        constants.number("home_edge", -20, 20),
        constants.number("league_total", 50, 500),
        curve(constants, points, "margin_left", 0, 1),
        Course.of(constants, points, ""),
        Course.of(constants, points, "blind_"),
        constants.list("close_weights", CLOSE, 0.01, 100),
        constants.number("close_fade", 0.0001, 1),
        constants.number("overtime_pace", 0.1, 2),
        constants.number("overtime_close", 0, 1));
  }

  private static Curve curve(
      Constants constants, double[] points, String name, double least, double most) {
    return Curve.of("time_left", points, constants.list(name, points.length, least, most));
  }

  double regulationSeconds() {
    return 4 * quarterSeconds;
  }

  /** One overtime as a share of regulation. */
  double overtimeShare() {
    return overtimeSeconds / regulationSeconds();
  }
}
