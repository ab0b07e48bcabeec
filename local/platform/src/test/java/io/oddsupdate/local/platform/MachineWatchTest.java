package io.oddsupdate.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.local.platform.MachineWatch.Sample;
import io.oddsupdate.local.proof.Disturbance;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class MachineWatchTest {
  private final AtomicBoolean caughtUp = new AtomicBoolean();

  @Test
  void countsEverythingThatIsBusyAndNotOursAsTakenByOthers() {
    Sample before = new Sample(1_000, 400, Duration.ofSeconds(1));

    Sample ours = new Sample(1_200, 590, Duration.ofMillis(2_900));
    Sample shared = new Sample(1_200, 600, Duration.ofMillis(2_000));

    assertThat(Sample.others(before, ours)).isZero();
    assertThat(Sample.others(before, shared)).isEqualTo(0.5);
  }

  @Test
  void readsTheKernelsLineWithWhatTheHypervisorTook() {
    Sample sample =
        Sample.parse("cpu  100 5 50 800 20 1 4 20 0 0", Duration.ofSeconds(3)).orElseThrow();

    assertThat(sample).isEqualTo(new Sample(1_000, 180, Duration.ofSeconds(3)));
    assertThat(Sample.parse("intr 12345", Duration.ZERO)).isEmpty();
  }

  @Test
  void aDisturbanceLastsUntilTheFlowHasCaughtUp() throws Exception {
    try (MachineWatch watch = watch()) {
      take(watch, 0, 0, 0);
      take(watch, 1_000, 20, 0);
      assertThat(watch.disturbances()).isEmpty();

      take(watch, 2_000, 200, 0);
      take(watch, 3_000, 0, 0);
      take(watch, 4_000, 0, 0);
      assertThat(watch.disturbances()).singleElement().satisfies(this::hasBegunAtOneSecond);
      caughtUp.set(true);
      take(watch, 5_000, 0, 0);
      take(watch, 6_000, 0, 0);

      assertThat(watch.disturbances())
          .containsExactly(new Disturbance("others had the machine", 1_000, 5_000));
    }
  }

  @Test
  void whatThePlatformTakesItselfIsNoDisturbance() throws Exception {
    try (MachineWatch watch = watch()) {
      take(watch, 0, 0, 0);
      take(watch, 1_000, 200, 2_000);

      assertThat(watch.disturbances()).isEmpty();
    }
  }

  private void hasBegunAtOneSecond(Disturbance disturbance) {
    assertThat(disturbance.fromMs()).isEqualTo(1_000);
    assertThat(disturbance.untilMs()).isGreaterThan(4_000);
  }

  private long all;
  private long busy;
  private Duration own = Duration.ZERO;

  /** A second of two cores. */
  private void take(MachineWatch watch, long at, long busyTicks, long ownMs) throws Exception {
    all += 200;
    busy += busyTicks;
    own = own.plusMillis(ownMs);
    watch.take(new Sample(all, busy, own), at);
  }

  private MachineWatch watch() {
    return MachineWatch.idle(() -> caughtUp::get);
  }
}
