package io.oddsupdate.analytics;

import io.oddsupdate.analytics.parquet.LakeFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/**
 * An end that drops every update, and fails the job when the first checkpoint has completed and the
 * ends are to commit. As the first end of the topology it is told before the lake is.
 */
record FailsAtFirstCommit(String lake) implements Sink<LoggedUpdate>, SupportsCommitter<String> {
  /** Shared by every attempt of a job: they run in one JVM. */
  private static final AtomicBoolean HAPPENED = new AtomicBoolean();

  private static volatile long committedThen = -1;

  /** Files that readers of the lake saw when the failure happened; -1 if it did not happen. */
  static long committedThen() {
    return committedThen;
  }

  @Override
  public CommittingSinkWriter<LoggedUpdate, String> createWriter(WriterInitContext context) {
    return new CommittingSinkWriter<>() {
      @Override
      public void write(LoggedUpdate update, Context time) {}

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public Collection<String> prepareCommit() {
        return List.of("something to commit");
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Committer<String> createCommitter(CommitterInitContext context) {
    return new Committer<>() {
      @Override
      public void commit(Collection<CommitRequest<String>> requests) throws IOException {
        if (HAPPENED.compareAndSet(false, true)) {
          committedThen = new LakeFiles(Path.of(lake)).fileCount();
          throw new IOException("the failure that the test asked for, before the lake commits");
        }
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public SimpleVersionedSerializer<String> getCommittableSerializer() {
    return SimpleVersionedStringSerializer.INSTANCE;
  }
}
