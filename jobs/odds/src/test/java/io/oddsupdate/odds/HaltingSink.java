package io.oddsupdate.odds;

import io.oddsupdate.odds.publish.OutputRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The real sink, until a marker file exists: then the process dies where a commit would have begun,
 * which is after the checkpoint is complete and before anything of it can be read.
 *
 * @param <C> what the sink commits
 * @param <S> what its writer remembers
 */
final class HaltingSink<C, S>
    implements Sink<OutputRecord>,
        SupportsCommitter<C>,
        SupportsWriterState<OutputRecord, S>,
        SupportsPostCommitTopology<C> {
  private static final long serialVersionUID = 1L;

  /** As if killed. */
  static final int EXIT_CODE = 137;

  private final Sink<OutputRecord> sink;
  private final String marker;

  HaltingSink(Sink<OutputRecord> sink, Path marker) {
    this.sink = sink;
    this.marker = marker.toString();
  }

  @SuppressWarnings("unchecked")
  private SupportsCommitter<C> committing() {
    return (SupportsCommitter<C>) sink;
  }

  @SuppressWarnings("unchecked")
  private SupportsWriterState<OutputRecord, S> stateful() {
    return (SupportsWriterState<OutputRecord, S>) sink;
  }

  @Override
  public SinkWriter<OutputRecord> createWriter(WriterInitContext context) throws IOException {
    return sink.createWriter(context);
  }

  @Override
  public StatefulSinkWriter<OutputRecord, S> restoreWriter(
      WriterInitContext context, Collection<S> state) throws IOException {
    return stateful().restoreWriter(context, state);
  }

  @Override
  public SimpleVersionedSerializer<S> getWriterStateSerializer() {
    return stateful().getWriterStateSerializer();
  }

  @Override
  public SimpleVersionedSerializer<C> getCommittableSerializer() {
    return committing().getCommittableSerializer();
  }

  @Override
  @SuppressWarnings("unchecked")
  public void addPostCommitTopology(DataStream<CommittableMessage<C>> committables) {
    ((SupportsPostCommitTopology<C>) sink).addPostCommitTopology(committables);
  }

  @Override
  public Committer<C> createCommitter(CommitterInitContext context) throws IOException {
    Committer<C> committer = committing().createCommitter(context);
    return new Committer<>() {
      @Override
      public void commit(Collection<CommitRequest<C>> requests)
          throws IOException, InterruptedException {
        if (!requests.isEmpty() && Files.exists(Path.of(marker))) {
          Runtime.getRuntime().halt(EXIT_CODE);
        }
        committer.commit(requests);
      }

      @Override
      public void close() throws Exception {
        committer.close();
      }
    };
  }
}
