package io.oddsupdate.adapter.core;

import io.oddsupdate.avro.raw.RawEvent;
import java.util.List;

/**
 * What a payload changes.
 *
 * @param events for the raw log, in order
 * @param duplicates how many of the payload's actions the log already has
 * @param outdated whether the payload is older than what the log has, so that it says nothing
 * @param publishedAtMs the vendor's time of the payload, epoch ms
 */
public record Changes(List<RawEvent> events, int duplicates, boolean outdated, long publishedAtMs) {
  public Changes {
    events = List.copyOf(events);
  }
}
