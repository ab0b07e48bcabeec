package io.oddsupdate.odds;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The job as it runs: a process of its own, with a configuration folder, on real servers. */
@Timeout(120)
class OddsJobProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private static Path broker;
  private static KafkaBroker kafka;
  private static Servers servers;
  private static RegistryServer registry;

  @TempDir private Path folder;
  private SampleGame game;

  @BeforeAll
  static void startServers() throws Exception {
    kafka = new KafkaBroker(broker);
    servers = new Servers();
    registry = new RegistryServer();
  }

  @AfterAll
  static void stopServers() throws Exception {
    registry.close();
    servers.close();
    kafka.close();
  }

  /** A first start, and a game that no other test has played. */
  private void given(String gameId, String... configuration) throws Exception {
    OddsProcess.configure(folder, configuration);
    try (Connection connection = servers.connection();
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM job_starts");
    }
    game = new SampleGame(gameId);
    servers.register(game);
  }

  @Test
  void survivesAKillBetweenCheckpointAndCommit() throws Exception {
    given("nba-20261121-aaa-hhh");
    List<RawEvent> events = game.events(24);
    Path marker = folder.resolve("halt");
    Map<String, String> environment = Map.of("HALT_MARKER", marker.toString());
    try (OddsProcess halting = new OddsProcess(HaltingOddsJob.class, folder, args(), environment)) {
      send(events.subList(0, 8));
      awaitDecisions(8, halting);
      Files.createFile(marker);
      send(events.subList(8, 16));
      assertThat(halting.awaitExit(PATIENCE)).isEqualTo(HaltingSink.EXIT_CODE);
    }

    try (OddsProcess restarted = new OddsProcess(OddsJob.class, folder, args(), Map.of())) {
      send(events.subList(16, 24));
      awaitDecisions(24, restarted);

      List<Decision> decisions = decisions(24);
      assertThat(decisions)
          .extracting(Decision::getEventId)
          .containsExactlyElementsOf(events.stream().map(RawEvent::getEventId).toList());
      assertThat(decisions).extracting(Decision::getEpoch).containsOnly(1L);
      assertEveryWrittenUpdateIsThereOnce(decisions);
      assertThat(starts()).containsExactly("1 first start", "1 goes on from the newest checkpoint");
    }
  }

  @Test
  void raisesTheEpochWhenTheNewestCheckpointIsGone() throws Exception {
    given("nba-20261121-ccc-hhh");
    List<RawEvent> events = game.events(4);
    try (OddsProcess first = new OddsProcess(OddsJob.class, folder, args(), Map.of())) {
      send(events);
      awaitDecisions(4, first);
    }
    Files.move(folder.resolve("checkpoints"), folder.resolve("lost"));

    try (OddsProcess second = new OddsProcess(OddsJob.class, folder, args(), Map.of())) {
      awaitDecisions(8, second);

      assertThat(decisions(8).subList(4, 8)).extracting(Decision::getEpoch).containsOnly(2L);
      assertThat(starts())
          .containsExactly("1 first start", "2 no checkpoint that can be read is left");
    }
  }

  @Test
  void endsWithANonZeroExitCodeWhenItFailsForGood() throws Exception {
    given("nba-20261121-ddd-hhh", "restart-strategy.type: none");
    List<String> args = new ArrayList<>(List.of(args()));
    args.addAll(List.of("--transaction.timeout-ms", "999999999"));

    // The broker refuses a transaction timeout above its own limit.
    try (OddsProcess failing =
        new OddsProcess(OddsJob.class, folder, args.toArray(String[]::new), Map.of())) {
      assertThat(failing.awaitExit(PATIENCE)).isEqualTo(1);
      assertThat(failing.log()).contains("job=failed");
    }
  }

  private String[] args() {
    return new String[] {
      "--leagues", "nba",
      "--core.bootstrap.servers", kafka.bootstrapServers(),
      "--schema.registry.url", registry.url(),
      "--postgres.url", servers.postgres().url(),
      "--postgres.user", servers.postgres().user(),
      "--redis.url", servers.redis().url().toString(),
      "--lookup.deadline-ms", "4000"
    };
  }

  private void send(List<RawEvent> events) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = kafka.producer(Map.of())) {
      List<Future<?>> sent = new ArrayList<>();
      for (RawEvent event : events) {
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    Topics.raw("nba"),
                    event.getGameId().getBytes(StandardCharsets.UTF_8),
                    WireFormat.encode(registry.idOf(Topics.raw("nba")), event))));
      }
      for (Future<?> future : sent) {
        future.get();
      }
    }
  }

  private void awaitDecisions(int count, OddsProcess process) throws Exception {
    try {
      decisions(count);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; the process said:\n" + process.log(), e);
    }
  }

  /** The decisions of this test's game, once there are so many. */
  private List<Decision> decisions(int count) {
    return read(Topics.decisions("nba"), count).stream()
        .map(record -> Written.decision(record.value()))
        .toList();
  }

  private List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
    return ofTheGame(kafka.read(topic, PATIENCE, records -> ofTheGame(records).size() >= count));
  }

  private List<ConsumerRecord<byte[], byte[]>> ofTheGame(
      List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream()
        .filter(record -> game.gameId().equals(new String(record.key(), StandardCharsets.UTF_8)))
        .toList();
  }

  private void assertEveryWrittenUpdateIsThereOnce(List<Decision> decisions) {
    List<String> written =
        decisions.stream()
            .flatMap(decision -> decision.getWritten().stream())
            .map(w -> w.getMarketKey() + "@" + w.getEpoch() + "." + w.getSequence())
            .toList();
    assertThat(written).isNotEmpty().doesNotHaveDuplicates();
    List<OddsUpdate> updates =
        read(Topics.internal("nba"), written.size()).stream()
            .map(record -> Written.update(record.value()))
            .toList();
    assertThat(updates).hasSameSizeAs(written);
    assertThat(updates).extracting(OddsUpdate::getUpdateId).doesNotHaveDuplicates();
  }

  private List<String> starts() throws Exception {
    List<String> starts = new ArrayList<>();
    try (Connection connection = servers.connection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT epoch, reason FROM job_starts ORDER BY started_at")) {
      while (rows.next()) {
        starts.add(rows.getLong(1) + " " + rows.getString(2));
      }
    }
    return starts;
  }
}
