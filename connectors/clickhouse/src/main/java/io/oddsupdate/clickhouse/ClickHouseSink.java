package io.oddsupdate.clickhouse;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Inserts rows in batches, at least once: whatever was written before a checkpoint is in ClickHouse
 * when that checkpoint completes, and a batch that cannot be inserted fails the job. Rows arrive
 * again after a failure, so the table must forget duplicates by its sorting key ({@code
 * ReplacingMergeTree}).
 *
 * @param <T> what a row is made of
 */
public final class ClickHouseSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  private final ClickHouseSinkConfig config;
  private final RowEncoder<T> encoder;

  public ClickHouseSink(ClickHouseSinkConfig config, RowEncoder<T> encoder) {
    this.config = config;
    this.encoder = encoder;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new ClickHouseWriter<>(
        config,
        new RowBatch<>(encoder.columns()),
        new Inserter(config),
        context.getProcessingTimeService(),
        new SinkMetrics(context.metricGroup()));
  }
}
