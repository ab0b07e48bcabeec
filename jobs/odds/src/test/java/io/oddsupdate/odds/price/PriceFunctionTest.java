package io.oddsupdate.odds.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.deadletter.DeadLetter;
import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.decision.Fate;
import io.oddsupdate.avro.internal.MarketStatus;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.CommandType;
import io.oddsupdate.odds.RegistryServer;
import io.oddsupdate.odds.SampleGame;
import io.oddsupdate.odds.enrich.EnrichedChange;
import io.oddsupdate.odds.ingest.CanonicalEvents;
import io.oddsupdate.odds.ingest.GameChange;
import io.oddsupdate.odds.ingest.Origin;
import io.oddsupdate.odds.publish.OutputHeader;
import io.oddsupdate.odds.publish.OutputRecord;
import io.oddsupdate.pricing.game.Controls;
import io.oddsupdate.pricing.game.GameEvent;
import io.oddsupdate.pricing.game.GameFold;
import io.oddsupdate.pricing.game.KeptEvent;
import io.oddsupdate.pricing.game.Offered;
import io.oddsupdate.pricing.game.Verdict;
import io.oddsupdate.pricing.reference.Lookups;
import io.oddsupdate.schemas.UndecodableException;
import io.oddsupdate.schemas.WireFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PriceFunctionTest {
  private static final long NOW = SampleGame.RECEIVED.toEpochMilli() + 40;

  private static final RegistryServer REGISTRY = new RegistryServer();

  private final SampleGame game = new SampleGame();
  private final Map<String, KeptEvent> kept = new HashMap<>();
  private Controls controls = Controls.NONE;
  private KeyedOneInputStreamOperatorTestHarness<String, EnrichedChange, OutputRecord> harness;
  private long offset;
  private int seen;

  @BeforeEach
  void open() throws Exception {
    harness = harness(1);
    harness.open();
    harness.setProcessingTime(NOW);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @AfterAll
  static void stopRegistry() {
    REGISTRY.close();
  }

  private KeyedOneInputStreamOperatorTestHarness<String, EnrichedChange, OutputRecord> harness(
      long epoch) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new PriceFunction(REGISTRY.url(), List.of("nba"), epoch)),
        enriched -> enriched.change().gameId(),
        Types.STRING);
  }

  @Test
  void publishesEveryMarketOfAGameAtItsFirstEventAndSaysSo() throws Exception {
    List<OutputRecord> out = send(play(ActionType.PERIOD_START, 0, 0, 0), game.found());

    List<OddsUpdate> updates = updates(out);
    Decision decision = decision(out);
    assertThat(updates)
        .extracting(update -> update.getMarket().getId())
        .contains(219, 223, 225, 227, 228, 768);
    assertThat(updates).extracting(OddsUpdate::getStatus).containsOnly(MarketStatus.ACTIVE);
    assertThat(updates).extracting(OddsUpdate::getSequence).containsOnly(1L);
    assertThat(decision.getFate()).isEqualTo(Fate.PRICED);
    assertThat(decision.getWritten()).hasSameSizeAs(updates);
    assertThat(decision.getReferenceVersion()).isEqualTo(3);
    assertThat(decision.getHot())
        .extracting(hot -> hot.getPlayerId() + "@" + hot.getVersion())
        .containsExactly("nba-1@7", "nba-2@4");
    assertThat(decision.getModelVersion()).isEqualTo("nba-2026.1");
    assertThat(decision.getDefaulted()).isEmpty();
    assertThat(out.get(out.size() - 1).topic()).as("why, after what").contains("decisions");
  }

  @Test
  void namesWhatConsumersFilterByInTheHeaders() throws Exception {
    List<OutputRecord> out = send(play(ActionType.PERIOD_START, 0, 0, 0), game.found());

    Map<String, String> player = headers(out, "768");
    assertThat(player)
        .containsEntry("league", "nba")
        .containsEntry("game_id", game.gameId())
        .containsEntry("model_version", "nba-2026.1")
        .containsEntry("received_at", "" + SampleGame.RECEIVED.toEpochMilli())
        .containsEntry("computed_at", "" + NOW)
        .containsEntry("enrichment", "fresh")
        .containsEntry("traceparent", "00-trace-01")
        .containsKey("player_id")
        .hasSize(8);
    assertThat(headers(out, "219")).doesNotContainKey("player_id").hasSize(7);
    assertThat(out.get(0).key()).asString().isEqualTo(game.gameId());
  }

  @Test
  void opensNothingOfAGameWhoseReferenceWasNeverKnown() throws Exception {
    List<OutputRecord> out = send(play(ActionType.PERIOD_START, 0, 0, 0), SampleGame.failed());

    assertThat(updates(out)).extracting(OddsUpdate::getStatus).doesNotContain(MarketStatus.ACTIVE);
    assertThat(decision(out).getReferenceVersion()).isNull();
    assertThat(decision(out).getDefaulted()).containsExactly("reference", "hot");
  }

  @Test
  void pricesWithTheLastValuesKnownWhenLookupsFail() throws Exception {
    send(play(ActionType.PERIOD_START, 0, 0, 0), game.found());

    List<OutputRecord> out = send(play(ActionType.SCORE, 2, 0, 2), SampleGame.failed());

    assertThat(updates(out)).isNotEmpty();
    assertThat(decision(out).getReferenceVersion()).isEqualTo(3);
    assertThat(decision(out).getHot()).hasSize(2);
    assertThat(decision(out).getDefaulted()).containsExactly("reference", "hot");
  }

  @Test
  void suspendsEveryMarketOnReviewAndOpensThemOnALaterRecord() throws Exception {
    List<OddsUpdate> first = updates(send(play(ActionType.PERIOD_START, 0, 0, 0), game.found()));

    List<OddsUpdate> review = updates(send(play(ActionType.REVIEW_START, 0, 0, 0), game.found()));
    List<OddsUpdate> after = updates(send(play(ActionType.REVIEW_END, 0, 0, 0), game.found()));

    assertThat(review).hasSameSizeAs(first);
    assertThat(review).extracting(OddsUpdate::getStatus).containsOnly(MarketStatus.SUSPENDED);
    assertThat(review).extracting(OddsUpdate::getSequence).containsOnly(2L);
    assertThat(after).extracting(OddsUpdate::getStatus).containsOnly(MarketStatus.ACTIVE);
  }

  @Test
  void decidesWithoutPricingOnDuplicatesAndStaleRevisions() throws Exception {
    GameEvent basket = play(ActionType.SCORE, 2, 0, 2);
    send(basket, game.found());

    List<OutputRecord> duplicate = send(basket, null);
    List<OutputRecord> stale = send(atRevision(basket, 0), null);

    assertThat(duplicate).hasSize(1);
    assertThat(decision(duplicate).getFate()).isEqualTo(Fate.DUPLICATE);
    assertThat(decision(duplicate).getRevision()).isEqualTo(1);
    assertThat(stale).hasSize(1);
    assertThat(decision(stale).getFate()).isEqualTo(Fate.STALE_REVISION);
  }

  @Test
  void forgetsAnArchivedGameAndBuriesWhatComesAfter() throws Exception {
    send(play(ActionType.SCORE, 2, 0, 2), game.found());
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);

    List<OutputRecord> archive =
        send(CanonicalEvents.toGameEvent(game.command(CommandType.ARCHIVE)), null);
    List<OutputRecord> late = send(play(ActionType.SCORE, 4, 0, 2), null);

    assertThat(archive).hasSize(1);
    assertThat(decision(archive).getFate()).isEqualTo(Fate.UNCHANGED);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(decision(late).getFate()).isEqualTo(Fate.DEAD_LETTER);
    assertThat(decision(late).getReason()).isEqualTo("game_archived");
    DeadLetter letter = decode(late.get(0), DeadLetter.getClassSchema(), DeadLetter.class);
    assertThat(late.get(0).topic()).isEqualTo("dead-letters.odds");
    assertThat(letter.getReason()).isEqualTo("game_archived");
    assertThat(letter.getBytes().array()).isEqualTo(new byte[] {9});
    assertThat(letter.getOffset()).isEqualTo(2);
  }

  @Test
  void writesTheSameBytesAfterARestore() throws Exception {
    send(play(ActionType.PERIOD_START, 0, 0, 0), game.found());
    send(play(ActionType.SCORE, 2, 0, 2), game.found());
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    GameEvent next = play(ActionType.SCORE, 4, 0, 2);
    List<OutputRecord> without = send(next, SampleGame.failed());

    restore(snapshot, 1);
    kept.remove(next.eventId());
    offset--;
    List<OutputRecord> with = send(next, SampleGame.failed());

    assertThat(with).usingRecursiveComparison().isEqualTo(without);
    assertThat(updates(with)).isNotEmpty();
  }

  @Test
  void publishesEveryMarketAgainFromSequenceOneInAHigherEpoch() throws Exception {
    List<OddsUpdate> first = updates(send(play(ActionType.PERIOD_START, 0, 0, 0), game.found()));
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);

    restore(snapshot, 2);
    List<OutputRecord> out = send(play(ActionType.FOUL, 0, 0, 0), game.found());

    assertThat(updates(out)).hasSameSizeAs(first);
    assertThat(updates(out)).extracting(OddsUpdate::getEpoch).containsOnly(2L);
    assertThat(updates(out)).extracting(OddsUpdate::getSequence).containsOnly(1L);
    assertThat(decision(out).getEpoch()).isEqualTo(2);
  }

  private void restore(OperatorSubtaskState snapshot, long epoch) throws Exception {
    harness.close();
    harness = harness(epoch);
    harness.initializeState(snapshot);
    harness.open();
    harness.setProcessingTime(NOW);
    seen = 0;
  }

  private GameEvent play(ActionType action, int home, int away, int points) {
    return CanonicalEvents.toGameEvent(game.play(action, home, away, points));
  }

  private static GameEvent atRevision(GameEvent event, long revision) {
    return new GameEvent(
        event.eventId(),
        revision,
        event.vendorOrder(),
        event.deleted(),
        event.status(),
        event.clock(),
        event.occurredAtMs(),
        event.receivedAtMs(),
        event.payload());
  }

  /** Folds as the step before does, and returns what pricing wrote. */
  private List<OutputRecord> send(GameEvent event, Lookups lookups) throws Exception {
    Offered offered = GameFold.offer(kept.get(event.eventId()), controls, event);
    boolean accepted = offered.verdict() == Verdict.ACCEPTED;
    boolean archives = accepted && offered.controls().archived();
    if (accepted) {
      kept.put(event.eventId(), offered.kept());
      controls = offered.controls();
    }
    GameChange change =
        new GameChange(
            new Origin("raw.events.nba", 0, offset++, null, "00-trace-01", 0),
            SampleGame.RECEIVED.toEpochMilli(),
            SampleGame.LEAGUE,
            game.gameId(),
            event.eventId(),
            event.revision(),
            event.occurredAtMs(),
            offered.verdict(),
            archives,
            accepted && !archives ? GameFold.fold(kept.values(), controls) : null,
            offered.verdict() == Verdict.ARCHIVED ? new byte[] {9} : null);
    harness.processElement(new EnrichedChange(change, lookups), 0);
    List<OutputRecord> all = harness.extractOutputValues();
    List<OutputRecord> fresh = all.subList(seen, all.size());
    seen = all.size();
    return fresh;
  }

  private List<OddsUpdate> updates(List<OutputRecord> out) {
    return out.stream()
        .filter(record -> record.topic().equals("odds.updates.internal.nba"))
        .map(record -> decode(record, OddsUpdate.getClassSchema(), OddsUpdate.class))
        .toList();
  }

  private Decision decision(List<OutputRecord> out) {
    List<Decision> decisions =
        out.stream()
            .filter(record -> record.topic().equals("odds.decisions.nba"))
            .map(record -> decode(record, Decision.getClassSchema(), Decision.class))
            .toList();
    assertThat(decisions).hasSize(1);
    return decisions.get(0);
  }

  private Map<String, String> headers(List<OutputRecord> out, String marketId) {
    return out.stream()
        .filter(record -> record.topic().equals("odds.updates.internal.nba"))
        .filter(
            record ->
                decode(record, OddsUpdate.getClassSchema(), OddsUpdate.class).getMarket().getId()
                    == Integer.parseInt(marketId))
        .findFirst()
        .orElseThrow()
        .headers()
        .stream()
        .collect(Collectors.toMap(OutputHeader::name, OutputHeader::value));
  }

  private <T extends SpecificRecord> T decode(OutputRecord record, Schema schema, Class<T> type) {
    try {
      assertThat(WireFormat.schemaId(record.value())).isEqualTo(REGISTRY.idOf(record.topic()));
      return WireFormat.decode(record.value(), schema, type);
    } catch (UndecodableException e) {
      throw new AssertionError(e);
    }
  }
}
