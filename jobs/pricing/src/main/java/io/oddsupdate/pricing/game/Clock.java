package io.oddsupdate.pricing.game;

/**
 * The game clock.
 *
 * @param period from 1; overtimes go on counting; the inning in baseball
 * @param secondsRemaining of the period; 0 where there is no clock
 * @param secondsElapsed of the period
 */
public record Clock(
    int period, PeriodType periodType, double secondsRemaining, double secondsElapsed) {}
