package io.oddsupdate.pricing.game;

/**
 * Points scored in one period so far.
 *
 * @param period from 1; overtimes go on counting
 */
public record PeriodScore(int period, int home, int away) {}
