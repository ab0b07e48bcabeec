package io.oddsupdate.local.proof;

import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.Command;
import io.oddsupdate.avro.raw.FeedStatus;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.mirror.PublicProjection;
import io.oddsupdate.schemas.Headers;
import io.oddsupdate.schemas.WireFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;

/** What each hop must hold, and what it holds, as entries that can be compared. */
final class Expectations {
  /** Internal headers that may differ between two runs: their presence and values are free. */
  private static final Set<String> TIMING =
      Set.of(Headers.RECEIVED_AT, Headers.COMPUTED_AT, Headers.ENRICHMENT, Headers.TRACEPARENT);

  private final Evidence evidence;
  private final Schemas schemas;

  Expectations(Evidence evidence, Schemas schemas) {
    this.evidence = evidence;
    this.schemas = schemas;
  }

  /**
   * The acknowledged events, each once; and what nobody acknowledges because it is ours, commands
   * and feed reports, each once too.
   */
  HopDiff raw() {
    List<Entry> expected = new ArrayList<>();
    Set<String> wanted = new HashSet<>();
    for (Acknowledged event : evidence.acknowledged()) {
      wanted.add(event.identity());
      expected.add(Entry.of(event.identity(), Map.of(), "acknowledged to the vendor"));
    }
    List<Entry> found = new ArrayList<>();
    for (Decoded<RawEvent> raw : evidence.raw()) {
      RawEvent event = raw.value();
      String identity =
          event == null
              ? "undecodable at " + raw.record().where()
              : new Acknowledged(event.getEventId(), event.getRevision()).identity();
      found.add(Entry.of(identity, Map.of(), raw.record().where()));
      if (event != null && isOurs(event) && wanted.add(identity)) {
        expected.add(Entry.of(identity, Map.of(), raw.record().where()));
      }
    }
    return HopDiff.compare(expected, found).and(lost(wanted));
  }

  /**
   * Records of ours have no other witness than their decision. One that names a place before the
   * first record of a partition was of a record that the log has lost.
   */
  private List<Finding> lost(Set<String> wanted) {
    Map<Integer, Long> begins = new HashMap<>();
    for (Decoded<RawEvent> raw : evidence.raw()) {
      begins.merge(raw.record().partition(), raw.record().offset(), Math::min);
    }
    List<Finding> lost = new ArrayList<>();
    for (Decoded<Decision> record : evidence.decisions()) {
      Decision decision = record.value();
      if (decision == null || decision.getEventId() == null) {
        continue;
      }
      String identity = new Acknowledged(decision.getEventId(), decision.getRevision()).identity();
      long begin = begins.getOrDefault(decision.getRawPartition(), Long.MAX_VALUE);
      if (decision.getRawOffset() < begin && wanted.add(identity)) {
        lost.add(
            new Finding(
                Finding.Kind.MISSING,
                identity,
                identity(decision),
                "was decided at " + record.record().where() + ", and the log begins after it"));
      }
    }
    return lost;
  }

  private static boolean isOurs(RawEvent event) {
    return event.getPayload() instanceof Command || event.getPayload() instanceof FeedStatus;
  }

  HopDiff decisions() {
    List<Entry> expected = new ArrayList<>();
    List<Finding> unknown = new ArrayList<>();
    for (Step step : evidence.steps()) {
      Bytes value = encoded(schemas.decisionId(), step.decision());
      String lane = step.decision().getGameId();
      // a record that names no game is followed by its own key
      String key = lane == null ? step.raw().keyText() : lane;
      expected.add(
          new Entry(
              identity(step.decision()),
              decisionFields(key, value, step.decision().getLeague(), lane),
              "raw record " + step.raw().where(),
              lane,
              -1));
      for (String problem : step.unknown()) {
        unknown.add(
            new Finding(
                Finding.Kind.DIFFERENT, identity(step.decision()), step.raw().where(), problem));
      }
    }
    List<Entry> found = new ArrayList<>();
    for (Decoded<Decision> decision : evidence.decisions()) {
      found.add(
          new Entry(
              decision.value() == null
                  ? "undecodable at " + decision.record().where()
                  : identity(decision.value()),
              decisionFields(
                  decision.record().keyText(),
                  bytes(decision.record().value()),
                  decision.record().header(Headers.LEAGUE),
                  decision.record().header(Headers.GAME_ID)),
              decision.record().where(),
              decision.value() == null ? null : decision.value().getGameId(),
              decision.record().partition()));
    }
    return HopDiff.compare(expected, found).and(unknown);
  }

  private static String identity(Decision decision) {
    return Oracle.identity(
        decision.getRawTopic(), decision.getRawPartition(), decision.getRawOffset());
  }

  private static Map<String, Object> decisionFields(
      String key, Bytes value, String league, String gameId) {
    return new Entry.Fields()
        .add("key", key)
        .add("value", value)
        .add(Headers.LEAGUE, league)
        .add(Headers.GAME_ID, gameId)
        .map();
  }

