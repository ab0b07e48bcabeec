package io.oddsupdate.odds.price;

import io.oddsupdate.avro.decision.Fate;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What pricing counts: {@code fate_<fate>} for each decision, {@code updates}, {@code
 * dead_letters}, {@code shadow_updates}, {@code shadow_failures}, and {@code
 * received_to_computed_ms}, the age of an event when it was priced.
 */
final class PriceMetrics {
  /** Enough for a steady 99th percentile, small in memory. */
  private static final int WINDOW = 1000;

  private final Map<Fate, Counter> fates = new EnumMap<>(Fate.class);
  private final Counter updates;
  private final Counter deadLetters;
  private final Counter shadowUpdates;
  private final Counter shadowFailures;
  private final Histogram receivedToComputedMs;

  PriceMetrics(MetricGroup group) {
    for (Fate fate : Fate.values()) {
      fates.put(fate, group.counter("fate_" + fate.name().toLowerCase(Locale.ROOT)));
    }
    updates = group.counter("updates");
    deadLetters = group.counter("dead_letters");
    shadowUpdates = group.counter("shadow_updates");
    shadowFailures = group.counter("shadow_failures");
    receivedToComputedMs =
        group.histogram("received_to_computed_ms", new DescriptiveStatisticsHistogram(WINDOW));
  }

  void priced(int written, long ageMs) {
    updates.inc(written);
    receivedToComputedMs.update(ageMs);
  }

  void shadowed(int written) {
    shadowUpdates.inc(written);
  }

  void shadowFailed() {
    shadowFailures.inc();
  }

  void decided(Fate fate) {
    fates.get(fate).inc();
  }

  void deadLetter() {
    deadLetters.inc();
  }
}
