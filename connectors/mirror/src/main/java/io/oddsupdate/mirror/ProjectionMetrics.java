package io.oddsupdate.mirror;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What the projection did, counted per process: tasks of one process share the counters. */
final class ProjectionMetrics {
  /** Shared by the tasks of a process, also over a restart of a task. */
  private static final AtomicInteger WAITING = new AtomicInteger();

  private final Counter projected;
  private final Counter tombstones;
  private final Counter refused;
  private final Counter skipped;
  private final Counter foreign;

  ProjectionMetrics(MeterRegistry registry) {
    projected = Counter.builder("mirror.projected").description("records shown").register(registry);
    tombstones = Counter.builder("mirror.tombstones").register(registry);
    refused =
        Counter.builder("mirror.refused")
            .description("records that stopped a task")
            .register(registry);
    skipped =
        Counter.builder("mirror.skipped")
            .description("records that a person left out")
            .register(registry);
    foreign =
        Counter.builder("mirror.passed")
            .description("MirrorMaker's own records, passed as they are")
            .register(registry);
  }

  /** Tasks of this process that wait for the registry. */
  static int waiting() {
    return WAITING.get();
  }

  void projected() {
    projected.increment();
  }

  void tombstone() {
    tombstones.increment();
  }

  void refused() {
    refused.increment();
  }

  void skipped() {
    skipped.increment();
  }

  void passed() {
    foreign.increment();
  }

  void registryWaitBegins() {
    WAITING.incrementAndGet();
  }

  void registryWaitEnds() {
    WAITING.decrementAndGet();
  }
}
