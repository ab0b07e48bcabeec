package io.oddsupdate.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.deadletter.DeadLetter;
import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.UndecodableException;
import io.oddsupdate.schemas.WireFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The mirror's own process between two real clusters. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class MirrorFlowTest {
  private static final String INTERNAL = Topics.internal("nba");
  private static final String PUBLIC = Topics.publicUpdates("nba");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private KafkaCluster core;
  private KafkaCluster edge;
  private RegistryFake registry;
  private KafkaProducer<byte[], byte[]> producer;
  private int port;
  private final List<MirrorChild> started = new ArrayList<>();

  @BeforeEach
  void start() throws IOException, InterruptedException {
    core = KafkaCluster.start(folder.resolve("core"));
    edge = KafkaCluster.start(folder.resolve("edge"));
    registry = RegistryFake.deployed();
    core.create(INTERNAL, 2);
    core.create(Topics.decisions("nba"), 1);
    core.create(Topics.DEAD_LETTERS_ODDS, 1);
    producer = core.producer(Map.of("transactional.id", "odds-job"));
    producer.initTransactions();
    port = freePort();
  }

  @AfterEach
  void stop() {
    started.forEach(MirrorChild::close);
    producer.close();
    registry.close();
    edge.close();
    core.close();
  }

  @Test
  void committedUpdatesCrossAndNothingElseDoes() throws Exception {
    // Given a registry that is down, committed updates around aborted ones, other topics' records
    edge.create(PUBLIC, 2);
    commit(1, 20);
    producer.beginTransaction();
    send(INTERNAL, update(900));
    send(INTERNAL, update(901));
    producer.flush();
    producer.abortTransaction();
    producer.beginTransaction();
    send(Topics.decisions("nba"), "a decision".getBytes(StandardCharsets.UTF_8));
    send(Topics.DEAD_LETTERS_ODDS, "a letter".getBytes(StandardCharsets.UTF_8));
    producer.commitTransaction();
    registry.silent(true);

    // When the mirror runs, it waits and says why; when the registry is back, it goes on
    MirrorChild mirror = mirror();
    await(
        mirror, () -> answer(mirror, "/health/ready").contains("schema registry does not answer"));
    registry.silent(false);
    commit(21, 40);

    // Then Edge holds the committed updates, projected, in order, and no topic of ours but theirs
    List<ConsumerRecord<byte[], byte[]>> records = awaitPublic(40);
    assertThat(sequences(records))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 40).boxed().toList());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      assertThat(record.key()).isEqualTo(Updates.GAME.getBytes(StandardCharsets.UTF_8));
      assertThat(record.headers().toArray())
          .extracting(Header::key)
          .containsExactly("league", "game_id");
      assertThat(read(record))
          .isEqualTo(PublicProjection.project(Updates.total(read(record).getSequence())));
    }
    assertThat(topics(edge))
        .filteredOn(topic -> !topic.startsWith("mm2-"))
        .containsExactlyInAnyOrder(PUBLIC, "heartbeats");
    assertThat(answer(mirror, "/health/live")).startsWith("running");
    assertThat(answer(mirror, "/metrics"))
        .contains(
            "mirror_projected_total 40.0",
            "mirror_tasks{state=\"running\"} 1",
            "mirror_lag_records{topic=\"" + INTERNAL);
    mirror.terminate();
    assertThat(mirror.awaitExit(PATIENCE)).as("SIGTERM").isEqualTo(143);
    assertThat(mirror.log()).doesNotContain("\"level\":\"ERROR\"");
  }

  @Test
  void aSchemaThatItHasNotMetWaitsForARegistryThatIsLostMidRun() throws Exception {
    // Given a mirror at work that loses the registry, but knows the schema of what follows
    edge.create(PUBLIC, 2);
    MirrorChild mirror = mirror();
    commit(1, 3);
    awaitPublic(3);
    registry.silent(true);
    commit(4, 5);
    awaitPublic(5);

    // When an update of a newer writer comes, which the registry would have to be asked about
    Schema newer = MirroredRecords.withField(MirroredRecords.internalSchema(), "margin_secret");
    Canaries canaries = new Canaries(7);
    byte[] value =
        MirroredRecords.encode(registry.register("newer", newer), canaries.record(newer));
    producer.beginTransaction();
    send(INTERNAL, value);
    producer.commitTransaction();
    commit(6, 7);
    await(
        mirror, () -> answer(mirror, "/health/ready").contains("schema registry does not answer"));
    assertThat(awaitPublic(5)).as("nothing overtakes what waits").hasSize(5);
    registry.silent(false);

    // Then it crosses in its place, its new field does not, and nothing was left out or buried
    List<ConsumerRecord<byte[], byte[]>> records = awaitPublic(8);
    assertThat(sequences(records)).hasSize(8).startsWith(1L, 2L, 3L, 4L, 5L).endsWith(6L, 7L);
    byte[] shown = records.get(5).value();
    assertThat(Canaries.holds(shown, canaries.byPath().get("update_id").get(0))).isTrue();
    assertThat(Canaries.holds(shown, canaries.byPath().get("margin_secret").get(0))).isFalse();
    assertThat(awaitRecords(core, Topics.DEAD_LETTERS_ODDS, 0)).isEmpty();
    await(mirror, () -> answer(mirror, "/health/ready").startsWith("running"));
    assertThat(mirror.log()).doesNotContain("\"level\":\"ERROR\"");
  }

  @Test
  void aKilledMirrorLosesAndDoublesNothing() throws Exception {
    edge.create(PUBLIC, 2);
    commit(1, 50);
    MirrorChild mirror = mirror();
    awaitPublic(50);

    // When it is killed between and within writes, and started again
    commit(51, 400);
    mirror.kill();
    commit(401, 450);
    MirrorChild again = mirror();
    commit(451, 500);

    // Then every update is there once
    assertThat(sequences(awaitPublic(500)))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 500).boxed().toList());
    assertThat(answer(again, "/health/ready")).startsWith("running");
  }

  @Test
  void aPoisonRecordStopsTheMirrorUntilAPersonSkipsIt() throws Exception {
    // Given no public topic: the mirror does not make one
    commit(1, 3);
    MirrorChild hasty = mirror();
    assertThat(hasty.awaitExit(PATIENCE)).isEqualTo(1);
    assertThat(hasty.log()).contains(PUBLIC, "create it as in topics.yaml");
    edge.create(PUBLIC, 2);

    // Given a record that nobody can read, followed by sound ones
    producer.beginTransaction();
    long offset =
        producer.send(new ProducerRecord<>(INTERNAL, 0, key(), bytes("no avro"))).get().offset();
    producer.commitTransaction();
    commit(4, 6);

    // When the mirror meets it, the process ends and names the way out; a restart changes nothing
    MirrorChild stopped = mirror();
    assertThat(stopped.awaitExit(PATIENCE)).isEqualTo(1);
    assertThat(stopped.log())
        .contains("event=mirror_failed", "MirrorSourceConnector-0")
        .contains("bin/odds mirror skip --topic " + INTERNAL + " --partition 0 --offset " + offset);

    // When a person skips it, and only it can be skipped
    assertThat(skip(offset - 1)).as("a commit marker").isEqualTo(1);
    assertThat(skip(0)).as("a sound record").isEqualTo(1);
    assertThat(skip(offset)).isZero();
    assertThat(skip(offset)).as("again").isZero();

    // Then the mirror goes on after it, and the letter is there, once
    MirrorChild mirror = mirror();
    assertThat(sequences(awaitPublic(6))).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(answer(mirror, "/metrics")).contains("mirror_skipped_total 1.0");
    List<ConsumerRecord<byte[], byte[]>> letters = awaitRecords(core, Topics.DEAD_LETTERS_ODDS, 1);
    assertThat(letters).hasSize(1);
    DeadLetter letter =
        WireFormat.decode(letters.get(0).value(), DeadLetter.getClassSchema(), DeadLetter.class);
    assertThat(letter.getReason()).isEqualTo("mirror_skipped");
    assertThat(letter.getTopic()).isEqualTo(INTERNAL);
    assertThat(letter.getOffset()).isEqualTo(offset);
    assertThat(letter.getBytes().array()).isEqualTo(bytes("no avro"));
  }

  private MirrorChild mirror() throws IOException {
    MirrorChild child =
        MirrorChild.start(
            folder.resolve("mirror" + started.size()),
            MirrorTemplate.render(core.bootstrap(), edge.bootstrap(), registry.url(), port, 1),
            port,
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx384m"));
    started.add(child);
    return child;
  }

  private int skip(long offset) {
    CommandLine command = new CommandLine(new MirrorCommand());
    command.setOut(new PrintWriter(new StringWriter()));
    command.setErr(new PrintWriter(new StringWriter()));
    return command.execute(
        "skip",
        "--topic=" + INTERNAL,
        "--partition=0",
        "--offset=" + offset,
        "--core.bootstrap.servers=" + core.bootstrap(),
        "--schema.registry.url=" + registry.url());
  }

  private void commit(long from, long to) throws InterruptedException, ExecutionException {
    producer.beginTransaction();
    for (long sequence = from; sequence <= to; sequence++) {
      send(INTERNAL, update(sequence));
    }
    producer.commitTransaction();
  }

  private void send(String topic, byte[] value) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, 0, key(), value);
    Headers headers = record.headers();
    headers.add("league", bytes("nba"));
    headers.add("model_version", bytes("nba-1"));
    headers.add("game_id", key());
    headers.add("received_at", bytes("1795000000000"));
    // The commit waits for the send and fails with it.
    Future<?> unused = producer.send(record);
  }

  private byte[] update(long sequence) {
    return WireFormat.encode(registry.idOf(INTERNAL + "-value"), Updates.total(sequence));
  }

  private List<ConsumerRecord<byte[], byte[]>> awaitPublic(int count) {
    return awaitRecords(edge, PUBLIC, count);
  }

  /** At least so many, and whatever else has come shortly after. */
  private static List<ConsumerRecord<byte[], byte[]>> awaitRecords(
      KafkaCluster cluster, String topic, int count) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = cluster.reader(topic)) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (records.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
    }
    assertThat(records).as("records of " + topic).hasSizeGreaterThanOrEqualTo(count);
    return records;
  }

  private static List<Long> sequences(List<ConsumerRecord<byte[], byte[]>> records)
      throws UndecodableException {
    List<Long> sequences = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      sequences.add(read(record).getSequence());
    }
    return sequences;
  }

  private static PublicOddsUpdate read(ConsumerRecord<byte[], byte[]> record)
      throws UndecodableException {
    return WireFormat.decode(
        record.value(), PublicOddsUpdate.getClassSchema(), PublicOddsUpdate.class);
  }

  private static Set<String> topics(KafkaCluster cluster)
      throws InterruptedException, ExecutionException {
    try (Admin admin = cluster.admin()) {
      return admin.listTopics().names().get();
    }
  }

  /** An answer, or nothing while the process does not listen yet. */
  private static String answer(MirrorChild mirror, String path)
      throws IOException, InterruptedException {
    try {
      return mirror.get(path);
    } catch (ConnectException e) {
      return "";
    }
  }

  private static void await(MirrorChild mirror, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      assertThat(mirror.awaitExit(Duration.ZERO)).as("ended early: %s", mirror.log()).isEqualTo(-1);
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static byte[] key() {
    return bytes(Updates.GAME);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
