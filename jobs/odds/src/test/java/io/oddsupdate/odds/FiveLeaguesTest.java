package io.oddsupdate.odds;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.decision.Fate;
import io.oddsupdate.avro.internal.MarketStatus;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.odds.ingest.CanonicalEvents;
import io.oddsupdate.odds.ingest.Origin;
import io.oddsupdate.odds.ingest.RawRecord;
import io.oddsupdate.odds.publish.InternalUpdates;
import io.oddsupdate.pricing.engine.Cause;
import io.oddsupdate.pricing.engine.GameBook;
import io.oddsupdate.pricing.engine.GameEngine;
import io.oddsupdate.pricing.engine.Priced;
import io.oddsupdate.pricing.game.Controls;
import io.oddsupdate.pricing.game.GameEvent;
import io.oddsupdate.pricing.game.GameFold;
import io.oddsupdate.pricing.game.KeptEvent;
import io.oddsupdate.pricing.game.Offered;
import io.oddsupdate.pricing.reference.Enrichment;
import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One game of each league through the topology, against one game after the other without it. */
@Timeout(120)
class FiveLeaguesTest {
  private static final List<String> LEAGUES = List.of("nba", "nfl", "mlb", "nhl", "epl");

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private final Map<String, List<RawEvent>> games = new HashMap<>();

  @Test
  void pricesAGameOfEachLeagueAsItsSequentialFoldDoes() throws Exception {
    CollectingSink sink = new CollectingSink("five-leagues");
    try (RegistryServer registry = new RegistryServer()) {
      run(registry, sink);
    }

    assertThat(sink.written(Topics.DEAD_LETTERS_ODDS)).isEmpty();
    for (String league : LEAGUES) {
      List<OddsUpdate> updates =
          sink.written(Topics.internal(league)).stream()
              .map(record -> Written.update(record.value()))
              .toList();
      List<Decision> decisions =
          sink.written(Topics.decisions(league)).stream()
              .map(record -> Written.decision(record.value()))
              .toList();

      assertThat(updates).as(league).isEqualTo(folded(league));
      assertThat(decisions)
          .as(league)
          .hasSameSizeAs(games.get(league))
          .allSatisfy(
              decision -> {
                assertThat(decision.getFate()).isIn(Fate.PRICED, Fate.UNCHANGED);
                assertThat(decision.getModelVersion())
                    .isEqualTo(LeagueGame.of(league).modelVersion());
              });
      assertEndsSettled(league, updates);
    }
  }

  /** Every market was open once, and is settled in the end. */
  private static void assertEndsSettled(String league, List<OddsUpdate> updates) {
    Map<String, MarketStatus> last = new HashMap<>();
    updates.forEach(
        update ->
            last.put(
                update.getUpdateId().substring(0, update.getUpdateId().indexOf('#')),
                update.getStatus()));
    assertThat(last.size()).as(league).isGreaterThan(10);
    assertThat(last.values()).as(league).containsOnly(MarketStatus.SETTLED);
    assertThat(updates).extracting(OddsUpdate::getStatus).contains(MarketStatus.ACTIVE);
    assertThat(updates)
        .filteredOn(update -> update.getStatus() == MarketStatus.ACTIVE)
        .allSatisfy(
            update ->
                assertThat(update.getOutcomes())
                    .allSatisfy(
                        outcome -> assertThat(outcome.getProbability()).isBetween(0.0, 1.0)));
  }

  private void run(RegistryServer registry, CollectingSink sink) throws Exception {
    List<byte[]> values = new ArrayList<>();
    List<byte[]> keys = new ArrayList<>();
    List<String> topics = new ArrayList<>();
    for (String league : LEAGUES) {
      List<RawEvent> events = LeagueGame.of(league).events();
      games.put(league, events);
      for (RawEvent event : events) {
        keys.add(event.getGameId().getBytes(StandardCharsets.UTF_8));
        topics.add(Topics.raw(league));
        values.add(WireFormat.encode(registry.idOf(Topics.raw(league)), event));
      }
    }
    byte[][] bytes = values.toArray(byte[][]::new);
    byte[][] games = keys.toArray(byte[][]::new);
    String[] logs = topics.toArray(String[]::new);
    GeneratorFunction<Long, RawRecord> generator =
        index ->
            new RawRecord(
                new Origin(logs[index.intValue()], 0, index, games[index.intValue()], null, 0),
                bytes[index.intValue()]);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    // One reader keeps the order of each game; the steps behind it are keyed.
    env.setParallelism(1);
    OddsJob.buildPipeline(
        env,
        new DataGeneratorSource<>(generator, bytes.length, TypeInformation.of(RawRecord.class)),
        metrics -> FixedLookups.KNOW_EVERY_LEAGUE.open(),
        sink,
        new PipelineSettings(LEAGUES, registry.url(), 1, Duration.ofSeconds(30), 16));
    env.execute();
  }

  private List<OddsUpdate> folded(String league) {
    LeagueGame game = LeagueGame.of(league);
    Map<String, KeptEvent> kept = new HashMap<>();
    Controls controls = Controls.NONE;
    GameBook book = GameBook.EMPTY;
    GameEngine engine = new GameEngine();
    List<OddsUpdate> updates = new ArrayList<>();
    for (RawEvent raw : games.get(league)) {
      GameEvent event = CanonicalEvents.toGameEvent(raw);
      Offered offered = GameFold.offer(kept.get(event.eventId()), controls, event);
      kept.put(event.eventId(), offered.kept());
      controls = offered.controls();
      Priced priced =
          engine.step(
              book,
              GameFold.fold(kept.values(), controls),
              new Cause(league, game.gameId(), event.eventId(), event.occurredAtMs()),
              Enrichment.resolve(book.lastKnown(), game.found()),
              1);
      book = priced.book();
      priced.updates().forEach(update -> updates.add(InternalUpdates.toAvro(update)));
    }
    return updates;
  }
}
