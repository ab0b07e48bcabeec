package io.oddsupdate.pricing.odds;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * The 350 prices of Betfair's exchange, 1.01 to 1000, in ten bands of rising steps. Whole
 * hundredths inside, so that no sum of steps drifts.
 */
public final class BetfairLadder {
  /** First price of each band, in hundredths; the last is the end of the ladder. */
  private static final int[] FIRST = {
    101, 200, 300, 400, 600, 1000, 2000, 3000, 5000, 10_000, 100_000
  };

  private static final int[] STEP = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

  private static final int[] HUNDREDTHS = hundredths();

  private static final double ROUNDING = 1e-9;

  private BetfairLadder() {}

  /** From 1.01 to 1000. */
  public static DoubleStream prices() {
    return Arrays.stream(HUNDREDTHS).mapToDouble(each -> each / 100.0);
  }

  /**
   * The longest price of the ladder that is not above a decimal price: against the customer who
   * backs.
   *
   * @return empty below 1.01
   */
  public static OptionalDouble atMost(double decimal) {
    double wanted = Math.min(decimal * 100 * (1 + ROUNDING), Integer.MAX_VALUE);
    int found = Arrays.binarySearch(HUNDREDTHS, (int) Math.floor(wanted));
    int index = found >= 0 ? found : -found - 2;
    return index < 0 ? OptionalDouble.empty() : OptionalDouble.of(HUNDREDTHS[index] / 100.0);
  }

  /**
   * The shortest price of the ladder that is not below a decimal price: against the customer who
   * lays.
   *
   * @return empty above 1000
   */
  public static OptionalDouble atLeast(double decimal) {
    double wanted = Math.min(decimal * 100 * (1 - ROUNDING), Integer.MAX_VALUE);
    int found = Arrays.binarySearch(HUNDREDTHS, (int) Math.ceil(wanted));
    int index = found >= 0 ? found : -found - 1;
    return index == HUNDREDTHS.length
        ? OptionalDouble.empty()
        : OptionalDouble.of(HUNDREDTHS[index] / 100.0);
  }

  private static int[] hundredths() {
    int count = 1;
    for (int band = 0; band < STEP.length; band++) {
      count += (FIRST[band + 1] - FIRST[band]) / STEP[band];
    }
    int[] prices = new int[count];
    int next = 0;
    for (int band = 0; band < STEP.length; band++) {
      for (int price = FIRST[band]; price < FIRST[band + 1]; price += STEP[band]) {
        prices[next++] = price;
      }
    }
    prices[next] = FIRST[STEP.length];
    return prices;
  }
}
