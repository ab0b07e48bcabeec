package io.oddsupdate.analytics.current;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.analytics.SampleUpdates;
import org.junit.jupiter.api.Test;

class CurrentRowTest {

  @Test
  void writesOutcomesInTheirOrderWithExactPrices() {
    CurrentRow row = CurrentRow.of(SampleUpdates.update(1));

    assertThat(row.outcomes())
        .isEqualTo(
            "[{\"id\":\"12\",\"name\":\"over\",\"price\":1.8962,\"probability\":0.501,"
                + "\"active\":true},{\"id\":\"13\",\"name\":\"under\",\"price\":1.9038,"
                + "\"probability\":0.499,\"active\":true}]");
  }

  @Test
  void keysAMarketWithAnEmptyLastPartOutsidePlayerMarkets() {
    assertThat(CurrentRow.of(SampleUpdates.update(1)).marketKey())
        .isEqualTo("nba-20260131-GSW-BKN|225|total=201.5|");
    assertThat(CurrentRow.of(SampleUpdates.update(9)).marketKey())
        .isEqualTo("nba-20260131-GSW-BKN|768|total=209.5|nba-209");
  }

  @Test
  void givesTheSameRowForTheSameUpdate() {
    assertThat(CurrentRow.of(SampleUpdates.update(21)))
        .isEqualTo(CurrentRow.of(SampleUpdates.update(21)));
  }
}
