package io.oddsupdate.pricing.prior;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.LineParts;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.Strengths;
import io.oddsupdate.pricing.prior.PriorQuote.Handicap;
import io.oddsupdate.pricing.prior.PriorQuote.Result;
import io.oddsupdate.pricing.prior.PriorQuote.Total;
import io.oddsupdate.pricing.prior.PriorQuote.Winner;
import io.oddsupdate.pricing.prior.PriorSolution.Reason;
import io.oddsupdate.pricing.prior.PriorSolution.Solved;
import io.oddsupdate.pricing.prior.PriorSolution.Unsolvable;
import java.util.Arrays;
import java.util.List;

/**
 * The inverse of a model: the strengths of the teams with which it prices the quotes as the market
 * does. Least squares of the differences in log odds, by {@link LeastSquares}, over the logarithms
 * of the expected total and of the ratio of the two teams.
 *
 * <p>What no quote tells is the league's average: without a total or a three-way result the
 * expected total, with a total alone the ratio.
 */
public final class MarketPrior {
  /**
   * Log odds within which quotes are met that leave nothing to compromise on: a millionth of a
   * probability is a quarter of it.
   */
  public static final double EXACT = 1e-6;

  /**
   * Log odds within which more quotes than needed have to agree, 6 points at evens: bookmakers
   * price their lines apart, and no model is theirs.
   */
  public static final double AGREED = 0.25;

  /** No team of a league is a hundred times the other; beyond it odds say nothing of strength. */
  private static final double LOG_RATIO_MOST = StrictMath.log(100);

  /** Times the league's average total, or part of it. */
  private static final double LOG_TOTAL_MOST = StrictMath.log(10);

  private final LeagueModel model;
  private final boolean playoff;
  private final List<PriorQuote> quotes;
  private final double logTotal;
  private final double logRatio;
  private final boolean totalQuoted;
  private final boolean ratioQuoted;

  private MarketPrior(LeagueModel model, boolean playoff, List<PriorQuote> quotes) {
    this.model = model;
    this.playoff = playoff;
    this.quotes = quotes;
    Strengths average = model.average();
    this.logTotal = StrictMath.log(average.home() + average.away());
    this.logRatio = StrictMath.log(average.home() / average.away());
    this.totalQuoted =
        quotes.stream().anyMatch(quote -> quote instanceof Total || quote instanceof Result);
    this.ratioQuoted = quotes.stream().anyMatch(quote -> !(quote instanceof Total));
  }

  /**
   * @param quotes at most one of each kind and line; any may be missing
   */
  public static PriorSolution solve(LeagueModel model, boolean playoff, List<PriorQuote> quotes) {
    if (quotes.isEmpty()) {
      return new Unsolvable(
          Reason.NO_QUOTES, "no quote of the winner, the result, a handicap or a total");
    }
    return new MarketPrior(model, playoff, List.copyOf(quotes)).solve();
  }

  private PriorSolution solve() {
    double[] start = new double[(totalQuoted ? 1 : 0) + (ratioQuoted ? 1 : 0)];
    LeastSquares.Fit fit = LeastSquares.fit(this::differences, start);
    int told = quotes.stream().mapToInt(quote -> quote instanceof Result ? 2 : 1).sum();
    boolean compromise = told > start.length;
    if (!(fit.largest() <= (compromise ? AGREED : EXACT))) {
      return new Unsolvable(
          compromise ? Reason.CONTRADICTORY : Reason.OUT_OF_REACH,
          "the model comes no nearer to %s than %.3f in log odds".formatted(quotes, fit.largest()));
    }
    return new Solved(strengths(fit.at()), fit.largest());
  }

  private Strengths strengths(double[] at) {
    double total = StrictMath.exp(logTotal + (totalQuoted ? within(at[0], LOG_TOTAL_MOST) : 0));
    double ratio =
        StrictMath.exp(within(logRatio + (ratioQuoted ? at[at.length - 1] : 0), LOG_RATIO_MOST));
    return new Strengths(total * ratio / (1 + ratio), total / (1 + ratio), true);
  }

  private static double within(double value, double most) {
    return Math.min(most, Math.max(-most, value));
  }

  private double[] differences(double[] at) {
    double[] differences = new double[2 * quotes.size()];
    Outlook outlook;
    try {
      outlook = model.prepare(new Fixture(strengths(at), playoff)).outlook(GameState.notStarted());
    } catch (IllegalArgumentException e) {
      // A model refuses teams that its league cannot have: no step may end there.
      Arrays.fill(differences, Double.POSITIVE_INFINITY);
      return differences;
    }
    int next = 0;
    for (PriorQuote quote : quotes) {
      if (quote instanceof Winner winner) {
        differences[next] = difference(over(0, outlook.finalScore().margin()), winner.home());
      } else if (quote instanceof Handicap handicap) {
        differences[next] =
            difference(over(-handicap.line(), outlook.finalScore().margin()), handicap.home());
      } else if (quote instanceof Total total) {
        differences[next] =
            difference(over(total.line(), outlook.finalScore().total()), total.over());
      } else if (quote instanceof Result result) {
        Chances margin = outlook.regulation().margin();
        differences[next] = difference(margin.atLeast(1), result.home());
        differences[next + 1] = difference(1 - margin.atLeast(0), result.away());
      }
      next += 2;
    }
    return differences;
  }

  private static double over(double line, Chances chances) {
    return LineParts.over(line, chances).probability();
  }

  private static double difference(double modelled, double quoted) {
    return logit(modelled) - logit(quoted);
  }

  private static double logit(double probability) {
    double open = Chances.open(probability);
    return StrictMath.log(open / (1 - open));
  }
}
