package io.oddsupdate.clickhouse;

import java.time.Duration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** Counts what a writer did, under {@code clickhouse}, besides Flink's own sink metrics. */
final class SinkMetrics {
  /** Enough for a p99 of the last quarter of an hour at one flush a second. */
  private static final int LATENCIES_KEPT = 1_000;

  private final Counter rows;
  private final Counter flushes;
  private final Counter retries;
  private final Counter givenUp;
  private final Histogram flushLatencyMs;
  private final Counter sent;
  private final Counter sentBytes;

  SinkMetrics(SinkWriterMetricGroup group) {
    this(
        group.addGroup("clickhouse"),
        group.getNumRecordsSendCounter(),
        group.getNumBytesSendCounter());
  }

  SinkMetrics(MetricGroup own, Counter sent, Counter sentBytes) {
    this.rows = own.counter("rows");
    this.flushes = own.counter("flushes");
    this.retries = own.counter("retries");
    this.givenUp = own.counter("givenUp");
    this.flushLatencyMs =
        own.histogram("flushLatencyMs", new DescriptiveStatisticsHistogram(LATENCIES_KEPT));
    this.sent = sent;
    this.sentBytes = sentBytes;
  }

  void flushed(int batchRows, int batchBytes, Duration took) {
    rows.inc(batchRows);
    flushes.inc();
    flushLatencyMs.update(took.toMillis());
    sent.inc(batchRows);
    sentBytes.inc(batchBytes);
  }

  void retried() {
    retries.inc();
  }

  void gaveUp() {
    givenUp.inc();
  }
}
