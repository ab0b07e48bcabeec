package io.oddsupdate.pricing.market;

/**
 * How one outcome ended.
 *
 * @param voidFactor UOF: 0, 0.5 or 1 (the stake's share that is returned)
 */
public record OutcomeResult(String outcomeId, Result result, double voidFactor) {}
