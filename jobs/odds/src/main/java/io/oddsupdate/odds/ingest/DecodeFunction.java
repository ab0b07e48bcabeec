package io.oddsupdate.odds.ingest;

import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.odds.PatientRegistry;
import io.oddsupdate.pricing.game.GameEvent;
import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.UndecodableException;
import io.oddsupdate.schemas.WireFormat;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes records. A schema id that the registry cannot be asked about is waited for: only an
 * answer may send a record to the dead letters.
 */
final class DecodeFunction extends ProcessFunction<RawRecord, DecodedEvent> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(DecodeFunction.class);

  private final String registryUrl;
  private transient PatientRegistry registry;
  private transient Counter events;

  DecodeFunction(String registryUrl) {
    this.registryUrl = registryUrl;
  }

  @Override
  public void open(OpenContext context) {
    registry = new PatientRegistry(registryUrl);
    events = getRuntimeContext().getMetricGroup().counter("events");
  }

  @Override
  public void processElement(RawRecord raw, Context context, Collector<DecodedEvent> out)
      throws InterruptedException {
    events.inc();
    try {
      Optional<Schema> writer = registry.byId(WireFormat.schemaId(raw.value()));
      if (writer.isEmpty()) {
        dead(
            DeadRecord.undecoded(
                raw,
                DeadRecord.UNKNOWN_SCHEMA,
                "the registry has no schema with id " + WireFormat.schemaId(raw.value())),
            context);
        return;
      }
      decoded(raw, WireFormat.decode(raw.value(), writer.get(), RawEvent.class), context, out);
    } catch (UndecodableException e) {
      dead(DeadRecord.undecoded(raw, DeadRecord.UNDECODABLE, e.getMessage()), context);
    }
  }

  private static void decoded(
      RawRecord raw, RawEvent event, Context context, Collector<DecodedEvent> out) {
    GameEvent mapped;
    try {
      requireItsOwnTopic(raw, event);
      mapped = CanonicalEvents.toGameEvent(event);
    } catch (IllegalArgumentException e) {
      dead(
          new DeadRecord(
              raw,
              DeadRecord.INVALID_FIELD,
              e.getMessage(),
              event.getEventId(),
              event.getRevision(),
              event.getGameId()),
          context);
      return;
    }
    out.collect(
        DecodedEvent.of(
            raw,
            event.getReceivedAt().toEpochMilli(),
            event.getLeague(),
            event.getGameId(),
            mapped));
  }

  /** Updates are written to the topics of the event's league: it must be one that we serve. */
  private static void requireItsOwnTopic(RawRecord raw, RawEvent event) {
    if (!raw.origin().topic().equals(Topics.raw(event.getLeague()))) {
      throw new IllegalArgumentException(
          "league must be that of the topic %s, got '%s'"
              .formatted(raw.origin().topic(), event.getLeague()));
    }
  }

  private static void dead(DeadRecord dead, Context context) {
    Origin origin = dead.raw().origin();
    LOG.warn(
        "dead_letter reason={} topic={} partition={} offset={} detail={}",
        dead.reason(),
        origin.topic(),
        origin.partition(),
        origin.offset(),
        dead.detail());
    context.output(Decode.UNDECODABLE, dead);
  }
}
