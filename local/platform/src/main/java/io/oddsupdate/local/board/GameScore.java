package io.oddsupdate.local.board;

/**
 * Where a game stands, by the raw log.
 *
 * @param status a UOF event status
 * @param period 0 before the start; overtimes go on counting
 * @param periodType REG, OT, ET or SO; null before the start
 * @param secondsRemaining of the period
 */
public record GameScore(
    String status, int period, String periodType, double secondsRemaining, int home, int away) {}
