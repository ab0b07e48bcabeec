package io.oddsupdate.pricing.model;

/**
 * Constants of {@link FinalScore}.
 *
 * @param marginSd standard deviation of the final margin around the spread, in points
 * @param totalSd standard deviation of the final total around its prior, in points
 * @param overtimeShare one overtime as a share of regulation
 */
public record PointsConstants(
    double marginSd,
    double totalSd,
    double overtimeShare,
    double regulationSeconds,
    double overtimeSeconds) {

  static PointsConstants of(Constants constants) {
    return new PointsConstants(
        constants.number("margin_sd", 1, 100),
        constants.number("total_sd", 1, 100),
        constants.number("overtime_share", 0.01, 1),
        constants.number("regulation_seconds", 1, 86_400),
        constants.number("overtime_seconds", 1, 86_400));
  }
}
