package io.oddsupdate.odds.start;

import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;

/**
 * Finds what earlier runs left in a checkpoint directory: {@code <directory>/<job id>/chk-<id>}. A
 * job that is started anew has a new job id, so all ids are looked through.
 */
public final class RetainedCheckpoints {
  private static final String CHECKPOINT_PREFIX = "chk-";
  private static final String METADATA = "_metadata";

  private RetainedCheckpoints() {}

  /** Checkpoints of one run, which count upwards, and when the last of them was completed. */
  private record Run(long lastMs, List<RetainedCheckpoint> checkpoints) {}

  /**
   * The complete checkpoints, newest first; empty where the directory does not exist. Within a run
   * the higher id is newer. Between runs the ids say nothing, because one that restored nothing
   * starts again at 1: there the time of the last completion decides.
   *
   * @throws IOException if the file system cannot be asked
   */
  public static List<RetainedCheckpoint> newestFirst(Path directory) throws IOException {
    FileSystem files = directory.getFileSystem();
    List<Run> runs = new ArrayList<>();
    for (FileStatus run : list(files, directory)) {
      if (run.isDir()) {
        runs.add(run(files, run.getPath()));
      }
    }
    runs.sort(Comparator.comparingLong(Run::lastMs).reversed());
    return runs.stream().flatMap(run -> run.checkpoints().stream()).toList();
  }

  private static Run run(FileSystem files, Path run) throws IOException {
    long lastMs = Long.MIN_VALUE;
    List<RetainedCheckpoint> checkpoints = new ArrayList<>();
    for (FileStatus checkpoint : list(files, run)) {
      OptionalLong id = id(checkpoint.getPath().getName());
      if (id.isEmpty()) {
        continue;
      }
      Path metadata = new Path(checkpoint.getPath(), METADATA);
      for (FileStatus file : list(files, checkpoint.getPath())) {
        if (file.getPath().getName().equals(METADATA)) {
          lastMs = Math.max(lastMs, file.getModificationTime());
          checkpoints.add(
              new RetainedCheckpoint(
                  checkpoint.getPath().toString(), id.getAsLong(), problemOf(files, metadata)));
        }
      }
    }
    checkpoints.sort(Comparator.comparingLong(RetainedCheckpoint::id).reversed());
    return new Run(lastMs, checkpoints);
  }

  private static String problemOf(FileSystem files, Path metadata) {
    try (DataInputStream in = new DataInputStream(files.open(metadata))) {
      Checkpoints.loadCheckpointMetadata(
          in, RetainedCheckpoints.class.getClassLoader(), metadata.getParent().toString());
      return null;
    } catch (IOException | RuntimeException e) {
      return e.toString();
    }
  }

  private static OptionalLong id(String name) {
    if (!name.matches(CHECKPOINT_PREFIX + "\\d{1,18}")) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(name.substring(CHECKPOINT_PREFIX.length())));
  }

  private static FileStatus[] list(FileSystem files, Path directory) throws IOException {
    try {
      FileStatus[] found = files.listStatus(directory);
      return found == null ? new FileStatus[0] : found;
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }
}
