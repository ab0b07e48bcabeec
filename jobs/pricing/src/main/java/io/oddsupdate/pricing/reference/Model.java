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
    double playerPointsVmr) {}
