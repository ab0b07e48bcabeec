package io.oddsupdate.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.analytics.current.CurrentTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The job as it runs: a process of its own, with a configuration folder, killed and restarted. */
@Timeout(180)
class AnalyticsJobProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MORE = 24;

  @TempDir private Path folder;
  private KafkaBroker kafka;
  private FakeRegistry registry;
  private Archive archive;

  @BeforeEach
  void start() throws Exception {
    kafka = new KafkaBroker(folder);
    registry = new FakeRegistry();
    archive = new Archive(folder);
    SavepointFixture.startLog(kafka);
  }

  @AfterEach
  void stop() throws Exception {
    archive.close();
    registry.close();
    kafka.close();
  }

  @Test
  void goesOnFromTheNewestCheckpointOfAKilledRunAndRefusesToStartWithoutIt() throws Exception {
    int all = SavepointFixture.UPDATES + MORE;
    try (AnalyticsProcess killed = process()) {
      archived(SavepointFixture.UPDATES, killed);
    }
    SavepointFixture.append(kafka, LongStream.range(SavepointFixture.UPDATES, all));

    try (AnalyticsProcess restarted = process()) {
      archived(all, restarted);

      assertThat(restarted.log()).contains("restoring: from=file:", "reason=newest");
      List<String> ids =
          LongStream.range(0, all).mapToObj(n -> SampleUpdates.update(n).getUpdateId()).toList();
      assertThat(archive.lake()).containsExactlyInAnyOrderElementsOf(ids);
      assertThat(archive.clickhouse()).containsAll(ids);
      assertThat(archive.current()).isEqualTo(CurrentTable.newest(LongStream.range(0, all)));
    }

    // Without a checkpoint the log would be archived again, over the files that are there.
    Files.move(AnalyticsProcess.checkpoints(folder), folder.resolve("lost"));
    try (AnalyticsProcess refused = process()) {
      assertThat(refused.awaitExit(PATIENCE)).isEqualTo(1);
      assertThat(refused.log())
          .contains("job=failed exit_code=1", "the job has no checkpoint", "part-");
    }
    assertThat(archive.lake()).hasSize(all);
  }

  private AnalyticsProcess process() throws Exception {
    return new AnalyticsProcess(
        folder, archive.arguments(kafka, registry), Map.of("POSTGRES_PASSWORD", "postgres"));
  }

  private void archived(int updates, AnalyticsProcess process) throws Exception {
    try {
      archive.await(updates, SavepointFixture.MARKETS, PATIENCE);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; the process said:\n" + process.log(), e);
    }
  }
}
