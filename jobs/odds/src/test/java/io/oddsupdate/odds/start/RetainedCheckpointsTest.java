package io.oddsupdate.odds.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetainedCheckpointsTest {
  private static final String FIRST_RUN = "0123456789abcdef0123456789abcdef";
  private static final String SECOND_RUN = "fedcba9876543210fedcba9876543210";

  @TempDir private Path directory;

  @Test
  void findsTheHighestCheckpointOfARun() throws IOException {
    complete(FIRST_RUN, 9, 100);
    complete(FIRST_RUN, 10, 200);

    assertThat(found()).containsExactly(FIRST_RUN + "/chk-10", FIRST_RUN + "/chk-9");
  }

  @Test
  void putsTheLaterRunFirstEvenIfItCountsLower() throws IOException {
    complete(FIRST_RUN, 900, 100);
    complete(SECOND_RUN, 3, 200);

    assertThat(found()).containsExactly(SECOND_RUN + "/chk-3", FIRST_RUN + "/chk-900");
  }

  @Test
  void ignoresWhatWasNeverCompleted() throws IOException {
    complete(FIRST_RUN, 9, 100);
    Files.createDirectories(directory.resolve(FIRST_RUN).resolve("chk-10"));
    Files.createDirectories(directory.resolve(FIRST_RUN).resolve("shared"));
    Files.createDirectories(directory.resolve(FIRST_RUN).resolve("chk-x"));
    Files.writeString(directory.resolve("a-file"), "");

    assertThat(found()).containsExactly(FIRST_RUN + "/chk-9");
  }

  @Test
  void saysWhyMetadataCannotBeRead() throws IOException {
    complete(FIRST_RUN, 9, 100);
    Path torn = complete(FIRST_RUN, 10, 200);
    Files.write(torn, List.of("torn"));

    List<RetainedCheckpoint> retained =
        RetainedCheckpoints.newestFirst(new org.apache.flink.core.fs.Path(directory.toUri()));

    assertThat(retained).extracting(RetainedCheckpoint::id).containsExactly(10L, 9L);
    assertThat(retained).extracting(RetainedCheckpoint::isReadable).containsExactly(false, true);
    assertThat(retained.get(0).problem()).isNotBlank();
  }

  @Test
  void findsNothingWhereNothingIs() throws IOException {
    assertThat(
            RetainedCheckpoints.newestFirst(
                new org.apache.flink.core.fs.Path(directory.resolve("none").toUri())))
        .isEmpty();
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

  private List<String> found() throws IOException {
    String prefix = new org.apache.flink.core.fs.Path(directory.toUri()).toString();
    return RetainedCheckpoints.newestFirst(new org.apache.flink.core.fs.Path(directory.toUri()))
        .stream()
        .peek(checkpoint -> assertThat(checkpoint.problem()).isNull())
        .map(checkpoint -> checkpoint.path().substring(prefix.length()).replaceFirst("^/", ""))
        .toList();
  }
}
