package io.oddsupdate.local.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EdgeReadingsTest {
  private final EdgeReadings readings = new EdgeReadings();

  @Test
  void knowsWhenEachRecordWasReadThoughOneEntrySpeaksForMany() {
    readings.read(0, 10, 1_000);
    readings.read(0, 11, 1_000);
    readings.read(0, 13, 1_250);
    readings.read(1, 10, 7_000);

    assertThat(readings.firstRead(0, 10)).hasValue(1_000);
    assertThat(readings.firstRead(0, 11)).hasValue(1_000);
    assertThat(readings.firstRead(0, 13)).hasValue(1_250);
    assertThat(readings.firstRead(1, 10)).hasValue(7_000);
  }

  @Test
  void keepsTheFirstTimeOfARecordThatIsReadAgain() {
    readings.read(0, 0, 1_000);
    readings.read(0, 1, 1_100);

    readings.read(0, 0, 9_000);
    readings.read(0, 1, 9_000);

    assertThat(readings.firstRead(0, 0)).hasValue(1_000);
    assertThat(readings.firstRead(0, 1)).hasValue(1_100);
  }

  @Test
  void doesNotKnowARecordThatWasNotRead() {
    readings.read(0, 4, 1_000);

    assertThat(readings.firstRead(0, 5)).isEmpty();
    assertThat(readings.firstRead(3, 0)).isEmpty();
  }
}
