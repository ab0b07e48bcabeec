package io.oddsupdate.odds;

import java.time.Duration;
import java.util.List;

/**
 * What the topology needs to know besides its ends.
 *
 * @param epoch of this run; higher than any before it that may have published what this run cannot
 *     know of
 * @param lookupDeadline of one event's enrichment
 * @param maxInFlight events that may wait for their enrichment at once
 */
public record PipelineSettings(
    List<String> leagues,
    String registryUrl,
    long epoch,
    Duration lookupDeadline,
    int maxInFlight) {
  public PipelineSettings {
    if (epoch < 1) {
      throw new IllegalArgumentException("epoch starts at 1, got " + epoch);
    }
    leagues = List.copyOf(leagues);
  }

  static PipelineSettings of(OddsJobConfig config, long epoch) {
    return new PipelineSettings(
        config.leagues(),
        config.registryUrl(),
        epoch,
        config.enrich().deadline(),
        config.enrich().maxInFlight());
  }
}
