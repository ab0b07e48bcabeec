package io.oddsupdate.pricing.model.mlb;

import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.mlb.WinRates.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fits what is not told by the rules or the runs of an inning: home edge, strength spread, and the
 * rates of the first two innings (the best batters lead off in the first). Least deviance of the
 * win rates where half innings begin, innings 1 to {@value #LAST_FITTED}; the later ones are held
 * out.
 */
final class WinRateFit {
  static final int LAST_FITTED = 3;

  /**
   * Rates of innings 3 to 9, up to a factor: runs by inning of both leagues in 1992 and 2007 (of
   * the ninth: visitors only, whom no walk-off cuts short), means of two innings each.
   */
  private static final double[] LATER = {1.007, 1.007, 1.066, 1.066, 0.968, 0.968, 0.892};

  private static final double FINEST = 0.0005;

  private WinRateFit() {}

  /**
   * @param edge home edge
   * @param spread strength spread
   * @param first rate of the first inning
   * @param second rate of the second inning
   */
  record Fitted(double edge, double spread, double first, double second) {
    Constants on(Constants others) {
      Map<String, List<Double>> values = new TreeMap<>(others.values());
      double scale = (MlbConstants.INNINGS - first - second) / Arrays.stream(LATER).sum();
      List<Double> rates = new ArrayList<>(List.of(first, second));
      for (double later : LATER) {
        rates.add(later * scale);
      }
      values.put("home_edge", List.of(edge));
      values.put("strength_spread", List.of(spread));
      values.put("inning_rates", rates);
      return new Constants(values);
    }

    private Fitted moved(int number, double by) {
      return new Fitted(
          edge + (number == 0 ? by / 10 : 0),
          spread + (number == 1 ? by / 2 : 0),
          first + (number == 2 ? by : 0),
          second + (number == 3 ? by : 0));
    }
  }

  /** Downhill, one number at a time, in ever smaller steps. */
  static Fitted fit(Constants others, List<Cell> cells, Fitted from) {
    List<Cell> fitted =
        cells.stream().filter(c -> c.inningStart() && c.inning() <= LAST_FITTED).toList();
    Fitted best = from;
    double least = deviance(others, best, fitted);
    for (double step = 0.04; step > FINEST; ) {
      Fitted before = best;
      for (int number = 0; number < 4; number++) {
        for (double by : new double[] {-step, step}) {
          Fitted moved = best.moved(number, by);
          double deviance = deviance(others, moved, fitted);
          if (deviance < least) {
            least = deviance;
            best = moved;
          }
        }
      }
      if (best.equals(before)) {
        step /= 2;
      }
    }
    return best;
  }

  private static double deviance(Constants others, Fitted fitted, List<Cell> cells) {
    return WinRates.errors(MlbModel.of(fitted.on(others)), cells).deviance();
  }
}
