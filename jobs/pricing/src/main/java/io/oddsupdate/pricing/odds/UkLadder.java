package io.oddsupdate.pricing.odds;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The fractional prices that are quoted in Britain, with the names that they have there. */
public final class UkLadder {
  private static final List<FractionalOdds> RUNGS =
      rungs(
          "1/1000 1/500 1/250 1/200 1/150 1/100 1/80 1/66 1/50 1/40 1/33 1/28 1/25 1/22 1/20 1/18",
          "1/16 1/14 1/12 1/11 1/10 1/9 1/8 2/15 1/7 2/13 1/6 2/11 1/5 2/9 1/4 2/7 30/100 1/3 4/11",
          "2/5 40/95 4/9 40/85 1/2 8/15 4/7 8/13 4/6 8/11 4/5 5/6 10/11 20/21 1/1 21/20 11/10 23/20",
          "6/5 5/4 13/10 11/8 7/5 6/4 8/5 13/8 17/10 7/4 9/5 15/8 19/10 2/1 21/10 85/40 11/5 9/4",
          "23/10 95/40 12/5 5/2 13/5 11/4 14/5 3/1 100/30 7/2 4/1 9/2 5/1 11/2 6/1 13/2 7/1 15/2",
          "8/1 17/2 9/1 10/1 11/1 12/1 14/1 16/1 18/1 20/1 22/1 25/1 28/1 33/1 40/1 50/1 66/1 80/1",
          "100/1 125/1 150/1 200/1 250/1 300/1 400/1 500/1 750/1 1000/1");

  /** Decimals are written with two places at least, and travel with four. */
  private static final double[] PLACES = {100, 1000, 10_000};

  private static final double ROUNDING = 1e-9;

  private UkLadder() {}

  /** From the shortest price to the longest. */
  public static List<FractionalOdds> rungs() {
    return RUNGS;
  }

  /**
   * The longest rung that promises no more than the decimal price does; a price whose four places
   * are those of a rung, cut or rounded, is that rung.
   *
   * @return empty below the shortest rung
   */
  public static Optional<FractionalOdds> atMost(double decimal) {
    int below = -1;
    int above = RUNGS.size();
    while (above - below > 1) {
      int middle = (below + above) >>> 1;
      if (promisesNoMore(RUNGS.get(middle), decimal)) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return below < 0 ? Optional.empty() : Optional.of(RUNGS.get(below));
  }

  private static boolean promisesNoMore(FractionalOdds rung, double decimal) {
    double inFourPlaces = 10_000 * decimal;
    return rung.decimal() <= decimal * (1 + ROUNDING)
        || isWhole(inFourPlaces)
            && Math.floor(10_000 * rung.decimal() * (1 + ROUNDING)) == Math.rint(inFourPlaces);
  }

  /**
   * The rung that a decimal price is a way of writing, in two to four places or exactly: 1.67 is
   * 4/6, 4.33 is 100/30, 2.5 is 6/4.
   */
  static Optional<FractionalOdds> writtenAs(double decimal) {
    FractionalOdds nearest = null;
    for (FractionalOdds rung : RUNGS) {
      if (isWrittenAs(rung.decimal(), decimal)
          && (nearest == null || distance(rung, decimal) < distance(nearest, decimal))) {
        nearest = rung;
      }
    }
    return Optional.ofNullable(nearest);
  }

  private static double distance(FractionalOdds rung, double decimal) {
    return Math.abs(rung.decimal() - decimal);
  }

  private static boolean isWrittenAs(double rung, double decimal) {
    if (Math.abs(rung - decimal) <= ROUNDING * decimal) {
      return true;
    }
    for (double places : PLACES) {
      if (isWhole(decimal * places)) {
        // Half a unit is rounded up, as 2.375 is written 2.38; sums of doubles fall short of it.
        return Math.floor(rung * places + 0.5 + ROUNDING) == Math.rint(decimal * places);
      }
    }
    return false;
  }

  private static boolean isWhole(double number) {
    return Math.abs(number - Math.rint(number)) < ROUNDING * Math.abs(number);
  }

  private static List<FractionalOdds> rungs(String... lines) {
    List<FractionalOdds> rungs = new ArrayList<>();
    for (String line : lines) {
      for (String rung : line.split(" ", -1)) {
        rungs.add(FractionalOdds.parse(rung));
      }
    }
    rungs.sort(Comparator.comparingDouble(FractionalOdds::decimal));
    return List.copyOf(rungs);
  }
}
