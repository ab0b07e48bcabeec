package io.oddsupdate.odds.enrich;

import io.oddsupdate.lookup.PostgresConfig;
import io.oddsupdate.lookup.RedisConfig;
import java.io.Serializable;
import java.time.Duration;

/**
 * Where the enrichment comes from and how long it may take.
 *
 * @param deadline of one event's enrichment, both lookups together; positive
 * @param referenceFor how long a reference document is remembered
 * @param hotFor how long hot state is remembered
 * @param maxInFlight events that may wait for their enrichment at once
 */
public record EnrichConfig(
    PostgresConfig postgres,
    RedisConfig redis,
    Duration deadline,
    Duration referenceFor,
    Duration hotFor,
    int maxInFlight)
    implements Serializable {
  public EnrichConfig {
    positive(deadline, "lookup.deadline-ms");
    positive(referenceFor, "lookup.cache-ms");
    positive(hotFor, "lookup.hot-cache-ms");
    if (maxInFlight <= 0) {
      throw new IllegalArgumentException(
          "lookup.max-in-flight must be positive, got " + maxInFlight);
    }
  }

  private static void positive(Duration value, String key) {
    if (value.toMillis() <= 0) {
      throw new IllegalArgumentException(key + " must be positive, got " + value.toMillis());
    }
  }
}
