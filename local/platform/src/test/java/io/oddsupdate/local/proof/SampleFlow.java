package io.oddsupdate.local.proof;

import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.Command;
import io.oddsupdate.avro.raw.CommandType;
import io.oddsupdate.avro.raw.EventStatus;
import io.oddsupdate.avro.raw.GameClock;
import io.oddsupdate.avro.raw.GameUpdate;
import io.oddsupdate.avro.raw.Operation;
import io.oddsupdate.avro.raw.PeriodType;
import io.oddsupdate.avro.raw.PlayerRole;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.avro.raw.Role;
import io.oddsupdate.avro.raw.TeamSide;
import io.oddsupdate.mirror.PublicProjection;
import io.oddsupdate.odds.enrich.ReferenceDocument;
import io.oddsupdate.odds.ingest.CanonicalEvents;
import io.oddsupdate.odds.ingest.GameChange;
import io.oddsupdate.odds.ingest.Origin;
import io.oddsupdate.odds.publish.Decisions;
import io.oddsupdate.odds.publish.InternalUpdates;
import io.oddsupdate.pricing.engine.Cause;
import io.oddsupdate.pricing.engine.GameBook;
import io.oddsupdate.pricing.engine.GameEngine;
import io.oddsupdate.pricing.engine.Priced;
import io.oddsupdate.pricing.game.Controls;
import io.oddsupdate.pricing.game.GameEvent;
import io.oddsupdate.pricing.game.GameFold;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.KeptEvent;
import io.oddsupdate.pricing.game.Offered;
import io.oddsupdate.pricing.game.Verdict;
import io.oddsupdate.pricing.market.MarketUpdate;
import io.oddsupdate.pricing.reference.Availability;
import io.oddsupdate.pricing.reference.Enrichment;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.LookupOutcome;
import io.oddsupdate.pricing.reference.Lookups;
import io.oddsupdate.pricing.reference.PlayerHot;
import io.oddsupdate.schemas.Headers;
import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A short game through a flow that loses nothing: every log as the real parts would have written
 * it. Tests then spoil one record.
 */
final class SampleFlow implements Knowledge {
  static final String GAME = "nba-20201222-gsw-bkn";
  static final Schemas SCHEMAS = new Schemas(11, 12, 13, bytes -> Optional.empty());
  private static final long EPOCH = 3;
  private static final String REFERENCE =
      """
      {"game_id": "nba-20201222-gsw-bkn", "league": "nba",
       "scheduled_start": "2020-12-22T23:30:00Z",
       "home": {"team_id": "nba-bkn", "name": "Brooklyn Nets", "tricode": "BKN"},
       "away": {"team_id": "nba-gsw", "name": "Golden State Warriors", "tricode": "GSW"},
       "prior": {"home_spread": -7.5, "total": 229.5, "source": "MARKET"},
       "players": [{"player_id": "nba-201142", "name": "Kevin Durant", "side": "HOME",
                    "expected": {"POINTS": 26.5}},
                   {"player_id": "nba-201939", "name": "Stephen Curry", "side": "AWAY",
                    "expected": {"POINTS": 28.0}}],
       "model": {"model_id": "nba-normal-margin", "model_version": "nba-2026.1", "constants":
         {"margin_sd": 11.7, "total_sd": 17.3, "overtime_share": 0.104, "regulation_seconds": 2880,
          "overtime_seconds": 300, "player_points": [1.9, 0]}},
       "config": {"config_version": "nba-markets-1", "max_price": 500.0,
         "suspending_actions": ["REVIEW_START", "INJURY"],
         "markets": [
           {"market": 219, "margin": 0.045},
           {"market": 223, "margin": 0.05, "beside": 2, "step": 2},
           {"market": 225, "margin": 0.05, "beside": 2, "step": 4},
           {"market": 227, "margin": 0.05},
           {"market": 228, "margin": 0.05},
           {"market": 768, "margin": 0.07}]}}
      """;

  final Set<Acknowledged> acknowledged = new LinkedHashSet<>();
  final List<Decoded<RawEvent>> raw = new ArrayList<>();
  final List<Decoded<Decision>> decisions = new ArrayList<>();
  final List<Decoded<OddsUpdate>> internal = new ArrayList<>();
  final List<Decoded<PublicOddsUpdate>> published = new ArrayList<>();
  private static final String REPINNED = "nba-2026.9";

  private final GameReference reference = ReferenceDocument.parse(1, REFERENCE);
  private final GameReference newer =
      ReferenceDocument.parse(2, REFERENCE.replace("nba-2026.1", REPINNED).replace("11.7", "14"));
  private GameReference inForce = reference;
  private final List<PlayerHot> hot =
      List.of(
          new PlayerHot("nba-201142", 1, Availability.IN, 1.0),
          new PlayerHot("nba-201939", 2, Availability.IN, 1.05));
  private final Map<String, KeptEvent> kept = new HashMap<>();
  private Controls controls = Controls.NONE;
  private final GameEngine engine = new GameEngine();
  private GameBook book = GameBook.EMPTY;

