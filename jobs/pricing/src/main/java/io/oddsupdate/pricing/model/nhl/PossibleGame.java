package io.oddsupdate.pricing.model.nhl;

import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.Strengths;
import java.util.ArrayList;
import java.util.List;

/**
 * One pair of strengths that the two teams may have, ready to be priced.
 *
 * @param weight its chance before the start
 * @param tables goals of each period, by lead and time left
 * @param rests goals of all the periods after each period, by lead
 * @param widest goals of one team that are told apart, from 0; the same for all strengths of a game
 */
record PossibleGame(
    double weight,
    TeamRates rates,
    List<PeriodGoalsTable> tables,
    List<GoalsByLead> rests,
    Extension extension,
    int widest) {
  /** No period has a larger share of a team's goals. */
  private static final double PERIOD_MOST = 0.4;

  /**
   * Where the strengths are not known, two games of even chance, a deviation to either side: they
   * have the first three moments of a normal distribution, and their mean is what the fixture says.
   *
   * @param sd of the logarithm of the ratio of the teams' goals; 0 where the strengths are known
   */
  static List<PossibleGame> of(NhlConstants constants, Fixture fixture, double sd) {
    if (sd == 0) {
      return List.of(of(constants, fixture, 1, 1, 1));
    }
    double shift = StrictMath.exp(sd / 2);
    double mean = (shift + 1 / shift) / 2;
    return List.of(
        of(constants, fixture, 0.5, shift / mean, 1 / shift / mean),
        of(constants, fixture, 0.5, 1 / shift / mean, shift / mean));
  }

  private static PossibleGame of(
      NhlConstants constants, Fixture fixture, double weight, double home, double away) {
    Strengths strengths = fixture.strengths();
    TeamRates rates = Expected.rates(constants, strengths.home() * home, strengths.away() * away);
    double most = Math.max(strengths.home(), strengths.away());
    int widest = width(most);
    List<PeriodGoalsTable> tables = new ArrayList<>();
    for (int period = 1; period <= NhlConstants.PERIODS; period++) {
      tables.add(PeriodGoalsTable.of(rates, period, width(most * PERIOD_MOST)));
    }
    GoalsByLead last = tables.get(NhlConstants.PERIODS - 1).at(NhlConstants.PERIOD_SECONDS);
    GoalsByLead second = tables.get(1).at(NhlConstants.PERIOD_SECONDS);
    return new PossibleGame(
        weight,
        rates,
        tables,
        List.of(TwoStretches.of(second, last, widest), last),
        new Extension(rates, fixture.playoff()),
        widest);
  }

  /**
   * Five deviations above a mean. The same for strengths that are near to each other: whoever
   * inverts the model meets no edge.
   */
  private static int width(double mean) {
    double most = Math.ceil(2 * mean) / 2;
    return (int) (most + 5 * StrictMath.sqrt(most)) + 3;
  }

  /**
   * The goals of a period that is being played, from now on.
   *
   * @param secondsLeft of regulation
   */
  PeriodGoalsTable.Slice restOfPeriod(double secondsLeft) {
    int period = NhlConstants.period(secondsLeft);
    return tables.get(period - 1).at(secondsLeft - NhlConstants.secondsLeftAfter(period));
  }

  /** The goals of a whole period. */
  PeriodGoalsTable.Slice wholePeriod(int period) {
    return tables.get(period - 1).at(NhlConstants.PERIOD_SECONDS);
  }

  /**
   * How likely each of them is, given the goals of both teams so far.
   *
   * @param secondsLeft of regulation
   * @return sums to 1
   */
  static double[] weights(List<PossibleGame> games, int home, int away, double secondsLeft) {
    double[] logs = new double[games.size()];
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < logs.length; i++) {
      logs[i] = games.get(i).logLikelihood(home, away, secondsLeft);
      most = Math.max(most, logs[i]);
    }
    double sum = 0;
    for (int i = 0; i < logs.length; i++) {
      logs[i] = StrictMath.exp(logs[i] - most);
      sum += logs[i];
    }
    for (int i = 0; i < logs.length; i++) {
      logs[i] /= sum;
    }
    return logs;
  }

  /** Up to what does not depend on the strengths; what the score does to the rates is left out. */
  private double logLikelihood(int home, int away, double secondsLeft) {
    double played = rates.constants().exposure(NhlConstants.REGULATION_SECONDS, secondsLeft);
    return StrictMath.log(weight)
        + home * StrictMath.log(rates.home())
        + away * StrictMath.log(rates.away())
        - (rates.home() + rates.away()) * played;
  }
}
