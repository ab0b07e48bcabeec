package io.oddsupdate.local.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.schemas.SchemaRegistry;
import io.oddsupdate.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A sample flow in a real Kafka, and what tampering with one record of it does. */
class TopicSabotageTest {
  private static final String LEAGUE = "nba";

  @TempDir static Path folder;
  private static LocalServer kafka;
  private static FakeRegistry registry;
  private static String bootstrap;

  private final SampleFlow flow = SampleFlow.played();

  @BeforeAll
  static void start() throws Exception {
    int port = LocalServer.freePort();
    bootstrap = "127.0.0.1:" + port;
    kafka =
        LocalServer.start(
            "io.oddsupdate.local.servers.KafkaServerMain",
            folder,
            "--cluster",
            "core:" + port + ":" + folder.resolve("kafka"));
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

  @BeforeEach
  void fill() throws Exception {
    // what the fold of a sound log does not contain, so that raw starts clean as well
    List<String> topics =
        List.of(
            Topics.raw(LEAGUE),
            Topics.decisions(LEAGUE),
            Topics.internal(LEAGUE),
            Topics.publicUpdates(LEAGUE));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.deleteTopics(admin.listTopics().names().get()).all().get();
      admin
          .createTopics(topics.stream().map(topic -> new NewTopic(topic, 4, (short) 1)).toList())
          .all()
          .get();
    }
    Properties settings = new Properties();
    settings.put("bootstrap.servers", bootstrap);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      Stream.of(flow.raw, flow.decisions, flow.internal, flow.published)
          .flatMap(List::stream)
          .map(Decoded::record)
          .forEach(
              record -> {
                var unused =
                    producer.send(
                        new ProducerRecord<>(
                            record.topic(),
                            record.partition(),
                            0L,
                            record.key(),
                            record.value(),
                            record.headers()));
              });
      producer.flush();
    }
  }

  static Stream<Arguments> everyTopicAndKind() {
    return Stream.of(Hop.RAW, Hop.DECISIONS, Hop.INTERNAL, Hop.PUBLIC)
        .flatMap(hop -> Stream.of(Sabotage.Kind.values()).map(kind -> Arguments.of(hop, kind)));
  }

  @ParameterizedTest
  @MethodSource("everyTopicAndKind")
  void isSeenAsOneRecordOfThatHop(Hop hop, Sabotage.Kind kind) throws IOException {
    HopDiff before = diff(hop);

    new TopicSabotage(config(), hop).apply(kind);

    HopDiff after = diff(hop);
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
  void readsATopicToItsEndInOrder() {
    List<LoggedRecord> records = TopicLog.read(bootstrap, Topics.internal(LEAGUE));

    assertThat(records).hasSize(flow.internal.size());
    assertThat(records.get(7).value()).isEqualTo(flow.internal.get(7).record().value());
    assertThat(records.get(7).header("game_id")).isEqualTo(SampleFlow.GAME);
  }

  /** One hop out of Kafka, the others as they were written. */
  private HopDiff diff(Hop hop) {
    Evidence sound = flow.evidence();
    Evidence evidence =
        new Evidence(
            flow.acknowledged,
            hop == Hop.RAW ? read(Topics.raw(LEAGUE), RawEvent.class) : flow.raw,
            hop == Hop.DECISIONS ? read(Topics.decisions(LEAGUE), Decision.class) : flow.decisions,
            hop == Hop.INTERNAL ? read(Topics.internal(LEAGUE), OddsUpdate.class) : flow.internal,
            hop == Hop.PUBLIC
                ? read(Topics.publicUpdates(LEAGUE), PublicOddsUpdate.class)
                : flow.published,
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

  private <T extends SpecificRecord> List<Decoded<T>> read(String topic, Class<T> type) {
    return new Decoder(new SchemaRegistry(registry.url()))
        .all(TopicLog.read(bootstrap, topic), type);
  }

  private ProofConfig config() {
    return new ProofConfig(
        LEAGUE,
        bootstrap,
        bootstrap,
        registry.url(),
        "http://127.0.0.1:1",
        "default",
        "",
        "odds",
        LakeFiles.folder(folder.resolve("lake")),
        "jdbc:postgresql://127.0.0.1:1/odds",
        "odds",
        "",
        "redis://127.0.0.1:1",
        () -> flow.acknowledged,
        folder.resolve("report.json"));
  }
}
