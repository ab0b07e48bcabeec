package io.oddsupdate.lookup;

import java.time.Duration;

/** Decides whether a failed attempt is worth another one. Pure. */
record RetryPolicy(int attempts, Duration pause) {
  /**
   * @param attempt the attempt that failed, from 1
   * @param left time until the deadline
   */
  boolean retries(FailureKind kind, int attempt, Duration left) {
    return switch (kind) {
      // A stale pooled connection after the server's restart fails at once; a new one may not.
      case UNAVAILABLE -> attempt < attempts && left.compareTo(pause) > 0;
      // The time is spent, and the same bytes would come back.
      case TIMEOUT, MALFORMED -> false;
    };
  }
}
