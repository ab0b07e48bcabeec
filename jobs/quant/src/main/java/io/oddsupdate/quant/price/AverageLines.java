package io.oddsupdate.quant.price;

import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Strengths;
import java.util.function.DoubleUnaryOperator;

/** One line of a game whose other line nobody tells: that of the league's average game. */
final class AverageLines {
  /** A line is found to a thousandth; a model may know fewer. */
  private static final int HALVINGS = 24;

  /** No league's home edge is larger, in points, runs or goals. */
  private static final double EDGE_MOST = 6;

  private final LeagueModel model;
  private final Strengths average;

  AverageLines(LeagueModel model) {
    this.model = model;
    this.average = model.average();
  }

  /**
   * The home team ahead of the other one as in the league's average game.
   *
   * @throws IllegalArgumentException where no two teams have the total
   */
  Strengths withTotal(double total) {
    double edge = Math.min(EDGE_MOST, total / 4);
    double ahead = ahead(average);
    double spread = where(-edge, edge, line -> ahead - ahead(model.ofLines(line, total)));
    return model.ofLines(spread, total);
  }

  /**
   * As many points, runs or goals as in the league's average game.
   *
   * @throws IllegalArgumentException where no two such teams have the spread
   */
  Strengths withSpread(double spread) {
    double points = points(average);
    double total = where(points / 2, 2 * points, line -> pointsOf(spread, line) - points);
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

  private static double ahead(Strengths strengths) {
    return strengths.home() - strengths.away();
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
