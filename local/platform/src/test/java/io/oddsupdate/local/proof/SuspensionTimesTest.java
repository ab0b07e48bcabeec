package io.oddsupdate.local.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.avro.internal.MarketStatus;
import io.oddsupdate.avro.internal.OddsUpdate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A review and a trader's suspension, and when their updates were read at Edge. */
class SuspensionTimesTest {
  private final SampleFlow flow = SampleFlow.played();
  private final List<Step> steps = flow.evidence().steps();
  private final List<Step> suspending =
      steps.stream().filter(step -> step.suspended() && !suspensions(step).isEmpty()).toList();

  @Test
  void holdsWhereEverySuspensionIsReadInTime() {
    InvariantResult result = check(readAfter(Map.of(), 2_000), 0);

    assertThat(result.ok()).isTrue();
    assertThat(result.checked()).isEqualTo(suspending.size()).isGreaterThanOrEqualTo(2);
    assertThat(result.note()).isEqualTo("slowest 2,000 ms");
  }

  @Test
  void namesGameAndEventOfASuspensionThatTookTwoAndAHalfSeconds() {
    Step late = suspending.get(1);

    InvariantResult result = check(readAfter(Map.of(late, 2_500L), 300), 0);

    assertThat(result.ok()).isFalse();
    assertThat(result.violations())
        .singleElement()
        .asString()
        .contains(SampleFlow.GAME)
        .contains(late.event().getEventId())
        .contains("2,500 ms");
  }

  @Test
  void isAsLateAsTheLastOfItsMarkets() {
    Step late = suspending.get(0);
    List<OddsUpdate> updates = suspensions(late);
    OddsUpdate last = updates.get(updates.size() - 1);

    EdgeReadings readings = new EdgeReadings();
    for (Decoded<PublicOddsUpdate> record : flow.published) {
      boolean isLast = record.value().getUpdateId().equals(last.getUpdateId());
      // Later records of the partition are read later still; only this step is looked at.
      readings.read(
          record.record().partition(),
          record.record().offset(),
          accepted(late) + (isLast ? 2_001 : 10));
      if (isLast) {
        break;
      }
    }
    InvariantResult result =
        SuspensionTimes.check(
            List.of(late), flow.published, Optional.of(new EdgeWatch(0, readings, List.of())));

    assertThat(result.violated()).isEqualTo(1);
  }

  @Test
  void reportsButDoesNotJudgeWhatFallsIntoARestart() {
    Step late = suspending.get(0);
    Disturbance kill =
        new Disturbance("kill of mirror", accepted(late) + 1_000, accepted(late) + 2_400);

    InvariantResult result = check(readAfter(Map.of(late, 2_500L), 300), 0, kill);

    assertThat(result.ok()).isTrue();
    assertThat(result.note())
        .contains("1 more while processes started or others had the machine, slowest 2,500 ms");
  }

  @Test
  void judgesNothingInARunWithKills() {
    InvariantResult result =
        check(readAfter(Map.of(), 2_500L), 0, Disturbance.ofTheWholeRun("processes are killed"));

    assertThat(result.ok()).isTrue();
    assertThat(result.checked()).isZero();
    assertThat(result.note())
        .startsWith(suspending.size() + " more while")
        .endsWith("slowest 2,500 ms");
  }

  @Test
  void judgesASuspensionThatEndsBeforeARestartBegins() {
    Step late = suspending.get(0);
    Disturbance kill =
        new Disturbance("kill of mirror", accepted(late) + 90_000, accepted(late) + 99_000);

    assertThat(check(readAfter(Map.of(late, 2_500L), 300), 0, kill).ok()).isFalse();
  }

  @Test
  void failsWhereASuspensionWasNeverRead() {
    InvariantResult result = check(new EdgeReadings(), 0);

    assertThat(result.violated()).isEqualTo(suspending.size());
    assertThat(result.violations().get(0)).contains("never read at Edge");
  }

  @Test
  void leavesOutWhatAnEarlierRunAccepted() {
    InvariantResult result = check(new EdgeReadings(), Long.MAX_VALUE);

    assertThat(result.ok()).isTrue();
    assertThat(result.checked()).isZero();
  }

  @Test
  void checksNothingWhereNobodyWatched() {
    InvariantResult result = SuspensionTimes.check(steps, flow.published, Optional.empty());

    assertThat(result.ok()).isTrue();
    assertThat(result.checked()).isZero();
    assertThat(result.note()).contains("nobody watched");
  }

  private InvariantResult check(EdgeReadings readings, long since, Disturbance... disturbances) {
    return SuspensionTimes.check(
        steps, flow.published, Optional.of(new EdgeWatch(since, readings, List.of(disturbances))));
  }

  /** Every record is read some time after its event was accepted, most of them equally soon. */
  private EdgeReadings readAfter(Map<Step, Long> special, long otherwiseMs) {
    Map<String, Long> readAt = new HashMap<>();
    for (Step step : steps) {
      for (OddsUpdate update : step.updates()) {
        readAt.put(update.getUpdateId(), accepted(step) + special.getOrDefault(step, otherwiseMs));
      }
    }
    EdgeReadings readings = new EdgeReadings();
    for (Decoded<PublicOddsUpdate> record : flow.published) {
      readings.read(
          record.record().partition(),
          record.record().offset(),
          readAt.get(record.value().getUpdateId()));
    }
    return readings;
  }

  private static long accepted(Step step) {
    return step.event().getReceivedAt().toEpochMilli();
  }

  private static List<OddsUpdate> suspensions(Step step) {
    return step.updates().stream()
        .filter(update -> update.getStatus() == MarketStatus.SUSPENDED)
        .toList();
  }
}
