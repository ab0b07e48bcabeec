package io.oddsupdate.pricing.model.nhl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.ShippedModels;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.ScoreDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tables against the chain played forwards by the tenth of a second, without leads cut short,
 * slices or strengths put together.
 */
class NhlChainTest {
  private static final int GOALS = 14;
  private static final double STEP = 0.1;

  private final NhlConstants constants = NhlConstants.of(ShippedModels.constants("nhl-2026.1"));
  private final TeamRates rates = Expected.rates(constants, 3.11, 2.90);

  @ParameterizedTest
  @CsvSource({
    "1, 1200, 0, 0", "1, 345, 1, 0", "2, 1111, 0, 2", "2, 17, 2, 2", "3, 1200, 1, 1",
    "3, 601, 2, 2", "3, 305, 3, 2", "3, 133, 2, 3", "3, 66, 1, 3", "3, 9, 2, 2"
  })
  void regulationIsTheChainPlayedForwards(int period, double seconds, int home, int away) {
    double[][] chain = played((3 - period) * 1200 + seconds, 0, home - away);

    Outlook outlook = Hockey.KNOWN.outlook(Hockey.live(period, seconds, home, away));

    ScoreDistribution regulation = outlook.regulation();
    for (int x = 0; x < 8; x++) {
      for (int y = 0; y < 8; y++) {
        assertThat(regulation.exactly(home + x, away + y)).isCloseTo(chain[x][y], within(5e-4));
      }
    }
    double tie = 0;
    double wins = 0;
    for (int x = 0; x < GOALS; x++) {
      for (int y = 0; y < GOALS; y++) {
        tie += home + x == away + y ? chain[x][y] : 0;
        wins += home + x > away + y ? chain[x][y] : 0;
      }
    }
    assertThat(Hockey.tie(outlook)).isCloseTo(tie, within(1e-3));
    double extension = new Extension(rates, false).homeWins();
    assertThat(Hockey.homeWins(outlook)).isCloseTo(wins + tie * extension, within(1e-3));
  }

  @ParameterizedTest
  @CsvSource({"1, 1200, 1", "1, 400, 1", "2, 1200, 2", "2, 700, 2"})
  void aPeriodIsItsPartOfTheChain(int period, double seconds, int asked) {
    double left = (3 - period) * 1200 + seconds;
    double[][] chain = played(left, NhlConstants.secondsLeftAfter(asked), 0);

    ScoreDistribution goals =
        Hockey.KNOWN
            .outlook(
                Hockey.withPeriods(
                    Hockey.live(period, seconds, 0, 0),
                    new PeriodScore(1, 0, 0),
                    new PeriodScore(2, 0, 0)))
            .periods(asked, asked)
            .orElseThrow();

    for (int x = 0; x < 5; x++) {
      for (int y = 0; y < 5; y++) {
        assertThat(goals.exactly(x, y)).isCloseTo(chain[x][y], within(5e-4));
      }
    }
  }

  private double[][] played(double from, double to, int lead) {
    double[][] now = new double[GOALS][GOALS];
    now[0][0] = 1;
    for (double left = from; left > to + STEP / 2; left -= STEP) {
      double middle = left - STEP / 2;
      double[][] next = new double[GOALS][GOALS];
      for (int x = 0; x < GOALS; x++) {
        for (int y = 0; y < GOALS; y++) {
          double home = x + 1 < GOALS ? rates.home(lead + x - y, middle) * STEP : 0;
          double away = y + 1 < GOALS ? rates.away(lead + x - y, middle) * STEP : 0;
          next[x][y] += now[x][y] * (1 - home - away);
          if (x + 1 < GOALS) {
            next[x + 1][y] += now[x][y] * home;
          }
          if (y + 1 < GOALS) {
            next[x][y + 1] += now[x][y] * away;
          }
        }
      }
      now = next;
    }
    return now;
  }
}
