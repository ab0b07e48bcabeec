package io.oddsupdate.odds.price;

import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.odds.RegistryServer;
import io.oddsupdate.odds.SampleGame;
import io.oddsupdate.odds.enrich.EnrichedChange;
import io.oddsupdate.odds.ingest.CanonicalEvents;
import io.oddsupdate.odds.ingest.GameChange;
import io.oddsupdate.odds.ingest.Origin;
import io.oddsupdate.odds.publish.OutputRecord;
import io.oddsupdate.pricing.game.Controls;
import io.oddsupdate.pricing.game.GameEvent;
import io.oddsupdate.pricing.game.GameFold;
import io.oddsupdate.pricing.game.KeptEvent;
import io.oddsupdate.pricing.game.Offered;
import io.oddsupdate.pricing.reference.Lookups;
import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.UndecodableException;
import io.oddsupdate.schemas.WireFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** Accepted events of one game, through pricing as the job runs it. */
final class PriceHarness implements AutoCloseable {
  private final Map<String, KeptEvent> kept = new HashMap<>();
  private final String league;
  private final KeyedOneInputStreamOperatorTestHarness<String, EnrichedChange, OutputRecord>
      harness;
  private Controls controls = Controls.NONE;
  private long offset;
  private int seen;

  PriceHarness(RegistryServer registry, String league) throws Exception {
    this.league = league;
    this.harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new PriceFunction(registry.url(), List.of(league), 1)),
            enriched -> enriched.change().gameId(),
            Types.STRING);
    harness.open();
  }

  /** What pricing wrote. */
  List<OutputRecord> send(RawEvent raw, Lookups lookups) throws Exception {
    GameEvent event = CanonicalEvents.toGameEvent(raw);
    Offered offered = GameFold.offer(kept.get(event.eventId()), controls, event);
    kept.put(event.eventId(), offered.kept());
    controls = offered.controls();
    harness.processElement(
        new EnrichedChange(
            new GameChange(
                new Origin(Topics.raw(league), 0, offset++, null, null, 0),
                SampleGame.RECEIVED.toEpochMilli(),
                league,
                raw.getGameId(),
                event.eventId(),
                event.revision(),
                event.occurredAtMs(),
                offered.verdict(),
                controls.archived(),
                controls.archived() ? null : GameFold.fold(kept.values(), controls),
                null),
            lookups),
        0);
    List<OutputRecord> all = harness.extractOutputValues();
    List<OutputRecord> fresh = List.copyOf(all.subList(seen, all.size()));
    seen = all.size();
    return fresh;
  }

  int stateEntries() {
    return harness.numKeyedStateEntries();
  }

  List<OddsUpdate> updates(List<OutputRecord> out) {
    return of(out, Topics.internal(league), OddsUpdate.getClassSchema(), OddsUpdate.class);
  }

  List<OddsUpdate> shadows(List<OutputRecord> out) {
    return of(out, Topics.shadow(league), OddsUpdate.getClassSchema(), OddsUpdate.class);
  }

  Decision decision(List<OutputRecord> out) {
    return of(out, Topics.decisions(league), Decision.getClassSchema(), Decision.class).get(0);
  }

  private static <T extends SpecificRecord> List<T> of(
      List<OutputRecord> out, String topic, Schema schema, Class<T> type) {
    return out.stream()
        .filter(record -> record.topic().equals(topic))
        .map(record -> decode(record, schema, type))
        .toList();
  }

  private static <T extends SpecificRecord> T decode(
      OutputRecord record, Schema schema, Class<T> type) {
    try {
      return WireFormat.decode(record.value(), schema, type);
    } catch (UndecodableException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
