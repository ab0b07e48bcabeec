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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From Kafka to Kafka, with servers that come and go. */
@Timeout(120)
class OddsJobKafkaTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir private static Path folder;
  private static KafkaBroker kafka;
  private static RegistryServer registry;
  private static RawLog raw;

  @BeforeAll
  static void start() throws Exception {
    kafka = new KafkaBroker(folder);
    registry = new RegistryServer();
    raw = new RawLog(kafka, registry);
  }

  @AfterAll
  static void stop() {
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

      Set<String> games = Set.of(one.gameId(), two.gameId(), never.gameId());
      List<ConsumerRecord<byte[], byte[]>> decided = decided(games, 21);

      assertThat(decided).hasSize(21);
      assertThat(decided)
          .extracting(record -> Written.decision(record.value()).getGameId())
          .containsOnly(one.gameId(), two.gameId());
      assertGamesKeepTheirOrder(decided);
      List<ConsumerRecord<byte[], byte[]>> updates =
          of(
              games,
              kafka.read(
                  Topics.internal("nba"),
                  PATIENCE,
                  records -> of(games, records).size() >= written(decided)));
      assertThat(updates).hasSize(written(decided));
      assertSequencesAreDense(updates);
      assertThat(header(updates.get(0), "league")).isEqualTo("nba");
      assertThat(header(updates.get(0), "game_id"))
          .isEqualTo(new String(updates.get(0).key(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void goesOnWithWhatItKnowsWhileServersAreDownAndOpensNothingNew() throws Exception {
    SampleGame game = new SampleGame("nba-20261121-kkk-lll");
    SampleGame stranger = new SampleGame("nba-20261121-mmm-nnn");
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
        assertThat(decided(Set.of(game.gameId(), stranger.gameId()), 1))
            .extracting(record -> Written.decision(record.value()))
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
      Decision decision = decisionOf(action);
      if (awaited.test(decision)) {
        return decision;
      }
    }
    throw new AssertionError("no decision says what is awaited");
  }

  private Decision decisionOf(RawEvent event) {
    List<Decision> found = new ArrayList<>();
    kafka.read(
        Topics.decisions("nba"),
        PATIENCE,
        records -> {
          records.stream()
              .map(record -> Written.decision(record.value()))
              .filter(decision -> event.getEventId().equals(decision.getEventId()))
              .forEach(found::add);
          return !found.isEmpty();
        });
    return found.get(0);
  }

  /** The decisions of some games, once there are so many. */
  private List<ConsumerRecord<byte[], byte[]>> decided(Set<String> games, int count) {
    return of(
        games,
        kafka.read(
            Topics.decisions("nba"), PATIENCE, records -> of(games, records).size() >= count));
  }

  private static List<ConsumerRecord<byte[], byte[]>> of(
      Set<String> games, List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream()
        .filter(record -> games.contains(new String(record.key(), StandardCharsets.UTF_8)))
        .toList();
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