  HopDiff internal() {
    List<Entry> expected = new ArrayList<>();
    for (Step step : evidence.steps()) {
      for (OddsUpdate update : step.updates()) {
        Entry.Fields fields =
            new Entry.Fields()
                .add("key", update.getGameId())
                .add("value", encoded(schemas.internalId(), update))
                .add(Headers.LEAGUE, update.getLeague())
                .add(Headers.GAME_ID, update.getGameId())
                .add(Headers.PLAYER_ID, update.getPlayerId())
                .add(Headers.MODEL_VERSION, update.getModelVersion())
                .add("other headers", List.of());
        expected.add(
            new Entry(
                update.getUpdateId(),
                fields.map(),
                "caused by " + step.raw().where(),
                update.getGameId(),
                -1));
      }
    }
    List<Entry> found = new ArrayList<>();
    for (Decoded<OddsUpdate> update : evidence.internal()) {
      LoggedRecord record = update.record();
      Set<String> known = new HashSet<>(TIMING);
      known.addAll(
          Set.of(Headers.LEAGUE, Headers.GAME_ID, Headers.PLAYER_ID, Headers.MODEL_VERSION));
      Entry.Fields fields =
          new Entry.Fields()
              .add("key", record.keyText())
              .add("value", bytes(record.value()))
              .add(Headers.LEAGUE, record.header(Headers.LEAGUE))
              .add(Headers.GAME_ID, record.header(Headers.GAME_ID))
              .add(Headers.PLAYER_ID, record.header(Headers.PLAYER_ID))
              .add(Headers.MODEL_VERSION, record.header(Headers.MODEL_VERSION))
              .add(
                  "other headers",
                  record.headers().stream()
                      .map(Header::key)
                      .filter(name -> !known.contains(name))
                      .toList());
      found.add(
          new Entry(
              update.value() == null
                  ? "undecodable at " + record.where()
                  : update.value().getUpdateId(),
              fields.map(),
              record.where(),
              update.value() == null ? null : update.value().getGameId(),
              record.partition()));
    }
    return HopDiff.compare(expected, found);
  }

  HopDiff published() {
    List<Entry> expected = new ArrayList<>();
    for (Step step : evidence.steps()) {
      for (OddsUpdate update : step.updates()) {
        List<String> headers = new ArrayList<>();
        headers.add(Headers.GAME_ID + "=" + update.getGameId());
        headers.add(Headers.LEAGUE + "=" + update.getLeague());
        if (update.getPlayerId() != null) {
          headers.add(Headers.PLAYER_ID + "=" + update.getPlayerId());
        }
        Bytes value = encoded(schemas.publicId(), PublicProjection.project(update));
        expected.add(
            new Entry(
                update.getUpdateId(),
                publicFields(update.getGameId(), value, headers),
                "projected from internal, caused by " + step.raw().where(),
                update.getGameId(),
                -1));
      }
    }
    List<Entry> found = new ArrayList<>();
    for (Decoded<PublicOddsUpdate> update : evidence.published()) {
      LoggedRecord record = update.record();
      List<String> headers =
          record.headers().stream()
              .map(Header::key)
              .distinct()
              .sorted()
              .map(name -> name + "=" + record.header(name))
              .collect(Collectors.toCollection(ArrayList::new));
      found.add(
          new Entry(
              update.value() == null
                  ? "undecodable at " + record.where()
                  : update.value().getUpdateId(),
              publicFields(record.keyText(), bytes(record.value()), headers),
              record.where(),
              update.value() == null ? null : update.value().getGameId(),
              record.partition()));
    }
    return HopDiff.compare(expected, found);
  }

  private static Map<String, Object> publicFields(String key, Bytes value, List<String> headers) {
    return new Entry.Fields().add("key", key).add("value", value).add("headers", headers).map();
  }

  HopDiff clickhouse(List<Entry> rows) {
    List<Entry> expected =
        archived(
            (fields, update, record) ->
                fields.put(
                    "traceparent", record == null ? null : record.header(Headers.TRACEPARENT)));
    return HopDiff.compare(expected, rows);
  }

  HopDiff parquet(List<Entry> rows) {
    List<Entry> expected =
        archived(
            (fields, update, record) ->
                fields.put(
                    "folder", "league=" + update.getLeague() + "/date=" + update.getGameDate()));
    return HopDiff.compare(expected, rows);
  }

  HopDiff current(List<Entry> rows) {
    Map<String, OddsUpdate> latest = new LinkedHashMap<>();
    for (Step step : evidence.steps()) {
      for (OddsUpdate update : step.updates()) {
        latest.put(MarketKeys.of(update), update);
      }
    }
    return HopDiff.compare(latest.values().stream().map(CurrentTable::expected).toList(), rows);
  }

  private interface StoreFields {
    void add(Map<String, Object> fields, OddsUpdate update, LoggedRecord record);
  }

  /** Every update that must be in an archive, with its place in the log that was really found. */
  private List<Entry> archived(StoreFields own) {
    Map<String, LoggedRecord> places = new HashMap<>();
    for (Decoded<OddsUpdate> update : evidence.internal()) {
      if (update.value() != null) {
        places.putIfAbsent(update.value().getUpdateId(), update.record());
      }
    }
    List<Entry> expected = new ArrayList<>();
    for (Step step : evidence.steps()) {
      for (OddsUpdate update : step.updates()) {
        LoggedRecord record = places.get(update.getUpdateId());
        Map<String, Object> fields = ArchivedUpdate.fields(update, record);
        own.add(fields, update, record);
        expected.add(
            Entry.of(
                update.getUpdateId(),
                fields,
                record == null ? "caused by " + step.raw().where() : record.where()));
      }
    }
    return expected;
  }

  private Bytes encoded(int schemaId, SpecificRecord record) {
    return bytes(WireFormat.encode(schemaId, record));
  }

  private Bytes bytes(byte[] data) {
    return new Bytes(data, schemas.explain());
  }
}
