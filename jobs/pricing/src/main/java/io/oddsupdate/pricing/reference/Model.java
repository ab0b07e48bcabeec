package io.oddsupdate.pricing.reference;

/**
 * A version of the NBA model: its constants are a row, not code.
 *
 * @param marginSd standard deviation of the final margin around the spread, in points
 * @param totalSd standard deviation of the final total around its prior, in points
 * @param overtimeShare one overtime as a share of regulation
 * @param playerPointsVmr variance of a player's points divided by their mean
 */
public record Model(
    String modelId,
    String modelVersion,
    double marginSd,
    double totalSd,
    double overtimeShare,
    int regulationSeconds,
    int overtimeSeconds,
    double playerPointsVmr) {
  public Model {
    Check.within("margin_sd", marginSd, 1, 100);
    Check.within("total_sd", totalSd, 1, 100);
    Check.within("overtime_share", overtimeShare, 0.01, 1);
    Check.within("regulation_seconds", regulationSeconds, 1, 86_400);
    Check.within("overtime_seconds", overtimeSeconds, 1, 86_400);
    Check.within("player_points_vmr", playerPointsVmr, 1, 100);
  }
}
