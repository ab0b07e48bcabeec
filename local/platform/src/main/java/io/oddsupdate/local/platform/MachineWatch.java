package io.oddsupdate.local.platform;

import io.oddsupdate.local.proof.Disturbance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches whether the machine's cores are there for the platform. While something else takes a good
 * part of them, how quick the platform is says nothing about the platform. Where the system does
 * not tell (no {@code /proc/stat}), the cores count as free.
 */
final class MachineWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MachineWatch.class);
  private static final Path STAT = Path.of("/proc/stat");
  private static final long EVERY_MS = 1_000;

  /** Linux counts processor time in hundredths of a second for every reader. */
  private static final long TICK_NANOS = 10_000_000;

  /** Half of a core on a machine of two: what is left still carries the default demo. */
  private static final double OTHERS_AT_MOST = 0.25;

  /**
   * Processor time since the machine started.
   *
   * @param all of every core, idle or not, in ticks
   * @param busy of it, also what a hypervisor gave to somebody else
   * @param own of the platform's processes
   */
  record Sample(long all, long busy, Duration own) {
    /** The share of all cores that others had between two samples, 0 to 1. */
    static double others(Sample before, Sample now) {
      long all = now.all() - before.all();
      long own = now.own().minus(before.own()).toNanos() / TICK_NANOS;
      // A process that ended takes its time along: then nothing can be told.
      if (all <= 0 || own < 0) {
        return 0;
      }
      return Math.max(0, now.busy() - before.busy() - own) / (double) all;
    }

    /** Reads the first line of {@code /proc/stat}; empty if it is none. */
    static Optional<Sample> parse(String line, Duration own) {
      String[] cells = line.trim().split("\\s+", -1);
      if (cells.length < 9 || !cells[0].equals("cpu")) {
        return Optional.empty();
      }
      long all = 0;
      for (int i = 1; i <= 8; i++) {
        all += Long.parseLong(cells[i]);
      }
      long idle = Long.parseLong(cells[4]) + Long.parseLong(cells[5]);
      return Optional.of(new Sample(all, all - idle, own));
    }
  }

  private final Supplier<Duration> own;
  private final Chaos.Downstream everyHop;
  private final List<Disturbance> ended = new ArrayList<>();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "machine-watch");
            thread.setDaemon(true);
            return thread;
          });
  private Sample last;
  private long lastAt;
  private long since = -1;
  private Chaos.Mark catchingUp;

  /**
   * Starts to look, every second.
   *
   * @param own processor time of the platform's processes so far
   * @param everyHop a mark on it passes when the flow has caught up
   */
  static MachineWatch start(Supplier<Duration> own, Chaos.Downstream everyHop) {
    MachineWatch watch = new MachineWatch(own, everyHop);
    ScheduledFuture<?> unused =
        watch.ticker.scheduleWithFixedDelay(watch::look, 0, EVERY_MS, TimeUnit.MILLISECONDS);
    return watch;
  }

  /** One that looks only at the samples that it is given. */
  static MachineWatch idle(Chaos.Downstream everyHop) {
    return new MachineWatch(() -> Duration.ZERO, everyHop);
  }

  private MachineWatch(Supplier<Duration> own, Chaos.Downstream everyHop) {
    this.own = own;
    this.everyHop = everyHop;
  }

  /** Times in which others had the machine, each until the flow had caught up; so far. */
  synchronized List<Disturbance> disturbances() {
    List<Disturbance> all = new ArrayList<>(ended);
    if (since >= 0) {
      all.add(disturbance(System.currentTimeMillis()));
    }
    return all;
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }

  private void look() {
    try (var lines = Files.lines(STAT)) {
      Optional<Sample> now = lines.findFirst().flatMap(line -> Sample.parse(line, own.get()));
      if (now.isPresent()) {
        take(now.get(), System.currentTimeMillis());
      }
    } catch (IOException e) {
      LOG.debug("event=machine_not_watched error=\"{}\"", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A window opens with the second in which others came; it closes when the flow has caught up. */
  synchronized void take(Sample now, long at) throws InterruptedException {
    boolean others = last != null && Sample.others(last, now) > OTHERS_AT_MOST;
    if (others) {
      since = since < 0 ? lastAt : since;
      catchingUp = null;
    } else if (since >= 0 && catchingUp == null) {
      catchingUp = everyHop.mark();
    } else if (since >= 0 && catchingUp.passed()) {
      ended.add(disturbance(at));
      since = -1;
      catchingUp = null;
    }
    last = now;
    lastAt = at;
  }

  private Disturbance disturbance(long until) {
    return new Disturbance("others had the machine", since, Math.max(since, until));
  }
}
