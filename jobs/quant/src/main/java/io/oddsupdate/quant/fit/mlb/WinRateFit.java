package io.oddsupdate.quant.fit.mlb;

import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Leagues;
import io.oddsupdate.quant.archive.MlbWinRate;
import io.oddsupdate.quant.evaluate.WinRateForecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fits what is not told by the rules or the runs of an inning: home edge, strength spread, and the
 * rates of the first two innings (the best batters lead off in the first). Least deviance of the
 * given win rates.
 */
public final class WinRateFit {
  private static final String MODEL = "mlb-innings";
  private static final int INNINGS = 9;

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
  public record Strength(double edge, double spread, double first, double second) {
    /** These constants with the fitted ones replaced. */
    public Constants on(Constants others) {
      Map<String, List<Double>> values = new TreeMap<>(others.values());
      double scale = (INNINGS - first - second) / Arrays.stream(LATER).sum();
      List<Double> rates = new ArrayList<>(List.of(first, second));
      for (double later : LATER) {
        rates.add(Math.rint(later * scale * 1e4) / 1e4);
      }
      values.put("home_edge", List.of(edge));
      values.put("strength_spread", List.of(spread));
      values.put("inning_rates", rates);
      return new Constants(values);
    }

    private Strength moved(int number, double by) {
      return new Strength(
          edge + (number == 0 ? by / 10 : 0),
          spread + (number == 1 ? by / 2 : 0),
          first + (number == 2 ? by : 0),
          second + (number == 3 ? by : 0));
    }
  }

  /** Downhill, one number at a time, in ever smaller steps. */
  public static Strength fit(Constants others, List<MlbWinRate> cells, Strength from) {
    Strength best = from;
    double least = deviance(others, best, cells);
    for (double step = 0.04; step > FINEST; ) {
      Strength before = best;
      for (int number = 0; number < 4; number++) {
        for (double by : new double[] {-step, step}) {
          Strength moved = best.moved(number, by);
          double deviance = deviance(others, moved, cells);
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

  private static double deviance(Constants others, Strength fitted, List<MlbWinRate> cells) {
    LeagueModel model = Leagues.of(MODEL, fitted.on(others));
    GameModel average = model.prepare(new Fixture(model.average(), false));
    double deviance = 0;
    for (MlbWinRate cell : cells) {
      double chance = WinRateForecast.homeWins(average, cell);
      deviance -=
          cell.homeWins() * Math.log(chance)
              + (cell.games() - cell.homeWins()) * Math.log(1 - chance);
    }
    return deviance;
  }
}
