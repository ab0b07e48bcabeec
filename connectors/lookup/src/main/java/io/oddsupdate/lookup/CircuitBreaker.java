package io.oddsupdate.lookup;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers at once for a server that is known to be down, so that an outage costs one deadline and
 * not one for each lookup. While open it lets a single probe through each {@code openFor}; the
 * probe's answer closes it.
 */
final class CircuitBreaker {
  private static final Logger LOG = LoggerFactory.getLogger(CircuitBreaker.class);

  private sealed interface State {
    record Closed(int failures) implements State {}

    /** Also the state while a probe is under way: the time is then that of the next probe. */
    record Open(long probeAtNanos) implements State {}
  }

  private final String name;
  private final int tolerance;
  private final Duration openFor;
  private final LongSupplier nanos;
  private State state = new State.Closed(0);

  CircuitBreaker(String name, int tolerance, Duration openFor, LongSupplier nanos) {
    this.name = name;
    this.tolerance = tolerance;
    this.openFor = openFor;
    this.nanos = nanos;
  }

  /** Whether the server may be asked now. */
  synchronized boolean permits() {
    if (state instanceof State.Open open) {
      if (nanos.getAsLong() - open.probeAtNanos() < 0) {
        return false;
      }
      state = new State.Open(nanos.getAsLong() + openFor.toNanos());
    }
    return true;
  }

  synchronized void answered() {
    if (state instanceof State.Open) {
      LOG.info("lookup={} circuit=closed", name);
    }
    state = new State.Closed(0);
  }

  synchronized void failed(FailureKind kind) {
    int failures = state instanceof State.Closed closed ? closed.failures() + 1 : tolerance;
    if (failures < tolerance) {
      state = new State.Closed(failures);
      return;
    }
    if (state instanceof State.Closed) {
      LOG.warn("lookup={} circuit=open failure={} failures={}", name, kind, failures);
    }
    state = new State.Open(nanos.getAsLong() + openFor.toNanos());
  }
}
