package io.oddsupdate.pricing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.player.RemainingCount;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LinePartsTest {
  /** 3 with .2, 4 with .5, 5 with .3. */
  private static final Chances DRAWN =
      least -> least <= 3 ? 1 : least == 4 ? 0.8 : least == 5 ? 0.3 : 0;

  @Test
  void refundsOnAWholeLine() {
    assertThat(rounded(LineParts.over(4, DRAWN))).isEqualTo(new LineParts(0.3, 0, 0.5, 0, 0.2));
    assertThat(LineParts.over(4, DRAWN).probability()).isCloseTo(0.6, within(1e-15));
  }

  @Test
  void neverRefundsOnAHalfLine() {
    assertThat(rounded(LineParts.over(3.5, DRAWN))).isEqualTo(new LineParts(0.8, 0, 0, 0, 0.2));
  }

  @Test
  void splitsAQuarterLineOverItsNeighbours() {
    assertThat(rounded(LineParts.over(4.25, DRAWN))).isEqualTo(new LineParts(0.3, 0, 0, 0.5, 0.2));
    assertThat(rounded(LineParts.over(3.75, DRAWN))).isEqualTo(new LineParts(0.3, 0.5, 0, 0, 0.2));
    assertThat(LineParts.over(3.75, DRAWN).probability()).isCloseTo(0.55 / 0.75, within(1e-15));
  }

  @Test
  void takesTheLineBelowZeroToo() {
    Chances minus = least -> DRAWN.atLeast(least + 10);

    assertThat(rounded(LineParts.over(-5.75, minus)))
        .isEqualTo(rounded(LineParts.over(4.25, DRAWN)));
  }

  @Test
  void theOtherSideHasWhatIsLeft() {
    LineParts parts = LineParts.over(3.75, DRAWN);

    assertThat(parts.otherSide().probability()).isCloseTo(1 - parts.probability(), within(1e-15));
    assertThat(parts.otherSide().otherSide()).isEqualTo(parts);
  }

  @Test
  void isDecidedOnceOneSideCannotWin() {
    assertThat(LineParts.over(2.5, DRAWN).decided()).isTrue();
    assertThat(LineParts.over(3, DRAWN).decided()).isTrue();
    assertThat(LineParts.over(3.25, DRAWN).decided()).isFalse();
    assertThat(LineParts.over(4, DRAWN).decided()).isFalse();
    assertThat(LineParts.over(5, DRAWN).decided()).isTrue();
    assertThat(new LineParts(0, 0, 1, 0, 0).decided()).isTrue();
    assertThat(new LineParts(0, 0, 1, 0, 0).probability()).isEqualTo(0.5);
  }

  @Property
  void partsSumToOneAndTheChanceFallsWithTheLine(@ForAll @IntRange(max = 300) int quarters) {
    Chances points = RemainingCount.expecting(7, 20.5, 1.9);
    LineParts parts = LineParts.over(quarters / 4.0, points);
    LineParts further = LineParts.over((quarters + 1) / 4.0, points);

    assertThat(parts.win() + parts.halfWin() + parts.refund() + parts.halfLose() + parts.lose())
        .isCloseTo(1, within(1e-12));
    assertThat(further.probability()).isLessThanOrEqualTo(parts.probability());
  }

  private static LineParts rounded(LineParts parts) {
    return new LineParts(
        round(parts.win()),
        round(parts.halfWin()),
        round(parts.refund()),
        round(parts.halfLose()),
        round(parts.lose()));
  }

  private static double round(double chance) {
    return Math.round(chance * 1e12) / 1e12;
  }
}
