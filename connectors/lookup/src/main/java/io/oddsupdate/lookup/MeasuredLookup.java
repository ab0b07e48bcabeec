package io.oddsupdate.lookup;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * Counts how lookups end and how long they take, as Flink metrics {@code lookup.<name>.<metric>}:
 * found, absent, timeout, unavailable, malformed, cached (of found and absent) and latency_micros.
 */
public final class MeasuredLookup<K, V> implements AsyncLookup<K, V> {
  /** Enough for a steady 99th percentile, small in memory. */
  private static final int WINDOW = 1000;

  private final AsyncLookup<K, V> source;
  private final Counter found;
  private final Counter absent;
  private final Counter timeout;
  private final Counter unavailable;
  private final Counter malformed;
  private final Counter cached;
  private final Histogram latencyMicros;

  public MeasuredLookup(AsyncLookup<K, V> source, String name, MetricGroup metrics) {
    MetricGroup group = metrics.addGroup("lookup", name);
    this.source = source;
    this.found = counter(group, "found");
    this.absent = counter(group, "absent");
    this.timeout = counter(group, "timeout");
    this.unavailable = counter(group, "unavailable");
    this.malformed = counter(group, "malformed");
    this.cached = counter(group, "cached");
    this.latencyMicros =
        group.histogram("latency_micros", new DescriptiveStatisticsHistogram(WINDOW));
  }

  /** Answers complete on the lookups' own threads, several at a time. */
  private static Counter counter(MetricGroup group, String name) {
    return group.counter(name, new ThreadSafeSimpleCounter());
  }

  @Override
  public CompletableFuture<LookupAnswer<V>> lookup(K key) {
    long startNanos = System.nanoTime();
    return source
        .lookup(key)
        .thenApply(
            answer -> {
              latencyMicros.update(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startNanos));
              counterOf(answer.result()).inc();
              if (answer.cached()) {
                cached.inc();
              }
              return answer;
            });
  }

  private Counter counterOf(LookupResult<V> result) {
    if (result instanceof LookupResult.Failed<V> failed) {
      return switch (failed.kind()) {
        case TIMEOUT -> timeout;
        case UNAVAILABLE -> unavailable;
        case MALFORMED -> malformed;
      };
    }
    return result instanceof LookupResult.Found<V> ? found : absent;
  }

  @Override
  public void close() {
    source.close();
  }
}
