package io.oddsupdate.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
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

  @TempDir private Path directory;

  @Test
  void findsTheHighestCheckpointOfARunByNumberAndNotByText() throws IOException {
    complete(FIRST_RUN, 9, 100);
    complete(FIRST_RUN, 10, 200);

    assertThat(found()).containsExactly(FIRST_RUN + "/chk-10");
  }

  @Test
  void goesThroughOneRunAndThenTheRunBeforeIt() throws IOException {
    complete(FIRST_RUN, 9, 100);
    tear(complete(FIRST_RUN, 10, 200));
    tear(complete(SECOND_RUN, 11, 300));
    tear(complete(SECOND_RUN, 12, 400));

    assertThat(found())
        .containsExactly(
            SECOND_RUN + "/chk-12",
            SECOND_RUN + "/chk-11",
            FIRST_RUN + "/chk-10",
            FIRST_RUN + "/chk-9");
  }

  @Test
  void putsTheLaterRunFirstEvenIfItCountsLower() throws IOException {
    complete(FIRST_RUN, 900, 100);
    complete(SECOND_RUN, 3, 200);

    assertThat(found()).containsExactly(SECOND_RUN + "/chk-3");
  }

  @Test
  void ignoresWhatWasNeverCompletedAndWhatIsNoCheckpoint() throws IOException {
    complete(FIRST_RUN, 9, 100);
    Files.createDirectories(directory.resolve(FIRST_RUN).resolve("chk-10"));
    Files.createDirectories(directory.resolve(FIRST_RUN).resolve("shared"));
    Files.createDirectories(directory.resolve(FIRST_RUN).resolve("chk-x"));
    Files.createDirectories(directory.resolve("lost+found").resolve("chk-99"));
    Files.writeString(directory.resolve("a-file"), "");

    assertThat(found()).containsExactly(FIRST_RUN + "/chk-9");
  }

  @Test
  void saysWhyMetadataCannotBeRead() throws IOException {
    complete(FIRST_RUN, 9, 100);
    tear(complete(FIRST_RUN, 10, 200));
    Files.write(complete(FIRST_RUN, 11, 300), new byte[0]);

    List<RetainedCheckpoint> retained = RetainedCheckpoints.newestDownToReadable(flinkPath());

    assertThat(retained).extracting(RetainedCheckpoint::id).containsExactly(11L, 10L, 9L);
    assertThat(retained)
        .extracting(RetainedCheckpoint::isReadable)
        .containsExactly(false, false, true);
    assertThat(retained.subList(0, 2))
        .extracting(RetainedCheckpoint::problem)
        .allSatisfy(problem -> assertThat(problem).isNotBlank());
  }

  @Test
  void findsNothingWhereNothingIs() throws IOException {
    assertThat(
            RetainedCheckpoints.newestDownToReadable(
                new org.apache.flink.core.fs.Path(directory.resolve("none").toUri())))
        .isEmpty();
  }

  @Test
  void aClaimedCheckpointBecomesTheRunsOwn() {
    Configuration flink = new Configuration();

    RetainedCheckpoints.claim(flink, "s3://checkpoints/run/chk-10");

    assertThat(flink.get(StateRecoveryOptions.SAVEPOINT_PATH))
        .isEqualTo("s3://checkpoints/run/chk-10");
    assertThat(flink.get(StateRecoveryOptions.RESTORE_MODE)).isEqualTo(RecoveryClaimMode.CLAIM);
  }

  private Path complete(String run, long id, long completedAtMs) throws IOException {
    Path checkpoint = Files.createDirectories(directory.resolve(run).resolve("chk-" + id));
    Path metadata = checkpoint.resolve("_metadata");
    try (OutputStream out = Files.newOutputStream(metadata)) {
      Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(id, List.of(), List.of()), out);
    }
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(completedAtMs));
    return metadata;
  }

  /** As a kill in the middle of a write leaves it. */
  private static void tear(Path metadata) throws IOException {
    FileTime completedAt = Files.getLastModifiedTime(metadata);
    byte[] whole = Files.readAllBytes(metadata);
    Files.write(metadata, Arrays.copyOf(whole, whole.length / 2));
    Files.setLastModifiedTime(metadata, completedAt);
  }

  private org.apache.flink.core.fs.Path flinkPath() {
    return new org.apache.flink.core.fs.Path(directory.toUri());
  }

  private List<String> found() throws IOException {
    String prefix = flinkPath().toString();
    return RetainedCheckpoints.newestDownToReadable(flinkPath()).stream()
        .map(checkpoint -> checkpoint.path().substring(prefix.length()).replaceFirst("^/", ""))
        .toList();
  }
}