  private SampleFlow() {}

  /** A start, scores, a review, a trader's suspension, an edit, a repeat, a deletion, an end. */
  static SampleFlow played() {
    SampleFlow flow = new SampleFlow();
    flow.play(1, 1, ActionType.GAME_START, 0, 0, 0, 720);
    flow.play(2, 1, ActionType.SCORE, 2, 2, 0, 690);
    flow.play(3, 1, ActionType.SCORE, 3, 2, 3, 610);
    flow.play(4, 1, ActionType.REVIEW_START, 0, 2, 3, 600);
    flow.play(5, 1, ActionType.REVIEW_END, 0, 2, 3, 600);
    flow.play(3, 1, ActionType.SCORE, 3, 2, 3, 610);
    flow.play(3, 2, ActionType.SCORE, 2, 2, 2, 610);
    flow.play(3, 1, ActionType.SCORE, 3, 2, 3, 610);
    flow.command(CommandType.SUSPEND, 1);
    flow.play(6, 1, ActionType.SCORE, 2, 4, 2, 560);
    flow.command(CommandType.RESUME, 2);
    flow.delete(6, 2);
    flow.undecodable();
    flow.play(7, 1, ActionType.SCORE, 3, 5, 2, 300);
    flow.play(8, 1, ActionType.GAME_END, 0, 5, 2, 0);
    return flow;
  }

  /**
   * A game whose version is changed in mid-game: published, ordered, and looked up once more from a
   * cache before it is found.
   */
  static SampleFlow repinned() {
    SampleFlow flow = new SampleFlow();
    flow.play(1, 1, ActionType.GAME_START, 0, 0, 0, 720);
    flow.play(2, 1, ActionType.SCORE, 2, 2, 0, 690);
    flow.command(CommandType.PIN_MODEL, 1);
    flow.play(3, 1, ActionType.SCORE, 3, 2, 3, 610);
    flow.inForce = flow.newer;
    flow.play(4, 1, ActionType.SCORE, 2, 4, 3, 600);
    flow.play(5, 1, ActionType.GAME_END, 0, 4, 3, 0);
    return flow;
  }

  Evidence evidence() {
    Map<String, Decision> recorded = new HashMap<>();
    for (Decoded<Decision> decision : decisions) {
      recorded.putIfAbsent(
          Oracle.identity(
              decision.value().getRawTopic(),
              decision.value().getRawPartition(),
              decision.value().getRawOffset()),
          decision.value());
    }
    List<Step> steps = new Oracle("nba", recorded, this).fold(raw);
    return new Evidence(acknowledged, raw, decisions, internal, published, steps);
  }

  Expectations expectations() {
    return new Expectations(evidence(), SCHEMAS);
  }

  @Override
  public Optional<GameReference> reference(String gameId, long version) {
    return version == 1
        ? Optional.of(reference)
        : version == 2 ? Optional.of(newer) : Optional.empty();
  }

  @Override
  public Optional<PlayerHot> hot(String league, String playerId, long version) {
    return hot.stream()
        .filter(player -> player.playerId().equals(playerId) && player.version() == version)
        .findFirst();
  }

  @Override
  public boolean startedWith(long epoch) {
    return epoch == EPOCH;
  }

  private void play(
      long id, long revision, ActionType action, int points, int home, int away, double left) {
    GameUpdate update =
        GameUpdate.newBuilder()
            .setAction(action)
            .setVendorAction("made up")
            .setHomeScore(home)
            .setAwayScore(away)
            .setPoints(points)
            .setSide(TeamSide.HOME)
            .setPlayers(
                points == 0 ? List.of() : List.of(new PlayerRole("nba-201142", Role.SCORER)))
            .build();
    take(
        event("nba-livedata:0022000001:" + id, "nba-livedata", id, revision, Operation.ADD)
            .setClock(new GameClock(1, PeriodType.REG, 720 - left, left, true))
            .setPayload(update)
            .build());
  }

  private void delete(long id, long revision) {
    take(
        event("nba-livedata:0022000001:" + id, "nba-livedata", id, revision, Operation.DELETE)
            .build());
  }

  private void command(CommandType type, long id) {
    take(
        event("commands:" + GAME + ":" + id, "commands", 0, 1, Operation.ADD)
            .setPayload(
                new Command(
                    type, type == CommandType.PIN_MODEL ? REPINNED : null, "trader", "test"))
            .build());
  }

  private static RawEvent.Builder event(
      String id, String vendor, long order, long revision, Operation operation) {
    return RawEvent.newBuilder()
        .setEventId(id)
        .setVendor(vendor)
        .setLeague("nba")
        .setGameId(GAME)
        .setVendorGameId("0022000001")
        .setVendorEventId(Long.toString(order))
        .setOperation(operation)
        .setVendorOrder(order * 10_000)
        .setRevision(revision)
        .setOccurredAt(Instant.ofEpochMilli(1_608_680_000_000L + order))
        .setReceivedAt(Instant.ofEpochMilli(1_608_680_001_000L + order))
        .setStatus(EventStatus.LIVE);
  }

