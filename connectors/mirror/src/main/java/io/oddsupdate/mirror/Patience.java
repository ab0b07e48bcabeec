package io.oddsupdate.mirror;

import io.oddsupdate.schemas.RegistryUnavailableException;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the registry until it answers. A registry that is down says nothing about a record, so
 * nothing is dropped and nothing fails because of it; partners see a pause. An interrupt, which is
 * how Connect stops a task that does not come back, ends the wait.
 */
final class Patience {
  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  /**
   * Long enough to be no burden to a registry that starts, short enough to be no pause of its own.
   */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final ProjectionMetrics metrics;

  Patience(ProjectionMetrics metrics) {
    this.metrics = metrics;
  }

  <T> T ask(Supplier<T> question) {
    Duration pause = FIRST_PAUSE;
    boolean waiting = false;
    try {
      while (true) {
        try {
          return question.get();
        } catch (RegistryUnavailableException e) {
          if (!waiting) {
            waiting = true;
            metrics.registryWaitBegins();
            LOG.warn("event=registry_unavailable action=wait reason=\"{}\"", e.getMessage());
          }
          rest(pause, e);
          pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
        }
      }
    } finally {
      if (waiting) {
        metrics.registryWaitEnds();
        LOG.info("event=registry_wait_over");
      }
    }
  }

  private static void rest(Duration pause, RegistryUnavailableException cause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectException("stopped while the schema registry was unavailable", cause);
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
