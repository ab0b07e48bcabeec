package io.oddsupdate.analytics;

import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints that earlier runs left under one folder. Every run has a job id, and a folder, of
 * its own; a run that restores from a checkpoint goes on counting from it, so that the highest
 * number over all folders is the newest.
 */
final class RetainedCheckpoints {
  private static final Logger log = LoggerFactory.getLogger(RetainedCheckpoints.class);
  private static final Pattern JOB = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern CHECKPOINT = Pattern.compile("chk-(\\d+)");

  private record Found(Path path, long number, long writtenAt) {}

  private RetainedCheckpoints() {}

  /**
   * The newest checkpoint whose metadata can be read; a kill in the middle of one leaves a folder
   * without, or with a part of it.
   *
   * @param root {@code execution.checkpointing.dir}
   */
  static Optional<Path> newest(Path root) throws IOException {
    FileSystem files = root.getFileSystem();
    List<Found> found = new ArrayList<>();
    for (FileStatus job : list(files, root)) {
      if (job.isDir() && JOB.matcher(job.getPath().getName()).matches()) {
        for (FileStatus checkpoint : list(files, job.getPath())) {
          Matcher name = CHECKPOINT.matcher(checkpoint.getPath().getName());
          if (checkpoint.isDir() && name.matches()) {
            found.add(
                new Found(
                    checkpoint.getPath(),
                    Long.parseLong(name.group(1)),
                    checkpoint.getModificationTime()));
          }
        }
      }
    }
    found.sort(
        Comparator.comparingLong(Found::number).thenComparingLong(Found::writtenAt).reversed());
    return found.stream().map(Found::path).filter(path -> readable(files, path)).findFirst();
  }

  private static boolean readable(FileSystem files, Path checkpoint) {
    try (DataInputStream in = new DataInputStream(files.open(new Path(checkpoint, "_metadata")))) {
      Checkpoints.loadCheckpointMetadata(
          in, RetainedCheckpoints.class.getClassLoader(), checkpoint.toString());
      return true;
    } catch (IOException | RuntimeException e) {
      log.warn("checkpoint skipped: path={} cause=\"{}\"", checkpoint, e.toString());
      return false;
    }
  }

  private static List<FileStatus> list(FileSystem files, Path folder) throws IOException {
    try {
      FileStatus[] entries = files.listStatus(folder);
      return entries == null ? List.of() : List.of(entries);
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }
}
