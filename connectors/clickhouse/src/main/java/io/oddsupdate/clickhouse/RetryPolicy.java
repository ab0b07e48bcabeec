package io.oddsupdate.clickhouse;

import java.io.Serializable;
import java.time.Duration;

/**
 * Decides what follows a failed insert. Pure: the caller waits.
 *
 * @param attempts inserts of one batch, the first included
 * @param firstBackoff wait before the second attempt; doubles from there
 * @param maxBackoff the longest wait
 */
public record RetryPolicy(int attempts, Duration firstBackoff, Duration maxBackoff)
    implements Serializable {
  /** About half a minute: longer than a restart of the engine, shorter than a checkpoint's time. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(12, Duration.ofMillis(100), Duration.ofSeconds(5));

  /** What to do after a failed attempt. */
  public sealed interface NextStep {
    /** Insert the same batch again after the back-off. */
    record RetryAfter(Duration backoff) implements NextStep {}

    /** Fail the job, which reads the rows of the batch again after its restart. */
    record GiveUp(String why) implements NextStep {}
  }

  public RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("retry attempts must be at least 1, got " + attempts);
    }
    if (firstBackoff == null || firstBackoff.isNegative() || firstBackoff.isZero()) {
      throw new IllegalArgumentException("first back-off must be positive, got " + firstBackoff);
    }
    if (maxBackoff == null || maxBackoff.compareTo(firstBackoff) < 0) {
      throw new IllegalArgumentException(
          "longest back-off must not be below the first, " + firstBackoff + ", got " + maxBackoff);
    }
  }

  /**
   * @param attempt the attempt that failed, from 1
   */
  public NextStep after(int attempt, InsertFailure failure) {
    return switch (failure.kind()) {
      case FATAL -> new NextStep.GiveUp("no retry can help");
      case RETRYABLE ->
          attempt < attempts
              ? new NextStep.RetryAfter(backoff(attempt))
              : new NextStep.GiveUp("all " + attempts + " attempts failed");
    };
  }

  private Duration backoff(int attempt) {
    // 2^20 first waits are beyond any longest wait that makes sense; the bound keeps the shift safe
    Duration doubled = firstBackoff.multipliedBy(1L << Math.min(attempt - 1, 20));
    return doubled.compareTo(maxBackoff) < 0 ? doubled : maxBackoff;
  }
}
