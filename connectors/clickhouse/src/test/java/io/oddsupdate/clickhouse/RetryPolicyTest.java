package io.oddsupdate.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.clickhouse.RetryPolicy.NextStep.GiveUp;
import io.oddsupdate.clickhouse.RetryPolicy.NextStep.RetryAfter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
  private static final InsertFailure PASSING =
      new InsertFailure(InsertFailure.Kind.RETRYABLE, "busy", null);
  private static final InsertFailure FATAL =
      new InsertFailure(InsertFailure.Kind.FATAL, "no such table", null);

  private final RetryPolicy policy =
      new RetryPolicy(40, Duration.ofMillis(100), Duration.ofSeconds(1));

  @ParameterizedTest
  @CsvSource({"1, 100", "2, 200", "3, 400", "4, 800", "5, 1000", "39, 1000"})
  void doublesTheBackoffUpToTheLongest(int attempt, long expectedMs) {
    assertThat(policy.after(attempt, PASSING))
        .isEqualTo(new RetryAfter(Duration.ofMillis(expectedMs)));
  }

  @Test
  void givesUpAfterTheLastAttempt() {
    assertThat(policy.after(40, PASSING)).isEqualTo(new GiveUp("all 40 attempts failed"));
  }

  @Test
  void givesUpAtOnceOnWhatNoRetryCanHelp() {
    assertThat(policy.after(1, FATAL)).isEqualTo(new GiveUp("no retry can help"));
  }

  @Test
  void refusesALongestBackoffBelowTheFirst() {
    assertThatThrownBy(() -> new RetryPolicy(3, Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .hasMessageContaining("longest back-off");
  }
}
