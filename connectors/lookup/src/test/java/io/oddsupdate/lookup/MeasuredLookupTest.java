package io.oddsupdate.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class MeasuredLookupTest {
  /** Keeps what is registered with it, by name. */
  private static final class InspectableMetrics extends UnregisteredMetricsGroup {
    final Map<String, Counter> counters = new HashMap<>();
    final Map<String, Histogram> histograms = new HashMap<>();

    @Override
    public MetricGroup addGroup(String key, String value) {
      return this;
    }

    @Override
    public <C extends Counter> C counter(String name, C counter) {
      counters.put(name, counter);
      return counter;
    }

    @Override
    public <H extends Histogram> H histogram(String name, H histogram) {
      histograms.put(name, histogram);
      return histogram;
    }
  }

  /** Gives the answers that the test wrote down, one after the other. */
  private record Script(Queue<LookupAnswer<String>> answers)
      implements AsyncLookup<String, String> {
    @Override
    public CompletableFuture<LookupAnswer<String>> lookup(String key) {
      return CompletableFuture.completedFuture(answers.remove());
    }

    @Override
    public void close() {}
  }

  @Test
  void countsEachOutcomeUnderItsName() {
    List<LookupAnswer<String>> answers =
        List.of(
            new LookupAnswer<>(new LookupResult.Found<>("x"), false),
            new LookupAnswer<>(new LookupResult.Found<>("x"), true),
            new LookupAnswer<>(new LookupResult.Absent<>(), false),
            new LookupAnswer<>(new LookupResult.Failed<>(FailureKind.TIMEOUT), false),
            new LookupAnswer<>(new LookupResult.Failed<>(FailureKind.UNAVAILABLE), false),
            new LookupAnswer<>(new LookupResult.Failed<>(FailureKind.MALFORMED), false));
    InspectableMetrics metrics = new InspectableMetrics();
    MeasuredLookup<String, String> lookup =
        new MeasuredLookup<>(new Script(new ArrayDeque<>(answers)), "hot", metrics);

    answers.forEach(answer -> assertThat(lookup.lookup("a").join()).isEqualTo(answer));

    Map<String, Long> counts = new HashMap<>();
    metrics.counters.forEach((name, counter) -> counts.put(name, counter.getCount()));
    assertThat(counts)
        .isEqualTo(
            Map.of(
                "found",
                2L,
                "absent",
                1L,
                "timeout",
                1L,
                "unavailable",
                1L,
                "malformed",
                1L,
                "cached",
                1L));
    assertThat(metrics.histograms.get("latency_micros").getCount()).isEqualTo(6);
  }
}
