package io.oddsupdate.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.schemas.Headers;
import io.oddsupdate.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The source on a real Kafka. */
@Timeout(240)
class InternalLogTest {
  private static final String TOPIC = Topics.internal("nba");
  private static final long ABORTED = 9_000;

  @TempDir private static Path folder;
  private static KafkaBroker kafka;

  @BeforeAll
  static void start() throws Exception {
    kafka = new KafkaBroker(folder);
    Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (Admin admin = Admin.create(client)) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get();
    }
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void readsEveryCommittedUpdateFromTheFirstOneAndNoAbortedOne() throws Exception {
    Map<String, Object> client =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "odds");
    try (KafkaProducer<byte[], byte[]> odds =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      odds.initTransactions();
      write(odds, LongStream.range(0, 20), true);
      write(odds, LongStream.range(ABORTED, ABORTED + 20), false);
      write(odds, LongStream.range(20, 40), true);
    }

    List<LoggedBytes> read = read(40);

    assertThat(read)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("position", "traceparent")
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 40).mapToObj(SampleUpdates::logged).toList());
    assertThat(read).extracting(record -> record.position().topic()).containsOnly(TOPIC);
    // 20 aborted updates and the markers of three transactions lie between the first and the last
    assertThat(
            read.stream()
                .map(LoggedBytes::position)
                .filter(position -> position.partition() == 0)
                .max(Comparator.comparingLong(LogPosition::offset)))
        .hasValueSatisfying(position -> assertThat(position.offset()).isEqualTo(31));
  }

  private static void write(KafkaProducer<byte[], byte[]> odds, LongStream numbers, boolean commit)
      throws Exception {
    odds.beginTransaction();
    List<Future<?>> sent = new ArrayList<>();
    numbers.forEach(
        n -> {
          LoggedBytes logged = SampleUpdates.logged(n);
          ProducerRecord<byte[], byte[]> record =
              new ProducerRecord<>(TOPIC, (int) (n % 2), null, logged.value());
          record
              .headers()
              .add(Headers.RECEIVED_AT, utf8(logged.receivedAt()))
              .add(Headers.COMPUTED_AT, utf8(logged.computedAt()))
              .add(Headers.ENRICHMENT, utf8(logged.enrichment()));
          sent.add(odds.send(record));
        });
    // on the broker before the transaction ends: a reader of uncommitted records would see them
    odds.flush();
    for (Future<?> each : sent) {
      each.get();
    }
    if (commit) {
      odds.commitTransaction();
    } else {
      odds.abortTransaction();
    }
  }

  /** The first records that the source gives; it never ends by itself. */
  private static List<LoggedBytes> read(int count) throws Exception {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, settings);
    InternalLog log = new InternalLog(kafka.bootstrapServers(), List.of("nba"));
    List<LoggedBytes> read = new ArrayList<>();
    try (CloseableIterator<LoggedBytes> records =
        env.fromSource(log.source(), WatermarkStrategy.noWatermarks(), "internal-updates")
            .executeAndCollect()) {
      while (read.size() < count) {
        read.add(records.next());
      }
    }
    return read;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
