package io.oddsupdate.odds;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.internal.MarketStatus;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.odds.enrich.ServerLookups;
import io.oddsupdate.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From Kafka to Kafka, with servers that come and go. */
@Timeout(120)
class OddsJobKafkaTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir private Path folder;
  private KafkaBroker kafka;
  private RegistryServer registry;
  private RawLog raw;

  @BeforeEach
  void start() throws Exception {
    kafka = new KafkaBroker(folder);
    registry = new RegistryServer();
    raw = new RawLog(kafka, registry);
  }

  @AfterEach
  void stop() {
    raw.close();
    registry.close();
    kafka.close();
  }

  @Test
  void writesEachCommittedRecordOnceAndNothingOfAnAbortedOne() throws Exception {
    SampleGame one = new SampleGame("nba-20261121-aaa-hhh");
    SampleGame two = new SampleGame("nba-20261121-ccc-ddd");
    SampleGame never = new SampleGame("nba-20261121-eee-fff");
    raw.commit(one.events(10));
    raw.abort(never.events(10));
    raw.commit(two.events(10));
    try (KafkaJob job =
        new KafkaJob(kafka, registry, metrics -> FixedLookups.KNOW.open(), Optional.empty())) {
      raw.abort(never.events(5));
      raw.commit(List.of(one.play(ActionType.FOUL, 6, 4, 0)));

      List<ConsumerRecord<byte[], byte[]>> decided = decided(records -> records.size() >= 21);

      assertThat(decided).hasSize(21);
      assertThat(decided)
          .extracting(record -> Written.decision(record.value()).getGameId())
          .containsOnly(one.gameId(), two.gameId());
      assertGamesKeepTheirOrder(decided);
      List<ConsumerRecord<byte[], byte[]>> updates =
          kafka.read(
              Topics.internal("nba"), PATIENCE, records -> records.size() >= written(decided));
      assertThat(updates).hasSize(written(decided));
      assertSequencesAreDense(updates);
      assertThat(header(updates.get(0), "league")).isEqualTo("nba");
      assertThat(header(updates.get(0), "game_id"))
          .isEqualTo(new String(updates.get(0).key(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void goesOnWithWhatItKnowsWhileServersAreDownAndOpensNothingNew() throws Exception {
    SampleGame game = new SampleGame("nba-20261121-aaa-hhh");
    SampleGame stranger = new SampleGame("nba-20261121-ccc-ddd");
    try (Servers servers = new Servers()) {
      servers.register(game);
      try (KafkaJob job =
          new KafkaJob(
              kafka, registry, ServerLookups.factory(servers.enrich()), Optional.empty())) {
        playUntil(game, decision -> decision.getDefaulted().isEmpty());

        servers.stopRedis();
        playUntil(game, decision -> decision.getDefaulted().equals(List.of("hot")));
        servers.startRedis();
        playUntil(game, decision -> decision.getDefaulted().isEmpty());
        servers.stopPostgres();
        Decision without =
            playUntil(game, decision -> decision.getDefaulted().equals(List.of("reference")));
        playUntil(
            stranger,
            decision ->
                decision.getGameId().equals(stranger.gameId())
                    && decision.getDefaulted().contains("reference"));

        assertThat(without.getReferenceVersion()).isEqualTo(3);
        assertThat(without.getHot()).isNotEmpty();
        List<Decision> decisions = decisions(records -> !records.isEmpty());
        assertThat(decisions)
            .extracting(decision -> decision.getRawPartition() + "/" + decision.getRawOffset())
            .doesNotHaveDuplicates();
        assertThat(kafka.read(Topics.internal("nba"), PATIENCE, records -> !records.isEmpty()))
            .extracting(record -> Written.update(record.value()))
            .filteredOn(update -> update.getGameId().equals(stranger.gameId()))
            .extracting(OddsUpdate::getStatus)
            .doesNotContain(MarketStatus.ACTIVE);
      }
    }
  }

  /** Plays on, one action at a time, until a decision says what is awaited. */
  private Decision playUntil(SampleGame game, Predicate<Decision> awaited) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      RawEvent action = game.play(ActionType.FOUL, 0, 0, 0);
      raw.commit(List.of(action));
      Decision decision =
          decisions(records -> has(records, action)).stream()
              .filter(candidate -> action.getEventId().equals(candidate.getEventId()))
              .findFirst()
              .orElseThrow();
      if (awaited.test(decision)) {
        return decision;
      }
    }
    throw new AssertionError("no decision says what is awaited");
  }

  private static boolean has(List<ConsumerRecord<byte[], byte[]>> records, RawEvent event) {
    return records.stream()
        .anyMatch(
            record -> event.getEventId().equals(Written.decision(record.value()).getEventId()));
  }

  private List<Decision> decisions(Predicate<List<ConsumerRecord<byte[], byte[]>>> enough) {
    return decided(enough).stream().map(record -> Written.decision(record.value())).toList();
  }

  private List<ConsumerRecord<byte[], byte[]>> decided(
      Predicate<List<ConsumerRecord<byte[], byte[]>>> enough) {
    return kafka.read(Topics.decisions("nba"), PATIENCE, enough);
  }

  private static int written(List<ConsumerRecord<byte[], byte[]>> decided) {
    return decided.stream()
        .mapToInt(record -> Written.decision(record.value()).getWritten().size())
        .sum();
  }

  private static void assertGamesKeepTheirOrder(List<ConsumerRecord<byte[], byte[]>> decided) {
    Map<String, Long> last = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : decided) {
      Decision decision = Written.decision(record.value());
      assertThat(record.partition())
          .as("beside its raw record")
          .isEqualTo(decision.getRawPartition());
      Long before = last.put(decision.getGameId(), decision.getRawOffset());
      assertThat(before == null || before < decision.getRawOffset()).isTrue();
    }
  }

  private static void assertSequencesAreDense(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<String, Long> last = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      OddsUpdate update = Written.update(record.value());
      String market = update.getUpdateId().substring(0, update.getUpdateId().indexOf('#'));
      assertThat(update.getSequence()).as(market).isEqualTo(last.getOrDefault(market, 0L) + 1);
      last.put(market, update.getSequence());
    }
    assertThat(last).isNotEmpty();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
