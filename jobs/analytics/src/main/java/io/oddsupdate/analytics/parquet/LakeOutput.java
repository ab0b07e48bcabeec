package io.oddsupdate.analytics.parquet;

import io.oddsupdate.analytics.LoggedUpdate;
import java.net.URI;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
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
  public LakeOutput {
    if (path == null || !path.matches("[a-z][a-z0-9+.-]*:/.+")) {
      throw new IllegalArgumentException(
          "parquet.path must be an address such as s3://bucket/odds, got '" + path + "'");
    }
  }

  public Sink<LoggedUpdate> sink() {
    return FileSink.forBulkFormat(new Path(URI.create(path)), new LakeWriters())
        .withBucketAssigner(new LakeFolders())
        .withRollingPolicy(OnCheckpointRollingPolicy.build())
        .withOutputFileConfig(
            OutputFileConfig.builder().withPartPrefix("part").withPartSuffix(".parquet").build())
        .build();
  }
}
