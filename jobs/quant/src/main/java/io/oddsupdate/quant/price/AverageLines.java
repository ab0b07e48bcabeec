package io.oddsupdate.quant.price;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.LineParts;
import io.oddsupdate.pricing.model.Strengths;
import java.util.function.DoubleUnaryOperator;

/** One line of a game whose other line nobody tells: that of the league's average game. */
final class AverageLines {
  /** More than a double can tell apart. */
  private static final int HALVINGS = 40;

  /** Of a mean number of points, which is a sum of so many chances at most. */
  private static final int NUMBERS_MOST = 1000;

  private static final double CLOSE = 1e-3;

  private static final double NEAR = 0.05;

  private final League league;
  private final LeagueModel model;
  private final Strengths average;

  AverageLines(League league, LeagueModel model) {
    this.league = league;
    this.model = model;
    this.average = model.average();
  }

  /**
   * The home team ahead of the other one as in the league's average game.
   *
   * @throws IllegalArgumentException where no two such teams have the total
   */
  Strengths withTotal(double total) {
    double points = where(0, 2 * total, sum -> more(of(sum), total));
    if (!(Math.abs(more(of(points), total)) < CLOSE * Math.max(1, total))) {
      throw new IllegalArgumentException("no two teams have total " + total);
    }
    return of(points);
  }

  private Strengths of(double points) {
    double ahead = average.home() - average.away();
    return new Strengths((points + ahead) / 2, (points - ahead) / 2, true);
  }

  /**
   * How much more two teams score than the line: where main lines are even, in chance; where they
   * are always the same, in points. Far too few or far too many where there are no such teams.
   */
  private double more(Strengths strengths, double total) {
    if (!(Math.min(strengths.home(), strengths.away()) > 0)) {
      return Double.NEGATIVE_INFINITY;
    }
    Chances scored;
    try {
      scored =
          model
              .prepare(new Fixture(strengths, false))
              .outlook(GameState.notStarted())
              .finalScore()
              .total();
    } catch (IllegalArgumentException e) {
      return strengths.home() + strengths.away() > total
          ? Double.POSITIVE_INFINITY
          : Double.NEGATIVE_INFINITY;
    }
    return switch (league) {
      case NBA, NFL, EPL -> LineParts.over(quarters(total), scored).probability() - 0.5;
      case MLB, NHL -> mean(scored) - total;
    };
  }

  /** Lines are multiples of a quarter. */
  private static double quarters(double line) {
    return Math.rint(line * 4) / 4;
  }

  private static double mean(Chances number) {
    double mean = 0;
    double chance = 1;
    for (int least = 1; least < NUMBERS_MOST && chance > Chances.LEAST; least++) {
      chance = number.atLeast(least);
      mean += chance;
    }
    return mean;
  }

  /**
   * As many points, runs or goals as in the league's average game.
   *
   * @throws IllegalArgumentException where no two such teams have the spread
   */
  Strengths withSpread(double spread) {
    double points = points(average);
    double total = where(points / 2, 2 * points, line -> pointsOf(spread, line) - points);
    // Lines are steps: the nearest one is near enough.
    if (!(Math.abs(pointsOf(spread, total) - points) < NEAR * points)) {
      throw new IllegalArgumentException(
          "no two teams of the league's average total have spread " + spread);
    }
    return model.ofLines(spread, total);
  }

  /** Too few where no two teams are so far apart with so few points. */
  private double pointsOf(double spread, double total) {
    try {
      return points(model.ofLines(spread, total));
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }

  private static double points(Strengths strengths) {
    return strengths.home() + strengths.away();
  }

  /** Where something that rises with the line passes 0. */
  private static double where(double low, double high, DoubleUnaryOperator rising) {
    double least = low;
    double most = high;
    for (int step = 0; step < HALVINGS; step++) {
      double line = (least + most) / 2;
      if (rising.applyAsDouble(line) < 0) {
        least = line;
      } else {
        most = line;
      }
    }
    return (least + most) / 2;
  }
}
