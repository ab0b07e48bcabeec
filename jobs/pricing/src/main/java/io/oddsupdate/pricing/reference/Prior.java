package io.oddsupdate.pricing.reference;

/**
 * What was expected before the start.
 *
 * @param homeSpread home handicap in points, negative where the home team is favoured
 * @param total points of both teams
 */
public record Prior(double homeSpread, double total, PriorSource source) {}
