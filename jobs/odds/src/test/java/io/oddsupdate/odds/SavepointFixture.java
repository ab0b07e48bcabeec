package io.oddsupdate.odds;

import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes the savepoint of a release, which {@link SavepointTest} restores for ever after. Run it
 * once when the state's format of a release is final, with the folder of the release:
 *
 * <pre>
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/class-path
 * java -cp target/test-classes:target/classes:$(cat target/class-path) \
 *     io.oddsupdate.odds.SavepointFixture src/test/resources/savepoints/0.1.0
 * </pre>
 *
 * <p>A savepoint names offsets of the raw log, so the log must be made the same way again: {@link
 * #events} and nothing else, on an empty broker.
 */
final class SavepointFixture {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  static final SampleGame ONE = new SampleGame("nba-20261121-aaa-hhh");
  static final SampleGame TWO = new SampleGame("nba-20261121-ccc-ddd");
  static final int EVENTS_OF_EACH = 6;

  private SavepointFixture() {}

  /** What the raw log holds at the savepoint. */
  static List<RawEvent> events() {
    List<RawEvent> events = new ArrayList<>();
    events.addAll(new SampleGame(ONE.gameId()).events(EVENTS_OF_EACH));
    events.addAll(new SampleGame(TWO.gameId()).events(EVENTS_OF_EACH));
    return events;
  }

  public static void main(String[] args) throws Exception {
    Path target = Path.of(args[0]);
    Path folder = Files.createTempDirectory("savepoint");
    try (KafkaBroker kafka = new KafkaBroker(folder);
        RegistryServer registry = new RegistryServer();
        RawLog raw = new RawLog(kafka, registry);
        KafkaJob job =
            new KafkaJob(
                kafka, registry, metrics -> FixedLookups.KNOW_A_SHADOW.open(), Optional.empty())) {
      raw.commit(events());
      kafka.read(
          Topics.decisions("nba"), PATIENCE, records -> records.size() >= 2 * EVENTS_OF_EACH);
      // What was read is committed, and nothing came after it: the savepoint holds no transaction
      // that another broker would not know.
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
