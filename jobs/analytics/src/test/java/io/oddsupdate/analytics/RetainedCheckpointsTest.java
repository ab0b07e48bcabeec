package io.oddsupdate.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetainedCheckpointsTest {
  private static final String FIRST_RUN = "0123456789abcdef0123456789abcdef";
  private static final String SECOND_RUN = "fedcba9876543210fedcba9876543210";

  @TempDir private Path root;

  @Test
  void findsTheHighestNumberOverAllRuns() throws IOException {
    complete(FIRST_RUN, 9);
    complete(FIRST_RUN, 10);
    complete(SECOND_RUN, 11);
    Files.createDirectories(root.resolve(FIRST_RUN).resolve("shared"));
    Files.createDirectories(root.resolve("lost+found").resolve("chk-99"));

    assertThat(newest()).endsWith(SECOND_RUN + "/chk-11");
  }

  @Test
  void comparesNumbersAndNotTexts() throws IOException {
    complete(FIRST_RUN, 9);
    complete(FIRST_RUN, 10);

    assertThat(newest()).endsWith("chk-10");
  }

  @Test
  void skipsACheckpointThatWasCutOff() throws IOException {
    complete(FIRST_RUN, 10);
    Path whole = complete(SECOND_RUN, 11).resolve("_metadata");
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(whole, Arrays.copyOf(bytes, bytes.length / 2));

    assertThat(newest()).endsWith(FIRST_RUN + "/chk-10");
  }

  @Test
  void skipsACheckpointThatNeverCompleted() throws IOException {
    complete(FIRST_RUN, 10);
    Files.createDirectories(root.resolve(FIRST_RUN).resolve("chk-11"));
    Files.createFile(
        Files.createDirectories(root.resolve(FIRST_RUN).resolve("chk-12")).resolve("_metadata"));

    assertThat(newest()).endsWith(FIRST_RUN + "/chk-10");
  }

  @Test
  void findsNothingInAFolderThatIsNotThere() throws IOException {
    assertThat(
            RetainedCheckpoints.newest(
                new org.apache.flink.core.fs.Path(root.resolve("none").toUri())))
        .isEmpty();
  }

  @Test
  void claimsTheNewestCheckpoint() throws IOException {
    complete(FIRST_RUN, 10);

    Configuration settings = JobEnvironment.restoringFromNewest(settings());

    assertThat(settings.get(StateRecoveryOptions.SAVEPOINT_PATH)).endsWith("chk-10");
    assertThat(settings.get(StateRecoveryOptions.RESTORE_MODE)).isEqualTo(RecoveryClaimMode.CLAIM);
  }

  @Test
  void respectsAPathThatIsConfigured() throws IOException {
    complete(FIRST_RUN, 10);
    Configuration settings = settings();
    settings.set(StateRecoveryOptions.SAVEPOINT_PATH, "s3://savepoints/before-the-upgrade");

    assertThat(
            JobEnvironment.restoringFromNewest(settings).get(StateRecoveryOptions.SAVEPOINT_PATH))
        .isEqualTo("s3://savepoints/before-the-upgrade");
  }

  @Test
  void startsAfreshWhereThereIsNoCheckpoint() throws IOException {
    assertThat(
            JobEnvironment.restoringFromNewest(settings())
                .getOptional(StateRecoveryOptions.SAVEPOINT_PATH))
        .isEmpty();
  }

  @Test
  void refusesToRunWithoutCheckpoints() {
    assertThatThrownBy(() -> JobEnvironment.strict(new Configuration()))
        .hasMessageContaining("execution.checkpointing.interval must be set");
    assertThatThrownBy(() -> JobEnvironment.restoringFromNewest(new Configuration()))
        .hasMessageContaining("execution.checkpointing.dir must be set");
  }

  private Configuration settings() {
    Configuration settings = new Configuration();
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, root.toUri().toString());
    return settings;
  }

  private String newest() throws IOException {
    return RetainedCheckpoints.newest(new org.apache.flink.core.fs.Path(root.toUri()))
        .orElseThrow()
        .toString();
  }

  private Path complete(String run, long number) throws IOException {
    Path folder = Files.createDirectories(root.resolve(run).resolve("chk-" + number));
    try (OutputStream out = Files.newOutputStream(folder.resolve("_metadata"))) {
      Checkpoints.storeCheckpointMetadata(
          new CheckpointMetadata(number, List.of(), List.of()), out);
    }
    return folder;
  }
}
