package io.oddsupdate.local.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.lookup.Secret;
import io.oddsupdate.schemas.SchemaRegistry;
import io.oddsupdate.schemas.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A sample flow in a real Kafka, and what tampering with one record of it does. */
class TopicSabotageTest {
  @TempDir static Path folder;
  private static LocalServer kafka;
  private static FakeRegistry registry;
  private static String bootstrap;

  private final SampleFlow flow = SampleFlow.played();

  @BeforeAll
  static void start() throws Exception {
    int port = LocalServer.freePort();
    bootstrap = "127.0.0.1:" + port;
    kafka = LocalServer.kafka("core", port, folder);
    registry =
        new FakeRegistry(
            Map.of(
                10, RawEvent.getClassSchema(),
                11, Decision.getClassSchema(),
                12, OddsUpdate.getClassSchema(),
                13, PublicOddsUpdate.getClassSchema()));
  }

  @AfterAll
  static void stop() {
    registry.close();
    kafka.close();
  }

  /** Writes a log into a topic that no other test has used. */
  private void fill(String topic, List<? extends Decoded<?>> log) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();
    }
    Properties settings = new Properties();
    settings.put("bootstrap.servers", bootstrap);
    // A partition that is seconds old may refuse a first batch and take the second, which it then
    // holds for the first: the producer could only retry for ever.
    settings.put("max.in.flight.requests.per.connection", "1");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (Decoded<?> decoded : log) {
        LoggedRecord record = decoded.record();
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    topic,
                    record.partition(),
                    null,
                    record.key(),
                    record.value(),
                    record.headers())));
      }
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    }
  }

  static Stream<Arguments> everyTopicAndKind() {
    return Stream.of(Hop.RAW, Hop.DECISIONS, Hop.INTERNAL, Hop.PUBLIC)
        .flatMap(hop -> Stream.of(Sabotage.Kind.values()).map(kind -> Arguments.of(hop, kind)));
  }

  @ParameterizedTest
  @MethodSource("everyTopicAndKind")
  void isSeenAsOneRecordOfThatHop(Hop hop, Sabotage.Kind kind) throws Exception {
    String copy = hop.text() + "-" + kind.text();
    fill(
        topic(hop, copy),
        switch (hop) {
          case RAW -> flow.raw;
          case DECISIONS -> flow.decisions;
          case INTERNAL -> flow.internal;
          case PUBLIC -> flow.published;
          case CLICKHOUSE, PARQUET, ODDS_CURRENT -> throw new AssertionError("no topic");
        });
    HopDiff before = diff(hop, copy);

    new TopicSabotage(config(copy), hop).apply(kind);

    HopDiff after = diff(hop, copy);
    List<Long> more =
        List.of(
            after.missing() - before.missing(),
            after.extra() - before.extra(),
            after.different() - before.different());
    if (hop == Hop.RAW && kind == Sabotage.Kind.CHANGE) {
      assertThat(more).as("another revision").containsExactly(1L, 1L, 0L);
    } else {
      assertThat(more)
          .isEqualTo(
              switch (kind) {
                case DROP -> List.of(1L, 0L, 0L);
                case DOUBLE -> List.of(0L, 1L, 0L);
                case CHANGE -> List.of(0L, 0L, 1L);
              });
    }
  }

  @Test
  void readsATopicToItsEndInOrder() throws Exception {
    fill("everything", flow.internal);

    List<LoggedRecord> records = TopicLog.read(bootstrap, "everything");

    assertThat(records).hasSize(flow.internal.size());
    assertThat(records.get(7).value()).isEqualTo(flow.internal.get(7).record().value());
    assertThat(records.get(7).header("game_id")).isEqualTo(SampleFlow.GAME);
  }

  private static String topic(Hop hop, String league) {
    return switch (hop) {
      case RAW -> Topics.raw(league);
      case DECISIONS -> Topics.decisions(league);
      case INTERNAL -> Topics.internal(league);
      case PUBLIC -> Topics.publicUpdates(league);
      case CLICKHOUSE, PARQUET, ODDS_CURRENT -> throw new AssertionError("no topic");
    };
  }

  /** One hop out of Kafka, the others as they were written. */
  private HopDiff diff(Hop hop, String copy) {
    Evidence sound = flow.evidence();
    Evidence evidence =
        new Evidence(
            flow.acknowledged,
            hop == Hop.RAW ? read(hop, copy, RawEvent.class) : flow.raw,
            hop == Hop.DECISIONS ? read(hop, copy, Decision.class) : flow.decisions,
            hop == Hop.INTERNAL ? read(hop, copy, OddsUpdate.class) : flow.internal,
            hop == Hop.PUBLIC ? read(hop, copy, PublicOddsUpdate.class) : flow.published,
            sound.steps());
    Expectations expectations = new Expectations(evidence, SampleFlow.SCHEMAS);
    return switch (hop) {
      case RAW -> expectations.raw();
      case DECISIONS -> expectations.decisions();
      case INTERNAL -> expectations.internal();
      case PUBLIC -> expectations.published();
      case CLICKHOUSE, PARQUET, ODDS_CURRENT -> throw new AssertionError("no topic");
    };
  }

  private <T extends SpecificRecord> List<Decoded<T>> read(Hop hop, String copy, Class<T> type) {
    return new Decoder(new SchemaRegistry(registry.url()))
        .all(TopicLog.read(bootstrap, topic(hop, copy)), type);
  }

  private ProofConfig config(String copy) {
    return new ProofConfig(
        copy,
        bootstrap,
        bootstrap,
        registry.url(),
        "http://127.0.0.1:1",
        "default",
        "",
        "odds",
        LakeServer.nowhere(),
        "jdbc:postgresql://127.0.0.1:1/odds",
        "odds",
        "",
        "redis://127.0.0.1:1",
        Secret.NONE,
        () -> flow.acknowledged,
        folder.resolve("report.json"));
  }
}
