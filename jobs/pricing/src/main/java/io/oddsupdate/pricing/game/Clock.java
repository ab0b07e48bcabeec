package io.oddsupdate.pricing.game;

/**
 * The game clock.
 *
 * @param period from 1; overtimes go on counting
 * @param secondsRemaining of the period
 */
public record Clock(int period, PeriodType periodType, double secondsRemaining) {}
