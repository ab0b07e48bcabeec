package io.oddsupdate.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerMainTest {
  @TempDir static Path folder;
  private static int corePort;
  private static int edgePort;
  private static ServerUnderTest server;

  @BeforeAll
  static void start() throws Exception {
    corePort = ServerProcess.freePort();
    edgePort = ServerProcess.freePort();
    server = begin();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void keepsCommittedRecordsThroughAKillAndNeverShowsOpenOnes() throws Exception {
    TopicCreator.create(core(), "core");
    String topic = Topics.raw("nba");
    try (KafkaProducer<byte[], byte[]> producer = producer("keeps")) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, 0, bytes("game"), bytes("committed"))).get();
      producer.commitTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, 0, bytes("game"), bytes("open"))).get();
      server.kill();
      server = begin();
    }

    try (KafkaProducer<byte[], byte[]> next = producer("keeps")) {
      next.initTransactions();
    }

    assertThat(readCommitted(topic)).containsExactly("committed");
  }

  @Test
  void createsTheTopicsOfTheListOnceAndWithTheirRetention() throws Exception {
    TopicCreator.create(edge(), "edge");
    TopicCreator.create(edge(), "edge");

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", edge()))) {
      String name = Topics.publicUpdates("nba");
      assertThat(admin.listTopics().names().get())
          .containsExactlyInAnyOrderElementsOf(
              Stream.of("nba", "nfl", "mlb", "nhl", "epl").map(Topics::publicUpdates).toList());
      ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
      assertThat(
              admin
                  .describeConfigs(List.of(topic))
                  .all()
                  .get()
                  .get(topic)
                  .get("retention.ms")
                  .value())
          .isEqualTo(Long.toString(Duration.ofHours(168).toMillis()));
    }
  }

  @Test
  void refusesATopicWithAnotherNumberOfPartitions() throws Exception {
    TopicCreator.create(core(), "core");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", core()))) {
      admin
          .createPartitions(Map.of(Topics.DEAD_LETTERS_ODDS, NewPartitions.increaseTo(2)))
          .all()
          .get(10, TimeUnit.SECONDS);

      assertThatThrownBy(() -> TopicCreator.create(core(), "core"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(Topics.DEAD_LETTERS_ODDS)
          .hasMessageContaining("topics.yaml says 1");
    }
  }

  @Test
  void saysWhichPortIsTakenAndHowToChooseAnother() throws Exception {
    try (ServerUnderTest second =
        ServerUnderTest.start(
            KafkaServerMain.class,
            folder,
            Map.of(),
            "--cluster",
            "edge:" + edgePort + ":" + folder.resolve("second"))) {
      assertThat(second.exitCode()).isEqualTo(ServerProcess.EXIT_PORT_TAKEN);
      assertThat(second.output()).contains("port " + edgePort).contains("EDGE_PORT");
    }
  }

  @Test
  void refusesAFolderThatAnotherServerUses() throws Exception {
    try (ServerUnderTest second =
        ServerUnderTest.start(
            KafkaServerMain.class,
            folder,
            Map.of(),
            "--cluster",
            "core:" + ServerProcess.freePort() + ":" + folder.resolve("core"))) {
      assertThat(second.exitCode()).isEqualTo(ServerProcess.EXIT_USAGE);
      assertThat(second.output()).contains("is used by another server");
    }
  }

  private static ServerUnderTest begin() throws Exception {
    return ServerUnderTest.start(
            KafkaServerMain.class,
            folder,
            Map.of(),
            "--cluster",
            "core:" + corePort + ":" + folder.resolve("core"),
            "--cluster",
            "edge:" + edgePort + ":" + folder.resolve("edge"))
        .ready();
  }

  private static KafkaProducer<byte[], byte[]> producer(String transactionalId) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", core());
    settings.put("transactional.id", transactionalId);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static List<String> readCommitted(String topic) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", core(), "isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      List<String> values = new ArrayList<>();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (consumer.position(partition) < end && System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          values.add(new String(record.value(), StandardCharsets.UTF_8));
        }
      }
      return values;
    }
  }

  private static String core() {
    return "127.0.0.1:" + corePort;
  }

  private static String edge() {
    return "127.0.0.1:" + edgePort;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
