package io.oddsupdate.local.platform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills processes in turn while events flow, and waits each time until the platform has brought the
 * process back and it has delivered a new record downstream.
 */
final class Chaos {
  private static final Logger LOG = LoggerFactory.getLogger(Chaos.class);

  /** Much longer than any recovery that was seen: past it, something is broken. */
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Lets records flow again before the next kill. */
  private static final Duration BETWEEN = Duration.ofSeconds(3);

  /** A process and how to see that it has delivered something new. */
  record Victim(ManagedProcess process, Downstream downstream) {}

  /** What lies behind a process. */
  interface Downstream {
    /** Marks the present end; the result tells whether a record has come since. */
    Mark mark() throws InterruptedException;
  }

  /** Whether a new record has come. */
  interface Mark {
    boolean passed() throws InterruptedException;
  }

  private final List<Victim> victims;
  private final long feedStart;

  Chaos(List<Victim> victims, long feedStartNanos) {
    this.victims = List.copyOf(victims);
    this.feedStart = feedStartNanos;
  }

  /**
   * Kills each process once.
   *
   * @throws IllegalStateException if a process does not come back
   */
  List<Kill> run() throws InterruptedException {
    List<Kill> kills = new ArrayList<>();
    for (Victim victim : victims) {
      TimeUnit.MILLISECONDS.sleep(BETWEEN.toMillis());
      kills.add(kill(victim));
    }
    return kills;
  }

  private Kill kill(Victim victim) throws InterruptedException {
    String name = victim.process().name();
    long at = System.nanoTime();
    victim.process().kill();
    // What was readable before the process was gone does not count as new.
    Mark mark = victim.downstream().mark();
    LOG.info("event=killed process={}", name);
    while (!mark.passed()) {
      if (System.nanoTime() - at > LIMIT.toNanos()) {
        throw new IllegalStateException(
            name
                + " delivered nothing new within "
                + LIMIT.toSeconds()
                + " s after it was killed; its output is in "
                + victim.process().output());
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    long back = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - at);
    LOG.info("event=back process={} back_after_ms={}", name, back);
    System.out.printf("  killed %s: back after %.1f s%n", name, back / 1000.0);
    return new Kill(name, TimeUnit.NANOSECONDS.toMillis(at - feedStart), back);
  }
}
