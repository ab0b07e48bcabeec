package io.oddsupdate.pricing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What holds for every score distribution. */
public final class Coherence {
  /** Open chances are at least 1e-12 each, and what a model cuts off is below this. */
  private static final double CUT = 5e-6;

  private Coherence() {}

  /**
   * Chances are numbers from 0 to 1 that never rise, and the four of them are of one distribution.
   *
   * @param home least score, and about what it stands at
   * @param reach points beyond which nothing is expected
   */
  public static void check(ScoreDistribution score, int home, int away, int reach) {
    int lead = home - away;
    falls(score.margin(), lead - reach, lead + reach);
    falls(score.total(), home + away, home + away + 2 * reach);
    falls(score.home(), home, home + reach);
    falls(score.away(), away, away + reach);
    double homeMean = mean(score.home(), home, home + reach);
    double awayMean = mean(score.away(), away, away + reach);
    double total = mean(score.total(), home + away, home + away + 2 * reach);
    double margin = mean(score.margin(), lead - reach, lead + reach);
    assertThat(homeMean + awayMean).isCloseTo(total, within(CUT * reach));
    assertThat(homeMean - awayMean).isCloseTo(margin, within(CUT * reach));
    assertThat(score.home().atLeast(home)).isEqualTo(1);
    assertThat(score.away().atLeast(away)).isEqualTo(1);
    assertThat(score.total().atLeast(home + away)).isEqualTo(1);
    assertThat(score.exactly(home - 1, away)).isZero();
    assertThat(score.bothScore()).isBetween(0.0, 1.0);
  }

  private static void falls(Chances chances, int from, int to) {
    double before = 1;
    for (int number = from; number <= to; number++) {
      double chance = chances.atLeast(number);
      assertThat(chance).as("at least %d", number).isBetween(0.0, before);
      before = chance;
    }
  }

  /** The sum of every cell of a small enough distribution. */
  public static double sum(ScoreDistribution score, int home, int away, int reach) {
    double sum = 0;
    for (int x = home; x <= home + reach; x++) {
      for (int y = away; y <= away + reach; y++) {
        double cell = score.exactly(x, y);
        // What is open but next to impossible adds up over many cells.
        sum += cell <= Chances.LEAST ? 0 : cell;
      }
    }
    return sum;
  }

  public static double mean(Chances chances, int from, int to) {
    double mean = from;
    for (int number = from + 1; number <= to; number++) {
      mean += chances.atLeast(number);
    }
    return mean;
  }
}
