package io.oddsupdate.pricing.consensus;

import io.oddsupdate.pricing.odds.DevigMethod;
import java.util.Map;

/**
 * How quotes are weighed.
 *
 * @param halfLifeMs a quote counts half of one that is so much younger: minutes before the start, a
 *     few seconds in play
 * @param outlierLogit a quote further than this from the median of the supplier groups is dropped,
 *     in log odds: 0.5 is 12 points at evens
 * @param weights by supplier group, how much it counts beside the others; 1 where it is not named
 */
public record ConsensusRules(
    DevigMethod method, long halfLifeMs, double outlierLogit, Map<String, Double> weights) {
  /** Further apart than this, two bookmakers do not price the same game. */
  public static final double OUTLIER_LOGIT = 0.5;

  public ConsensusRules {
    if (halfLifeMs < 1) {
      throw new IllegalArgumentException(
          "consensus half_life_ms must be at least 1, got " + halfLifeMs);
    }
    if (!(outlierLogit > 0)) {
      throw new IllegalArgumentException(
          "consensus outlier_logit must be above 0, got " + outlierLogit);
    }
    weights = Map.copyOf(weights);
    weights.forEach(
        (group, weight) -> {
          if (!(weight > 0 && weight <= 1000)) {
            throw new IllegalArgumentException(
                "consensus weight of %s must be above 0 and at most 1000, got %s"
                    .formatted(group, weight));
          }
        });
  }

  /** Shin's method and equal suppliers. */
  public static ConsensusRules of(long halfLifeMs) {
    return new ConsensusRules(DevigMethod.SHIN, halfLifeMs, OUTLIER_LOGIT, Map.of());
  }
}