  private void undecodable() {
    LoggedRecord record = rawRecord(new byte[] {0, 0, 0, 0, 9, 1});
    raw.add(new Decoded<>(record, null, "not a record of the writer's schema"));
    Decision decision =
        Decision.newBuilder()
            .setRawTopic(record.topic())
            .setRawPartition(record.partition())
            .setRawOffset(record.offset())
            .setLeague("nba")
            .setEpoch(EPOCH)
            .setFate(io.oddsupdate.avro.decision.Fate.DEAD_LETTER)
            .setReason("undecodable")
            .build();
    decided(decision, List.of(header(Headers.LEAGUE, "nba")));
  }

  private LoggedRecord rawRecord(byte[] value) {
    return new LoggedRecord(
        Topics.raw("nba"), 2, raw.size() * 2L, 0, bytes(GAME), value, List.of());
  }

  private void take(RawEvent event) {
    LoggedRecord record = rawRecord(WireFormat.encode(10, event));
    raw.add(new Decoded<>(record, event, null));
    if (event.getVendor().equals("nba-livedata")) {
      acknowledged.add(new Acknowledged(event.getEventId(), event.getRevision()));
    }
    GameEvent mapped = CanonicalEvents.toGameEvent(event);
    Offered offered = GameFold.offer(kept.get(mapped.eventId()), controls, mapped);
    GameState state = null;
    if (offered.verdict() == Verdict.ACCEPTED) {
      controls = offered.controls();
      kept.put(mapped.eventId(), offered.kept());
      state = GameFold.fold(kept.values(), controls);
    }
    GameChange change =
        new GameChange(
            new Origin(
                record.topic(),
                record.partition(),
                record.offset(),
                bytes(GAME),
                null,
                record.timestamp()),
            event.getReceivedAt().toEpochMilli(),
            "nba",
            GAME,
            event.getEventId(),
            event.getRevision(),
            mapped.occurredAtMs(),
            offered.verdict(),
            false,
            state,
            null);
    List<Header> headers = List.of(header(Headers.LEAGUE, "nba"), header(Headers.GAME_ID, GAME));
    decided(state == null ? Decisions.unpriced(change, EPOCH) : price(change), headers);
  }

  private Decision price(GameChange change) {
    Lookups lookups = new Lookups(LookupOutcome.FOUND, inForce, LookupOutcome.FOUND, hot, false);
    Enrichment enrichment = Enrichment.resolve(book.lastKnown(), lookups);
    Cause cause = new Cause("nba", GAME, change.eventId(), change.occurredAtMs());
    Priced priced = engine.step(book, change.state(), cause, enrichment, EPOCH);
    book = priced.book();
    priced.updates().forEach(update -> publish(update, change));
    return Decisions.priced(change, EPOCH, enrichment, book, priced.updates());
  }

  private void decided(Decision decision, List<Header> headers) {
    decisions.add(
        logged(Topics.decisions("nba"), 2, decisions.size(), bytes(GAME), 11, decision, headers));
  }

  private void publish(MarketUpdate update, GameChange change) {
    OddsUpdate inside = InternalUpdates.toAvro(update);
    List<Header> open = new ArrayList<>();
    open.add(header(Headers.LEAGUE, "nba"));
    open.add(header(Headers.GAME_ID, GAME));
    if (inside.getPlayerId() != null) {
      open.add(header(Headers.PLAYER_ID, inside.getPlayerId()));
    }
    List<Header> headers = new ArrayList<>(open);
    headers.add(header(Headers.MODEL_VERSION, inside.getModelVersion()));
    headers.add(header(Headers.RECEIVED_AT, Long.toString(change.receivedAtMs())));
    headers.add(header(Headers.COMPUTED_AT, Long.toString(change.receivedAtMs() + 4)));
    headers.add(header(Headers.ENRICHMENT, "fresh"));
    internal.add(
        logged(Topics.internal("nba"), 2, internal.size(), bytes(GAME), 12, inside, headers));
    published.add(
        logged(
            Topics.publicUpdates("nba"),
            2,
            published.size(),
            bytes(GAME),
            13,
            PublicProjection.project(inside),
            open));
  }

  static <T extends SpecificRecord> Decoded<T> logged(
      String topic,
      int partition,
      long offset,
      byte[] key,
      int schemaId,
      T value,
      List<Header> headers) {
    byte[] encoded = WireFormat.encode(schemaId, value);
    return new Decoded<>(
        new LoggedRecord(topic, partition, offset, 0, key, encoded, headers), value, null);
  }

  /** The record with another value, in the same place. */
  static <T extends SpecificRecord> Decoded<T> with(Decoded<T> logged, int schemaId, T value) {
    LoggedRecord record = logged.record();
    return logged(
        record.topic(),
        record.partition(),
        record.offset(),
        record.key(),
        schemaId,
        value,
        record.headers());
  }

  static Header header(String name, String value) {
    return new RecordHeader(name, bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
