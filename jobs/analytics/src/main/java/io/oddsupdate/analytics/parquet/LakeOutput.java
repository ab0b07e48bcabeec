package io.oddsupdate.analytics.parquet;

import io.oddsupdate.analytics.LoggedUpdate;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * The lake: files named {@code part-*.parquet}, each complete and seen by readers only once the
 * checkpoint that closed it has completed, so that every update is there exactly once.
 *
 * @param path the lake's root, such as {@code s3://bucket/odds} or {@code file:///data/odds}
 */
public record LakeOutput(String path) {
  private static final String PREFIX = "part";
  private static final String SUFFIX = ".parquet";

  public LakeOutput {
    if (path == null || !path.matches("[a-z][a-z0-9]*:/.+")) {
      throw new IllegalArgumentException(
          "parquet.path must be an address such as s3://bucket/odds, got '" + path + "'");
    }
  }

  public Sink<LoggedUpdate> sink() {
    return FileSink.forBulkFormat(new Path(URI.create(path)), new LakeWriters())
        .withBucketAssigner(new LakeFolders())
        .withRollingPolicy(OnCheckpointRollingPolicy.build())
        .withOutputFileConfig(
            OutputFileConfig.builder().withPartPrefix(PREFIX).withPartSuffix(SUFFIX).build())
        .build();
  }

  /**
   * For a start without a checkpoint, which archives every update of the log from the first one: a
   * lake that holds some of them would hold them twice.
   *
   * @throws IllegalStateException if the lake has a committed file
   */
  public void requireEmpty() throws IOException {
    Path root = new Path(URI.create(path));
    Optional<Path> file = committed(root.getFileSystem(), root);
    if (file.isPresent()) {
      throw new IllegalStateException(
          "the job has no checkpoint, and would archive again what "
              + file.get()
              + " holds. Restore it (execution.state-recovery.path), point parquet.path elsewhere,"
              + " or remove the files.");
    }
  }

  private static Optional<Path> committed(FileSystem files, Path folder) throws IOException {
    for (FileStatus entry : list(files, folder)) {
      String name = entry.getPath().getName();
      if (entry.isDir()) {
        Optional<Path> inside = committed(files, entry.getPath());
        if (inside.isPresent()) {
          return inside;
        }
      } else if (name.startsWith(PREFIX) && name.endsWith(SUFFIX)) {
        return Optional.of(entry.getPath());
      }
    }
    return Optional.empty();
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
