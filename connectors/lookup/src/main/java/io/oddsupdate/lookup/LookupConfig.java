package io.oddsupdate.lookup;

import java.io.Serializable;
import java.time.Duration;

/**
 * The limits of one lookup.
 *
 * @param deadline total time of one lookup, waiting and all attempts included
 * @param attempts tries within the deadline; only an unavailable server is asked again
 * @param threads how many attempts may run at once: the size of the connection pool
 * @param maxQueued how many lookups may wait for a thread; more fail as unavailable at once
 * @param tolerance failures in a row after which the circuit opens
 * @param openFor how long an open circuit answers at once before it lets one probe through
 */
public record LookupConfig(
    Duration deadline, int attempts, int threads, int maxQueued, int tolerance, Duration openFor)
    implements Serializable {
  public LookupConfig {
    require(deadline.toMillis() > 0, "lookup.deadline must be positive, got " + deadline);
    require(attempts > 0, "lookup.attempts must be positive, got " + attempts);
    require(threads > 0, "lookup.threads must be positive, got " + threads);
    require(maxQueued > 0, "lookup.max-queued must be positive, got " + maxQueued);
    require(tolerance > 0, "lookup.tolerance must be positive, got " + tolerance);
    require(openFor.toMillis() > 0, "lookup.open-for must be positive, got " + openFor);
  }

  /** Limits that suit a server in the same data centre, for the given deadline. */
  public static LookupConfig within(Duration deadline) {
    return new LookupConfig(deadline, 3, 4, 1024, 3, Duration.ofMillis(250));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
