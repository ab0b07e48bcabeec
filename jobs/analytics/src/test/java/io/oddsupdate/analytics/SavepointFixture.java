package io.oddsupdate.analytics;

import io.oddsupdate.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes the savepoint of a release, which {@link SavepointTest} restores for ever after. Run it
 * once when the state's format of a release is final, with the folder of the release:
 *
 * <pre>
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/class-path
 * java --add-opens=java.base/java.lang=ALL-UNNAMED --add-opens=java.base/java.util=ALL-UNNAMED \
 *     -cp target/test-classes:target/classes:$(cat target/class-path) \
 *     io.oddsupdate.analytics.SavepointFixture src/test/resources/savepoints/0.1.0
 * </pre>
 *
 * <p>A savepoint names offsets of the internal log, so the log must be made the same way again:
 * {@link #startLog} and nothing else, on an empty broker. It names no file of the lake: every file
 * is committed, and none is open, when it is taken.
 */
final class SavepointFixture {
  /** Each of the 24 markets twice. */
  static final int UPDATES = 48;

  static final int MARKETS = 24;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TOPIC = Topics.internal("nba");
  private static final int PARTITIONS = 2;

  private SavepointFixture() {}

  /** Makes the log as it is at the savepoint. */
  static void startLog(KafkaBroker kafka) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1))).all().get();
    }
    append(kafka, LongStream.range(0, UPDATES));
  }

  static void append(KafkaBroker kafka, LongStream updates)
      throws ExecutionException, InterruptedException {
    try (KafkaProducer<byte[], byte[]> odds =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<?>> sent = new ArrayList<>();
      updates.forEach(
          n ->
              sent.add(
                  odds.send(
                      new ProducerRecord<>(
                          TOPIC, (int) (n % PARTITIONS), null, SampleUpdates.logged(n).value()))));
      for (Future<?> future : sent) {
        future.get();
      }
    }
  }

  public static void main(String[] args) throws Exception {
    Path target = Path.of(args[0]);
    Path folder = Files.createTempDirectory("savepoint");
    try (KafkaBroker kafka = new KafkaBroker(folder);
        FakeRegistry registry = new FakeRegistry();
        Archive archive = new Archive(folder);
        KafkaJob job = new KafkaJob(kafka, registry, archive, Optional.empty())) {
      startLog(kafka);
      // Readers see a file of the lake once its checkpoint is complete; the savepoint comes after
      // it, and then the writer has forgotten the folder, which another machine does not have.
      archive.await(UPDATES, MARKETS, PATIENCE);
      copy(job.savepoint(folder.resolve("savepoints")), target);
    }
    System.exit(0);
  }

  private static void copy(Path savepoint, Path target) throws IOException {
    Files.createDirectories(target);
    try (Stream<Path> files = Files.list(savepoint)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
  }
}
