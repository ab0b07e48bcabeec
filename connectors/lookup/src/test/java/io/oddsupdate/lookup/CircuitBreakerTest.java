package io.oddsupdate.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private static final Duration OPEN_FOR = Duration.ofMillis(100);
  private final AtomicLong nanos = new AtomicLong();
  private final CircuitBreaker breaker = new CircuitBreaker("test", 2, OPEN_FOR, nanos::get);

  @Test
  void opensAfterTheToleratedFailuresInARow() {
    breaker.failed(FailureKind.TIMEOUT);
    assertThat(breaker.permits()).isTrue();

    breaker.failed(FailureKind.TIMEOUT);

    assertThat(breaker.permits()).isFalse();
  }

  @Test
  void forgetsFailuresOnceTheServerAnswers() {
    breaker.failed(FailureKind.TIMEOUT);
    breaker.answered();

    breaker.failed(FailureKind.TIMEOUT);

    assertThat(breaker.permits()).isTrue();
  }

  @Test
  void letsOneProbeThroughAndClosesOnItsAnswer() {
    breaker.failed(FailureKind.UNAVAILABLE);
    breaker.failed(FailureKind.UNAVAILABLE);
    nanos.addAndGet(OPEN_FOR.toNanos());

    assertThat(breaker.permits()).as("the probe").isTrue();
    assertThat(breaker.permits()).as("a second one beside it").isFalse();

    breaker.answered();
    assertThat(breaker.permits()).isTrue();
    assertThat(breaker.permits()).isTrue();
  }

  @Test
  void staysOpenWhenTheProbeFails() {
    breaker.failed(FailureKind.UNAVAILABLE);
    breaker.failed(FailureKind.UNAVAILABLE);
    nanos.addAndGet(OPEN_FOR.toNanos());
    assertThat(breaker.permits()).isTrue();

    breaker.failed(FailureKind.UNAVAILABLE);

    assertThat(breaker.permits()).isFalse();
    nanos.addAndGet(OPEN_FOR.toNanos());
    assertThat(breaker.permits()).isTrue();
  }
}
