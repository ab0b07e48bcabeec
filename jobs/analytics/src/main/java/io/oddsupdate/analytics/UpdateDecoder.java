package io.oddsupdate.analytics;

import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.schemas.RegistryUnavailableException;
import io.oddsupdate.schemas.SchemaRegistry;
import io.oddsupdate.schemas.UndecodableException;
import io.oddsupdate.schemas.WireFormat;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes every record or stops the job; never skips one. While the registry is down it waits, and
 * back-pressure stops the source.
 */
final class UpdateDecoder extends RichMapFunction<LoggedBytes, LoggedUpdate> {
  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(UpdateDecoder.class);

  /** Soon enough after the registry's return, rare enough not to hinder it. */
  private static final long WAIT_FOR_REGISTRY_MS = 1_000;

  private final String registryUrl;
  private transient SchemaRegistry registry;
  private transient Counter decoded;
  private transient Counter undecodable;
  private transient Counter registryWaits;

  UpdateDecoder(String registryUrl) {
    this.registryUrl = registryUrl;
  }

  @Override
  public void open(OpenContext context) {
    registry = new SchemaRegistry(registryUrl);
    decoded = getRuntimeContext().getMetricGroup().counter("decoded");
    undecodable = getRuntimeContext().getMetricGroup().counter("undecodable");
    registryWaits = getRuntimeContext().getMetricGroup().counter("registryWaits");
  }

  @Override
  public LoggedUpdate map(LoggedBytes record)
      throws UnreadableUpdateException, InterruptedException {
    try {
      OddsUpdate update = WireFormat.decode(record.value(), writer(record), OddsUpdate.class);
      ProcessingFacts facts =
          new ProcessingFacts(
              instant(record.receivedAt()),
              instant(record.computedAt()),
              record.enrichment(),
              record.traceparent());
      decoded.inc();
      return new LoggedUpdate(update, record.position(), facts);
    } catch (UndecodableException e) {
      undecodable.inc();
      throw new UnreadableUpdateException(record.position(), e.getMessage(), e);
    }
  }

  private Schema writer(LoggedBytes record) throws UndecodableException, InterruptedException {
    int id = WireFormat.schemaId(record.value());
    for (int attempt = 1; ; attempt++) {
      try {
        return registry
            .byId(id)
            .orElseThrow(() -> new UndecodableException("the registry knows no schema " + id));
      } catch (RegistryUnavailableException e) {
        registryWaits.inc();
        log.warn(
            "registry unavailable, waiting: {} schema_id={} attempt={} cause=\"{}\"",
            record.position(),
            id,
            attempt,
            e.getMessage());
        Thread.sleep(WAIT_FOR_REGISTRY_MS);
      }
    }
  }

  private static Instant instant(String epochMs) throws UndecodableException {
    if (epochMs == null) {
      return null;
    }
    try {
      return Instant.ofEpochMilli(Long.parseLong(epochMs));
    } catch (NumberFormatException e) {
      throw new UndecodableException("a time header is no epoch in milliseconds: " + epochMs, e);
    }
  }
}
