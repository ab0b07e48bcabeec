package io.oddsupdate.analytics;

import java.io.Serializable;
import java.util.concurrent.atomic.AtomicBoolean;

/** Fails a job once, at one record of its log. */
record Failure(long record) implements Serializable {
  static final Failure NEVER = new Failure(-1);

  /** Shared by every attempt of a job: they run in one JVM. */
  private static final AtomicBoolean HAPPENED = new AtomicBoolean();

  static void reset() {
    HAPPENED.set(false);
  }

  static boolean happened() {
    return HAPPENED.get();
  }

  void at(long n) {
    if (n == record && HAPPENED.compareAndSet(false, true)) {
      throw new IllegalStateException("the failure that the test asked for, at record " + n);
    }
  }
}
