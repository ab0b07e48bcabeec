package io.oddsupdate.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
  private final RetryPolicy policy = new RetryPolicy(3, Duration.ofMillis(2));

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, 1, 50, true",
    "UNAVAILABLE, 2, 50, true",
    "UNAVAILABLE, 3, 50, false",
    "UNAVAILABLE, 1,  2, false",
    "TIMEOUT,     1, 50, false",
    "MALFORMED,   1, 50, false"
  })
  void retriesOnlyWhatANewConnectionMayCureWithinTheDeadline(
      FailureKind kind, int attempt, long leftMs, boolean retries) {
    assertThat(policy.retries(kind, attempt, Duration.ofMillis(leftMs))).isEqualTo(retries);
  }
}
