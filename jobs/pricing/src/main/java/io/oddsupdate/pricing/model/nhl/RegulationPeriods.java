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
    List<PeriodScore> scores = game.state().periodScores();
    if (left <= NhlConstants.secondsLeftAfter(last)) {
      return PeriodGoals.of(scores, first, last)
          .<ScoreDistribution>map(goals -> ScoreDistribution.certain(goals.home(), goals.away()))
          .orElse(null);
    }
    if (left >= NhlConstants.secondsLeftAfter(first - 1)) {
      return toCome(first, last, true).score(0, 0);
    }
    int begun = NhlConstants.PERIODS - (int) (left / NhlConstants.PERIOD_SECONDS);
    return PeriodGoals.soFar(scores, first, begun, game.now().home(), game.now().away())
        .<ScoreDistribution>map(
            goals -> toCome(first, last, false).score(goals.home(), goals.away()))
        .orElse(null);
  }

  /** Goals still to come in these periods. */
  private GoalGrid toCome(int first, int last, boolean later) {
    boolean now = !later || game.now().secondsLeft() == NhlConstants.secondsLeftAfter(first - 1);
    GoalGrid all = null;
    for (int i = 0; i < game.possible().size(); i++) {
      PossibleGame possible = game.possible().get(i);
      GoalGrid goals = now ? game.goalsTo(possible, last) : later(possible, first, last);
      all = all == null ? new GoalGrid(goals.width()) : all;
      all.add(game.weights()[i], goals);
    }
    return all;
  }

  /** Goals of periods that begin later: they depend on the lead that there will be. */
  private GoalGrid later(PossibleGame possible, int first, int last) {
    double[] leads = new double[GoalChain.LEADS];
    game.goalsTo(possible, first - 1).addLeads(1, game.now().lead(), leads);
    if (first == last) {
      return GoalGrid.of(possible.wholePeriod(first), leads);
    }
    GoalGrid all = null;
    for (int i = 0; i < GoalChain.LEADS; i++) {
      double[] one = new double[GoalChain.LEADS];
      one[i] = 1;
      GoalGrid goals = GoalGrid.of(possible.wholePeriod(first), one);
      for (int period = first + 1; period <= last; period++) {
        goals =
            goals.then(possible.wholePeriod(period), i - GoalChain.LEAD_MOST, possible.widest());
      }
      all = all == null ? new GoalGrid(goals.width()) : all;
      all.add(leads[i], goals);
    }
    return all;
  }
}
