package io.oddsupdate.pricing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.Games;
import io.oddsupdate.pricing.game.GameState;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FinalScoreTest {
  private static final PointsConstants CONSTANTS = PointsConstants.of(Games.MODEL.constants());

  @Test
  void expectsThePriorBeforeTheStart() {
    FinalScore score = FinalScore.of(-4.5, 221.5, CONSTANTS, Games.notStarted());

    assertThat(mean(score::totalAtLeast, 0, 500)).isCloseTo(221.5, within(0.01));
    assertThat(mean(score::marginAtLeast, -200, 200)).isCloseTo(4.5, within(0.1));
    assertThat(mean(score::homeAtLeast, 0, 400)).isCloseTo(113, within(0.1));
    assertThat(mean(score::awayAtLeast, 0, 400)).isCloseTo(108.5, within(0.1));
  }

  @Test
  void expectsTheScorePlusItsShareOfThePriorInPlay() {
    GameState half = Games.live(2, 0, 60, 55);
    FinalScore score = FinalScore.of(-4.5, 221.5, CONSTANTS, half);

    assertThat(mean(score::totalAtLeast, 0, 500)).isCloseTo(115 + 110.75 + 0.4, within(0.1));
    assertThat(mean(score::marginAtLeast, -200, 200)).isCloseTo(5 + 2.25, within(0.1));
  }

  @Test
  void isSymmetricOnANeutralPrior() {
    FinalScore level = FinalScore.of(0, 220, CONSTANTS, Games.live(3, 500, 70, 70));
    FinalScore ahead = FinalScore.of(0, 220, CONSTANTS, Games.live(3, 500, 75, 66));
    FinalScore behind = FinalScore.of(0, 220, CONSTANTS, Games.live(3, 500, 66, 75));

    assertThat(level.marginAtLeast(1)).isCloseTo(0.5, within(1e-12));
    for (int margin = -40; margin <= 40; margin++) {
      assertThat(ahead.marginAtLeast(margin))
          .isCloseTo(1 - behind.marginAtLeast(1 - margin), within(1e-12));
    }
    for (int points = 60; points <= 160; points++) {
      assertThat(ahead.homeAtLeast(points)).isCloseTo(behind.awayAtLeast(points), within(1e-12));
      assertThat(ahead.totalAtLeast(2 * points))
          .isCloseTo(behind.totalAtLeast(2 * points), within(1e-12));
    }
  }

  @Test
  void hasNoFinalTie() {
    FinalScore score = FinalScore.of(-4.5, 221.5, CONSTANTS, Games.live(4, 4, 100, 100));

    assertThat(score.marginAtLeast(0)).isEqualTo(score.marginAtLeast(1));
  }

  @Test
  void aTieAtTheEndOfRegulationIsAnOvertimeToCome() {
    FinalScore score = FinalScore.of(0, 220, CONSTANTS, Games.live(4, 0, 100, 100));

    assertThat(score.marginAtLeast(1)).isCloseTo(0.5, within(1e-12));
    // One overtime is 5/48 of 220 points, and one in ten is followed by another.
    assertThat(mean(score::totalAtLeast, 0, 400)).isCloseTo(200 + 22.9 * 1.11, within(0.5));
    assertThat(score.expectedShareLeft()).isCloseTo(5.0 / 48 * 1.117, within(0.001));
  }

  @Test
  void inOvertimeOnlyTheOvertimeIsLeft() {
    FinalScore start = FinalScore.of(0, 220, CONSTANTS, Games.live(5, 300, 100, 100));
    FinalScore late = FinalScore.of(0, 220, CONSTANTS, Games.live(5, 10, 108, 104));

    assertThat(mean(start::totalAtLeast, 0, 400)).isCloseTo(200 + 22.9 * 1.11, within(0.5));
    assertThat(late.marginAtLeast(1)).isGreaterThan(0.99);
  }

  @Test
  void anOvertimeLastsTheLongerTheMoreAreTied() {
    double first = share(Games.live(5, 0, 110, 110));
    double second = share(Games.live(6, 0, 120, 120));

    assertThat(first).isEqualTo(second).isGreaterThan(CONSTANTS.overtimeShare());
  }

  @Test
  void isAPointMassOnceNothingFollows() {
    for (GameState over :
        new GameState[] {
          Games.ended(99, 125, Map.of()), Games.live(4, 0, 99, 125), Games.live(6, -1, 99, 125)
        }) {
      FinalScore score = FinalScore.of(-4.5, 221.5, CONSTANTS, over);

      assertThat(score.marginAtLeast(-26)).isEqualTo(1);
      assertThat(score.marginAtLeast(-25)).isEqualTo(0);
      assertThat(score.totalAtLeast(224)).isEqualTo(1);
      assertThat(score.totalAtLeast(225)).isEqualTo(0);
      assertThat(score.homeAtLeast(99)).isEqualTo(1);
      assertThat(score.awayAtLeast(126)).isEqualTo(0);
      assertThat(score.expectedShareLeft()).isEqualTo(0);
    }
  }

  @Test
  void neverExpectsPointsToBeTakenBack() {
    FinalScore score = FinalScore.of(-4.5, 221.5, CONSTANTS, Games.live(4, 3, 101, 97));

    assertThat(score.totalAtLeast(198)).isEqualTo(1);
    assertThat(score.totalAtLeast(199)).isBetween(Chances.LEAST, 0.9);
    assertThat(score.homeAtLeast(101)).isEqualTo(1);
    assertThat(score.awayAtLeast(97)).isEqualTo(1);
    assertThat(score.awayAtLeast(98)).isLessThan(1);
  }

  @Test
  void survivesAScoreThatNoGameHas() {
    FinalScore score = FinalScore.of(0, 220, CONSTANTS, Games.live(1, 600, Integer.MAX_VALUE, 0));

    assertThat(score.marginAtLeast(1)).isEqualTo(1 - Chances.LEAST);
    assertThat(score.totalAtLeast(230)).isEqualTo(1);
    assertThat(score.awayAtLeast(50)).isStrictlyBetween(0.0, 1.0);
  }

  @Test
  void closesOnTheLeadAsTimeRunsOut() {
    double before = 0;
    for (double seconds = 720; seconds >= 20; seconds--) {
      FinalScore score = FinalScore.of(0, 220, CONSTANTS, Games.live(4, seconds, 100, 97));
      assertThat(score.marginAtLeast(1)).isGreaterThan(before);
      before = score.marginAtLeast(1);
    }
    assertThat(before).isGreaterThan(0.99);
  }

  private static double share(GameState state) {
    return FinalScore.of(0, 220, CONSTANTS, state).expectedShareLeft();
  }

  private static double mean(IntToDoubleFunction atLeast, int least, int most) {
    return least + IntStream.rangeClosed(least + 1, most).mapToDouble(atLeast).sum();
  }
}
