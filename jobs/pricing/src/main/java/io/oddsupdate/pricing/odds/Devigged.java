package io.oddsupdate.pricing.odds;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Odds without the margin.
 *
 * @param probabilities in the order of the odds; each above 0, summing to 1
 * @param overround sum of 1/odds: 1 plus the margin
 * @param parameter what the method solved for: z of Shin, k of power, c of the odds ratio; empty
 *     for the others, and where the method could not be used
 * @param used the method that gave the probabilities: the one that was asked for unless there is a
 *     fallback
 * @param fallback why the method could not be used, if it could not
 */
public record Devigged(
    List<Double> probabilities,
    double overround,
    OptionalDouble parameter,
    DevigMethod used,
    Optional<Fallback> fallback) {

  /** Why {@link DevigMethod#MULTIPLICATIVE} was used instead of what was asked for. */
  public enum Fallback {
    /** There is no margin to take out: an exchange, stale prices mixed, or an arbitrage. */
    NO_MARGIN,
    /** The additive method gives an outcome less than nothing (Clarke, Kovalchik, Ingram 2017). */
    NEGATIVE_PROBABILITY
  }
}
