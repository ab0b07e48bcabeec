package io.oddsupdate.clickhouse;

import io.oddsupdate.clickhouse.RetryPolicy.NextStep;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subtask's open batch.
 *
 * <p>Invariant: a row is in the open batch or in ClickHouse, and the open batch is empty when a
 * checkpoint is taken. A batch leaves only by an accepted insert; when the policy gives up, the
 * exception fails the task with the batch still unsent, and the source reads its rows again.
 *
 * <p>Inserts run on the task's own thread: while one waits, back-pressure stops the source, so what
 * a subtask holds never exceeds one batch.
 */
final class ClickHouseWriter<T> implements SinkWriter<T> {
  private static final Logger log = LoggerFactory.getLogger(ClickHouseWriter.class);

  private final ClickHouseSinkConfig config;
  private final RowBatch<T> batch;
  private final Inserter inserter;
  private final ProcessingTimeService time;
  private final SinkMetrics metrics;
  private ScheduledFuture<?> ageTimer;

  ClickHouseWriter(
      ClickHouseSinkConfig config,
      RowBatch<T> batch,
      Inserter inserter,
      ProcessingTimeService time,
      SinkMetrics metrics) {
    this.config = config;
    this.batch = batch;
    this.inserter = inserter;
    this.time = time;
    this.metrics = metrics;
  }

  @Override
  public void write(T row, Context context) throws InsertException, InterruptedException {
    boolean first = batch.isEmpty();
    batch.add(row);
    if (config.limits().reached(batch.rows(), batch.bytes())) {
      insertOpenBatch();
    } else if (first) {
      long due = time.getCurrentProcessingTime() + config.limits().age().toMillis();
      ageTimer = time.registerTimer(due, at -> insertOpenBatch());
    }
  }

  @Override
  public void flush(boolean endOfInput) throws InsertException, InterruptedException {
    insertOpenBatch();
  }

  private void insertOpenBatch() throws InsertException, InterruptedException {
    if (ageTimer != null) {
      ageTimer.cancel(false);
      ageTimer = null;
    }
    if (batch.isEmpty()) {
      return;
    }
    long started = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      Optional<InsertFailure> failure = inserter.insert(batch);
      if (failure.isEmpty()) {
        break;
      }
      waitOrGiveUp(attempt, failure.get());
    }
    metrics.flushed(batch.rows(), batch.bytes(), Duration.ofNanos(System.nanoTime() - started));
    batch.clear();
  }

  private void waitOrGiveUp(int attempt, InsertFailure failure)
      throws InsertException, InterruptedException {
    NextStep next = config.retries().after(attempt, failure);
    if (next instanceof NextStep.RetryAfter retry) {
      metrics.retried();
      log.warn(
          "insert failed, will retry: table={} rows={} attempt={} backoff_ms={} failure=\"{}\"",
          config.table(),
          batch.rows(),
          attempt,
          retry.backoff().toMillis(),
          failure.summary());
      Thread.sleep(retry.backoff().toMillis());
    } else if (next instanceof NextStep.GiveUp giveUp) {
      metrics.gaveUp();
      throw new InsertException(
          String.format(
              "%d rows for ClickHouse table %s could not be inserted: %s: %s",
              batch.rows(), config.table(), giveUp.why(), failure.summary()),
          failure);
    }
  }

  /** Does not insert: rows of an unfinished checkpoint are read again. */
  @Override
  public void close() {
    inserter.close();
  }
}
