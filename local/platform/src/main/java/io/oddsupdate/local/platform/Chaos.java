package io.oddsupdate.local.platform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills processes in turn while events flow, and waits each time until the platform has brought the
 * process back, it has delivered a new record downstream, and the flow has caught up.
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
  private final Downstream everyHop;
  private final long feedStart;

  /**
   * @param everyHop a mark on it passes when all that was accepted by then is readable at Edge
   */
  Chaos(List<Victim> victims, Downstream everyHop, long feedStartNanos) {
    this.victims = List.copyOf(victims);
    this.everyHop = everyHop;
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
    long back = await(mark, victim, at, "delivered nothing new");
    System.out.printf("  killed %s: back after %.1f s%n", name, back / 1000.0);
    long caughtUp = await(everyHop.mark(), victim, at, "has not caught up");
    LOG.info("event=back process={} back_after_ms={} caught_up_after_ms={}", name, back, caughtUp);
    return new Kill(name, TimeUnit.NANOSECONDS.toMillis(at - feedStart), back);
  }

  /** Milliseconds from the kill until the mark has passed. */
  private static long await(Mark mark, Victim victim, long killedAt, String otherwise)
      throws InterruptedException {
    while (!mark.passed()) {
      if (System.nanoTime() - killedAt > LIMIT.toNanos()) {
        throw new IllegalStateException(
            "%s %s within %d s after it was killed; its output is in %s"
                .formatted(
                    victim.process().name(),
                    otherwise,
                    LIMIT.toSeconds(),
                    victim.process().output()));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killedAt);
  }
}
