package io.oddsupdate.pricing.model.nhl;

import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.model.ScoreDistribution;
import java.util.List;
import java.util.Optional;

/** The periods of a game before the end of regulation. */
final class RegulationPeriods implements Periods {
  private final InRegulation game;

  /**
   * What has been asked for, by first and last period: a book asks a period once for each of its
   * lines. Entries are immutable, and whoever computes one twice gets equal ones.
   */
  private final ScoreDistribution[] known =
      new ScoreDistribution[(NhlConstants.PERIODS + 1) * (NhlConstants.PERIODS + 1)];

  RegulationPeriods(InRegulation game) {
    this.game = game;
  }

  @Override
  public Optional<ScoreDistribution> of(int first, int last) {
    int key = first * (NhlConstants.PERIODS + 1) + last;
    ScoreDistribution score = known[key];
    if (score == null) {
      score = compute(first, last);
      known[key] = score;
    }
    return Optional.ofNullable(score);
  }

  /** Null where the goals so far of a period that has begun are not known. */
  private ScoreDistribution compute(int first, int last) {
    double left = game.now().secondsLeft();
    double start = secondsLeft(first - 1);
    double end = secondsLeft(last);
    List<PeriodScore> scores = game.state().periodScores();
    if (left <= end) {
      return PeriodGoals.of(scores, first, last)
          .<ScoreDistribution>map(goals -> ScoreDistribution.certain(goals.home(), goals.away()))
          .orElse(null);
    }
    if (left >= start) {
      return toCome(start, end).score(0, 0);
    }
    int current = NhlConstants.PERIODS - (int) (left / NhlConstants.PERIOD_SECONDS);
    return PeriodGoals.soFar(scores, first, current, game.now().home(), game.now().away())
        .<ScoreDistribution>map(goals -> toCome(left, end).score(goals.home(), goals.away()))
        .orElse(null);
  }

  /** Seconds left of regulation after a period. */
  private static double secondsLeft(int period) {
    return (NhlConstants.PERIODS - period) * (double) NhlConstants.PERIOD_SECONDS;
  }

  /**
   * Goals of a stretch of regulation.
   *
   * @param start seconds left of regulation, now or later
   */
  private GoalGrid toCome(double start, double end) {
    boolean now = start == game.now().secondsLeft();
    boolean late = end < game.lateSeconds();
    double until = late ? game.lateSeconds() : end;
    int width = game.width(start, until, now);
    GoalGrid goals = new GoalGrid(late ? width + LateGoals.WIDTH - 1 : width);
    for (int i = 0; i < game.possible().size(); i++) {
      PossibleGame possible = game.possible().get(i);
      double weight = game.weight(i);
      if (!late) {
        goals.add(
            weight,
            now
                ? game.earlyUntil(possible, until, width)
                : EarlyGoals.of(possible.rates(), 0, start, until, Strength.EVEN, width));
      } else if (now) {
        EarlyGoals early = game.early(possible, until, width);
        goals.add(weight, early, possible.late(), game.now().lead(), new double[] {1});
      } else {
        addLater(goals, possible, weight, start, until, width);
      }
    }
    return goals;
  }

  /** A stretch that begins later and ends with regulation: it depends on the lead at its start. */
  private void addLater(
      GoalGrid goals, PossibleGame possible, double weight, double start, double until, int width) {
    int widthBefore = game.width(game.now().secondsLeft(), start, true);
    EarlyGoals before = game.earlyUntil(possible, start, widthBefore);
    EarlyGoals early = EarlyGoals.of(possible.rates(), 0, start, until, Strength.EVEN, width);
    goals.add(weight, early, possible.late(), game.now().lead() + 1 - widthBefore, before.leads());
  }
}
