package io.oddsupdate.adapter.core;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.oddsupdate.avro.raw.Operation;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** What a feed counts. Counts follow commits: what was aborted was never counted. */
final class FeedMetrics {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(1000),
    Duration.ofMillis(5000)
  };

  private final MeterRegistry registry;
  private final String vendor;
  private final Timer commit;
  private final AtomicLong openGames;
  private final AtomicLong up;

  FeedMetrics(MeterRegistry registry, String vendor) {
    this.registry = registry;
    this.vendor = vendor;
    this.commit =
        Timer.builder("adapter_kafka_commit")
            .description("one transaction: begin to commit")
            .tag("vendor", vendor)
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
    this.openGames = gauge("adapter_open_games", "games with plays and no end");
    this.up = gauge("adapter_feed_up", "1 while the feed is heard");
  }

  void events(Operation operation, int count) {
    add("adapter_events", "operation", operation.name().toLowerCase(Locale.ROOT), count);
  }

  void duplicateEvents(int count) {
    add("adapter_duplicates", "kind", "event", count);
  }

  void duplicatePush() {
    add("adapter_duplicates", "kind", "push", 1);
  }

  void outdatedList() {
    add("adapter_duplicates", "kind", "outdated_list", 1);
  }

  void deadLetter(Reason reason) {
    add("adapter_dead_letters", "reason", reason.code(), 1);
  }

  void feedReport(boolean isUp) {
    add("adapter_feed_reports", "state", isUp ? "up" : "down", 1);
    up.set(isUp ? 1 : 0);
  }

  void heard() {
    up.set(1);
  }

  void unavailable(String why) {
    add("adapter_unavailable", "why", why, 1);
  }

  void openGames(long count) {
    openGames.set(count);
  }

  void committed(long nanos) {
    commit.record(Duration.ofNanos(nanos));
  }

  private AtomicLong gauge(String name, String description) {
    AtomicLong value = new AtomicLong();
    Gauge.builder(name, value, AtomicLong::doubleValue)
        .description(description)
        .tag("vendor", vendor)
        .register(registry);
    return value;
  }

  private void add(String name, String tag, String value, int count) {
    if (count > 0) {
      registry.counter(name, "vendor", vendor, tag, value).increment(count);
    }
  }
}
