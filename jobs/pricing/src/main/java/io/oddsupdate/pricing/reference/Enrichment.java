package io.oddsupdate.pricing.reference;

import java.util.List;

/**
 * The enrichment that an event was priced with: what its decision records.
 *
 * @param reference null where it was never known
 * @param hot the last value known of each player, sorted by player id
 * @param defaulted the lookups that failed, so that the last known value was used: {@code
 *     reference}, {@code hot}
 */
public record Enrichment(GameReference reference, List<PlayerHot> hot, List<String> defaulted) {
  public static final Enrichment UNKNOWN = new Enrichment(null, List.of(), List.of());
}
