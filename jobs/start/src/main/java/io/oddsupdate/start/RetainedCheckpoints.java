package io.oddsupdate.start;

import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what earlier runs left in a checkpoint directory: {@code <directory>/<job id>/chk-<id>}. A
 * job that is started anew has a new job id, so all ids are looked through.
 */
public final class RetainedCheckpoints {
  private static final Logger LOG = LoggerFactory.getLogger(RetainedCheckpoints.class);
  private static final String CHECKPOINT_PREFIX = "chk-";
  private static final String METADATA = "_metadata";

  private RetainedCheckpoints() {}

  /** A checkpoint folder that has a metadata file. */
  private record Complete(Path folder, long id) {}

  /** Checkpoints of one run, which count upwards, and when the last of them was completed. */
  private record Run(long lastMs, List<Complete> newestFirst) {}

  /**
   * The complete checkpoints from the newest one down to the first whose metadata can be read,
   * which is the last of the list and what a job goes on from; if none can be read, all of them.
   * Empty where the directory does not exist.
   *
   * <p>Within a run the higher id is newer. Between runs the ids say nothing, because one that
   * restored nothing, or an older savepoint, counts lower: there the time of the last completion
   * decides.
   *
   * @param directory {@code execution.checkpointing.dir}
   * @throws IOException if the file system cannot be asked
   */
  public static List<RetainedCheckpoint> newestDownToReadable(Path directory) throws IOException {
    FileSystem files = directory.getFileSystem();
    List<RetainedCheckpoint> found = new ArrayList<>();
    for (Complete complete : newestFirst(files, directory)) {
      RetainedCheckpoint checkpoint =
          new RetainedCheckpoint(
              complete.folder().toString(), complete.id(), problemOf(files, complete.folder()));
      found.add(checkpoint);
      if (checkpoint.isReadable()) {
        break;
      }
      LOG.warn("checkpoint=unreadable path={} cause='{}'", checkpoint.path(), checkpoint.problem());
    }
    return List.copyOf(found);
  }

  /**
   * Tells Flink to go on from a retained checkpoint, which becomes the new run's own: deleted once
   * newer ones are complete.
   */
  public static void claim(Configuration flink, String path) {
    flink.set(StateRecoveryOptions.SAVEPOINT_PATH, path);
    flink.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
  }

  private static List<Complete> newestFirst(FileSystem files, Path directory) throws IOException {
    List<Run> runs = new ArrayList<>();
    for (FileStatus run : list(files, directory)) {
      if (run.isDir()) {
        runs.add(run(files, run.getPath()));
      }
    }
    runs.sort(Comparator.comparingLong(Run::lastMs).reversed());
    return runs.stream().flatMap(run -> run.newestFirst().stream()).toList();
  }

  private static Run run(FileSystem files, Path run) throws IOException {
    long lastMs = Long.MIN_VALUE;
    List<Complete> complete = new ArrayList<>();
    for (FileStatus checkpoint : list(files, run)) {
      OptionalLong id = id(checkpoint.getPath().getName());
      if (id.isEmpty()) {
        continue;
      }
      for (FileStatus file : list(files, checkpoint.getPath())) {
        if (file.getPath().getName().equals(METADATA)) {
          lastMs = Math.max(lastMs, file.getModificationTime());
          complete.add(new Complete(checkpoint.getPath(), id.getAsLong()));
        }
      }
    }
    complete.sort(Comparator.comparingLong(Complete::id).reversed());
    return new Run(lastMs, complete);
  }

  private static String problemOf(FileSystem files, Path checkpoint) {
    try (DataInputStream in = new DataInputStream(files.open(new Path(checkpoint, METADATA)))) {
      Checkpoints.loadCheckpointMetadata(
          in, RetainedCheckpoints.class.getClassLoader(), checkpoint.toString());
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
