package io.oddsupdate.pricing.model.epl;

import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.GridScore;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.LineParts;
import io.oddsupdate.pricing.model.Strengths;
import java.util.List;

/**
 * Goals as two Poisson processes with the dependence of Dixon and Coles on the final score,
 * conditioned on score, time and players sent off. A match ends after two halves.
 */
public final class EplModel implements LeagueModel {
  private static final double LINE_MOST = 20;

  /** Far above any team; keeps a grid's memory bounded. */
  private static final double GOALS_MOST = 30;

  private final EplConstants constants;

  public EplModel(EplConstants constants) {
    this.constants = constants;
  }

  public static EplModel of(Constants constants) {
    return new EplModel(EplConstants.of(constants));
  }

  @Override
  public Strengths average() {
    return new Strengths(constants.homeGoals(), constants.awayGoals(), false);
  }

  @Override
  public Strengths neutral() {
    double goals = (constants.homeGoals() + constants.awayGoals()) / 2;
    return new Strengths(goals, goals, true);
  }

  /** The rates at which both lines are even money: as many win as lose on either side. */
  @Override
  public Strengths ofLines(double homeSpread, double total) {
    if (!(total > 0 && total <= LINE_MOST)) {
      throw new IllegalArgumentException(
          "total must be above 0 and at most %s goals, got %s".formatted(LINE_MOST, total));
    }
    if (!(Math.abs(homeSpread) <= LINE_MOST)) {
      throw new IllegalArgumentException(
          "spread must be at most %s goals, got %s".formatted(LINE_MOST, homeSpread));
    }
    RateSolver.Solution solution =
        RateSolver.solve(
            (home, away) -> {
              GridScore score = ScoreGrid.near(home, away, constants.rho());
              return new double[] {
                chance(-homeSpread, score.margin()) - 0.5, chance(total, score.total()) - 0.5
              };
            });
    if (!(solution.error() < 1e-6)) {
      throw new IllegalArgumentException(
          "no match has spread %s with total %s: a spread must be well within the total"
              .formatted(homeSpread, total));
    }
    return new Strengths(solution.home(), solution.away(), true);
  }

  /** The chance of more than a line; between two quarters, of the line between. */
  private static double chance(double line, Chances chances) {
    double below = Math.floor(line * 4) / 4;
    double part = (line - below) * 4;
    double chance = LineParts.over(below, chances).probability();
    return part == 0
        ? chance
        : (1 - part) * chance + part * LineParts.over(below + 0.25, chances).probability();
  }

  /**
   * @throws IllegalArgumentException where a team is expected to score more goals than any does
   */
  @Override
  public GameModel prepare(Fixture fixture) {
    Strengths strengths = fixture.strengths();
    if (Math.max(strengths.home(), strengths.away()) > GOALS_MOST) {
      throw new IllegalArgumentException(
          "strengths must be at most %s goals a match, got %s and %s"
              .formatted(GOALS_MOST, strengths.home(), strengths.away()));
    }
    List<Hypothesis> hypotheses = Hypothesis.of(constants, strengths);
    return state -> {
      GoalsLeft left = GoalsLeft.of(constants, state);
      return EplOutlook.of(new GoalsToCome(constants, hypotheses, state, left.both()), left, state);
    };
  }
}
