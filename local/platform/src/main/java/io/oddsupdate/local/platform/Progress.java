package io.oddsupdate.local.platform;

import io.oddsupdate.local.board.HopStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Tells a person on the console, every few seconds, what flows and how far each hop is behind. */
final class Progress implements AutoCloseable {
  private static final long EVERY_SECONDS = 3;

  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });
  private final long began = System.nanoTime();

  /**
   * @param games one phrase on the games, such as {@code 4 games live}
   */
  Progress(HopWatch hops, Supplier<String> games) {
    ScheduledFuture<?> unused =
        ticker.scheduleWithFixedDelay(
            () -> System.out.println(line(hops, games.get())),
            EVERY_SECONDS,
            EVERY_SECONDS,
            TimeUnit.SECONDS);
  }

  private String line(HopWatch hops, String games) {
    Duration passed = Duration.ofNanos(System.nanoTime() - began);
    List<HopStatus> unhealthy = hops.statuses().stream().filter(hop -> !hop.healthy()).toList();
    String trouble =
        unhealthy.stream()
            .map(hop -> hop.name() + ": " + hop.detail())
            .collect(Collectors.joining(", ", " · ", ""));
    return String.format(
        "%02d:%02d  %s · events %,d · updates %,d · lag: decisions %,d edge %,d clickhouse %,d archive %s%s",
        passed.toMinutes(),
        passed.toSecondsPart(),
        games,
        hops.raw(),
        hops.internal(),
        Math.max(0, hops.raw() - hops.decisions()),
        Math.max(0, hops.internal() - hops.published()),
        Math.max(0, hops.internal() - hops.clickhouse()),
        hops.archiveLag() < 0 ? "-" : String.format("%,d", hops.archiveLag()),
        unhealthy.isEmpty() ? "" : trouble);
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }
}
