package io.oddsupdate.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.analytics.current.CurrentTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each release's state is restored by this one, and goes on. */
@Timeout(180)
class SavepointTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int MORE = 24;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = "0.1.0")
  void goesOnFromTheStateOfARelease(String release) throws Exception {
    Path savepoint =
        Path.of(SavepointTest.class.getResource("/savepoints/" + release + "/_metadata").toURI())
            .getParent();
    try (KafkaBroker kafka = new KafkaBroker(folder);
        FakeRegistry registry = new FakeRegistry();
        Archive archive = new Archive(folder)) {
      // Given the log of the time, and ends that are empty: what was archived is not asked for
      SavepointFixture.startLog(kafka);

      try (KafkaJob job = new KafkaJob(kafka, registry, archive, Optional.of(savepoint))) {
        SavepointFixture.append(kafka, after());
        archive.await(MORE, SavepointFixture.MARKETS, PATIENCE);

        List<String> ids =
            after().mapToObj(n -> SampleUpdates.update(n).getUpdateId()).sorted().toList();
        assertThat(archive.lake())
            .as("nothing from before the savepoint is archived again")
            .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(archive.clickhouse()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(archive.current()).isEqualTo(CurrentTable.newest(after()));
      }
    }
  }

  private static LongStream after() {
    return LongStream.range(SavepointFixture.UPDATES, SavepointFixture.UPDATES + MORE);
  }
}
