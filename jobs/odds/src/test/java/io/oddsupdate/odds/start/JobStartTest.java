package io.oddsupdate.odds.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.start.RetainedCheckpoint;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JobStartTest {
  private static final RetainedCheckpoint GOOD_9 = new RetainedCheckpoint("chk-9", 9, null);
  private static final RetainedCheckpoint BAD_10 =
      new RetainedCheckpoint("chk-10", 10, "truncated");
  private static final OptionalLong NEVER = OptionalLong.empty();
  private static final OptionalLong EPOCH_4 = OptionalLong.of(4);
  private static final Optional<String> NOTHING = Optional.empty();

  static Stream<Arguments> starts() {
    return Stream.of(
        // configured, retained, last epoch -> epoch, restored from
        Arguments.of(NOTHING, List.of(), NEVER, 1L, NOTHING),
        Arguments.of(NOTHING, List.of(GOOD_9), EPOCH_4, 4L, Optional.of("chk-9")),
        Arguments.of(NOTHING, List.of(GOOD_9), NEVER, 1L, Optional.of("chk-9")),
        Arguments.of(NOTHING, List.of(BAD_10, GOOD_9), EPOCH_4, 5L, Optional.of("chk-9")),
        Arguments.of(NOTHING, List.of(BAD_10), EPOCH_4, 5L, NOTHING),
        Arguments.of(NOTHING, List.of(), EPOCH_4, 5L, NOTHING),
        Arguments.of(Optional.of("chk-9"), List.of(GOOD_9), EPOCH_4, 4L, Optional.of("chk-9")),
        Arguments.of(
            Optional.of("savepoint"), List.of(GOOD_9), EPOCH_4, 5L, Optional.of("savepoint")),
        Arguments.of(Optional.of("savepoint"), List.of(), NEVER, 1L, Optional.of("savepoint")));
  }

  @ParameterizedTest
  @MethodSource("starts")
  void keepsTheEpochOnlyWhereItGoesOnFromTheNewestCheckpoint(
      Optional<String> configured,
      List<RetainedCheckpoint> retained,
      OptionalLong lastEpoch,
      long epoch,
      Optional<String> restored) {
    JobStart start = JobStart.decide(configured, retained, lastEpoch);

    assertThat(start.epoch()).isEqualTo(epoch);
    assertThat(start.restoreFrom()).isEqualTo(restored);
    assertThat(start.reason()).isNotBlank();
  }
}
