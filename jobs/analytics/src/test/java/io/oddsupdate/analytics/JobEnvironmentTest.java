package io.oddsupdate.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobEnvironmentTest {
  private static final String RUN = "0123456789abcdef0123456789abcdef";

  @TempDir private Path root;

  @Test
  void goesOnFromTheNewestCheckpointThatCanBeReadAndOwnsIt() throws IOException {
    complete(10);
    Files.write(complete(11), new byte[] {1, 2, 3});

    JobEnvironment environment = JobEnvironment.of(settings());

    assertThat(environment.startsAfresh()).isFalse();
    Configuration flink = JobEnvironment.restoringFromNewest(settings());
    assertThat(flink.get(StateRecoveryOptions.SAVEPOINT_PATH)).endsWith(RUN + "/chk-10");
    assertThat(flink.get(StateRecoveryOptions.RESTORE_MODE)).isEqualTo(RecoveryClaimMode.CLAIM);
  }

  @Test
  void respectsAPathThatIsConfigured() throws IOException {
    complete(10);
    Configuration settings = settings();
    settings.set(StateRecoveryOptions.SAVEPOINT_PATH, "s3://savepoints/before-the-upgrade");

    assertThat(JobEnvironment.of(settings).startsAfresh()).isFalse();
    assertThat(
            JobEnvironment.restoringFromNewest(settings).get(StateRecoveryOptions.SAVEPOINT_PATH))
        .isEqualTo("s3://savepoints/before-the-upgrade");
  }

  @Test
  void startsAfreshWhereThereIsNoCheckpoint() throws IOException {
    assertThat(JobEnvironment.of(settings()).startsAfresh()).isTrue();
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
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, root.toUri().toString());
    return settings;
  }

  private Path complete(long id) throws IOException {
    Path folder = Files.createDirectories(root.resolve(RUN).resolve("chk-" + id));
    Path metadata = folder.resolve("_metadata");
    try (OutputStream out = Files.newOutputStream(metadata)) {
      Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(id, List.of(), List.of()), out);
    }
    return metadata;
  }
}
