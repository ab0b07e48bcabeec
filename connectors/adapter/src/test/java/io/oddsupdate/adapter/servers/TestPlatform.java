package io.oddsupdate.adapter.servers;

import io.oddsupdate.adapter.AdapterConfig;
import io.oddsupdate.avro.deadletter.DeadLetter;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.UndecodableException;
import io.oddsupdate.schemas.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Kafka, Postgres and a registry, shared by all test classes of a run. */
public final class TestPlatform {
  private static final Duration MARKERS_WITHIN = Duration.ofSeconds(5);

  public static final String GAME = "0022000001";
  public static final String GAME_ID = "nba-20201223-gsw-bkn";

  private static TestPlatform shared;

  private final TestKafka kafka = new TestKafka();
  private final TestPostgres postgres = new TestPostgres();
  private final RegistryFake registry = new RegistryFake();

  private TestPlatform() {
    kafka.start();
    registry.start();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  registry.close();
                  kafka.close();
                  postgres.close();
                }));
  }

  /** The servers with empty topics and one mapped game. */
  public static synchronized TestPlatform fresh() {
    if (shared == null) {
      shared = new TestPlatform();
    }
    shared.kafka.resetTopics();
    shared.postgres.unmapAll();
    shared.postgres.map(GAME, GAME_ID);
    return shared;
  }

  public TestKafka kafka() {
    return kafka;
  }

  public TestPostgres postgres() {
    return postgres;
  }

  public RegistryFake registry() {
    return registry;
  }

  /** The settings of an adapter on these servers, on a free port, that reports no silence. */
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("adapter.http.port", "0");
    settings.put("adapter.core.bootstrap.servers", kafka.bootstrapServers());
    settings.put("adapter.schema.registry.url", registry.url());
    settings.put("adapter.postgres.url", postgres.url());
    settings.put("adapter.postgres.user", "postgres");
    settings.put("adapter.feed.silence-ms", "0");
    return settings;
  }

  public AdapterConfig config() {
    return AdapterConfig.parse(settings());
  }

  /** The committed raw log, partition by partition. */
  public List<ConsumerRecord<byte[], byte[]>> log() {
    return records(Topics.raw("nba"));
  }

  public List<RawEvent> events() {
    return log().stream()
        .map(record -> decode(record.value(), Topics.raw("nba"), RawEvent.class))
        .toList();
  }

  public List<DeadLetter> deadLetters() {
    return records(Topics.DEAD_LETTERS_INGEST).stream()
        .map(record -> decode(record.value(), Topics.DEAD_LETTERS_INGEST, DeadLetter.class))
        .toList();
  }

  public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed")) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = committedEnds(consumer, partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(50)).forEach(records::add);
      }
    }
    return records;
  }

  /**
   * A commit is for good once the coordinator has it; the partitions learn of it a moment later,
   * and only then may committed records be read. A transaction that nobody ends is not waited for.
   */
  private Map<TopicPartition, Long> committedEnds(
      KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    Map<TopicPartition, Long> written;
    try (KafkaConsumer<byte[], byte[]> everything = consumer("read_uncommitted")) {
      written = everything.endOffsets(partitions);
    }
    long deadline = System.nanoTime() + MARKERS_WITHIN.toNanos();
    Map<TopicPartition, Long> committed = new HashMap<>(consumer.endOffsets(partitions));
    while (!partitions.stream().allMatch(p -> committed.get(p) >= written.get(p))
        && System.nanoTime() < deadline) {
      committed.putAll(consumer.endOffsets(partitions));
    }
    return committed;
  }

  private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "isolation.level",
            isolation,
            "enable.auto.commit",
            false,
            "fetch.max.wait.ms",
            10);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static <T extends SpecificRecord> T decode(byte[] value, String topic, Class<T> type) {
    try {
      return WireFormat.decode(
          value,
          Topics.load().all().stream()
              .filter(t -> t.name().equals(topic))
              .findFirst()
              .orElseThrow()
              .schema(),
          type);
    } catch (UndecodableException e) {
      throw new AssertionError(e);
    }
  }
}
