package io.oddsupdate.pricing.model.epl;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.model.GridScore;
import io.oddsupdate.pricing.model.NextScore;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.reference.Side;
import java.util.Optional;

/**
 * What is expected of a match in one state of it.
 *
 * @param firstHalf empty where it is over and its score is not known
 * @param secondHalf likewise
 */
record EplOutlook(
    ScoreDistribution finalScore,
    Optional<ScoreDistribution> firstHalf,
    Optional<ScoreDistribution> secondHalf,
    NextScore next,
    double share)
    implements Outlook {

  static EplOutlook of(GoalsToCome goals, GoalsLeft left, GameState state) {
    int home = goals.homeGoals();
    int away = goals.awayGoals();
    boolean firstHalfOver = state.period() > 1;
    if (left.both() == 0) {
      ScoreDistribution score = ScoreDistribution.certain(home, away);
      Optional<PeriodScore> half = firstHalfScore(state, home, away);
      return new EplOutlook(
          score,
          half.map(first -> ScoreDistribution.certain(first.home(), first.away())),
          half.map(first -> ScoreDistribution.certain(home - first.home(), away - first.away())),
          new NextScore(0, 1, 0),
          0);
    }
    double[] all = goals.grid(left.both(), 0);
    int width = goals.width(left.both());
    NextScore next = goals.next(left.both(), sum(all));
    double share = Math.min(1, left.both());
    if (firstHalfOver) {
      Optional<PeriodScore> half = firstHalfScore(state, home, away);
      return new EplOutlook(
          GridScore.of(home, away, width, all.clone()),
          half.map(first -> ScoreDistribution.certain(first.home(), first.away())),
          half.map(first -> GridScore.of(home - first.home(), away - first.away(), width, all)),
          next,
          share);
    }
    return new EplOutlook(
        GridScore.of(home, away, width, all),
        Optional.of(
            GridScore.of(
                home, away, goals.width(left.first()), goals.grid(left.first(), left.second()))),
        Optional.of(
            GridScore.of(
                0, 0, goals.width(left.second()), goals.grid(left.second(), left.first()))),
        next,
        share);
  }

  private static double sum(double[] masses) {
    double sum = 0;
    for (double mass : masses) {
      sum += mass;
    }
    return sum;
  }

  /** Never more than the score; what one half is not known of, the other one tells. */
  private static Optional<PeriodScore> firstHalfScore(GameState state, int home, int away) {
    if (state.period() <= 1) {
      return Optional.of(new PeriodScore(1, home, away));
    }
    for (PeriodScore score : state.periodScores()) {
      if (score.period() == 1) {
        return Optional.of(
            new PeriodScore(1, within(score.home(), home), within(score.away(), away)));
      }
    }
    for (PeriodScore score : state.periodScores()) {
      if (score.period() == 2) {
        return Optional.of(
            new PeriodScore(
                1, home - within(score.home(), home), away - within(score.away(), away)));
      }
    }
    return home + away == 0 ? Optional.of(new PeriodScore(1, 0, 0)) : Optional.empty();
  }

  private static int within(int goals, int most) {
    return Math.min(most, Math.max(0, goals));
  }

  @Override
  public ScoreDistribution regulation() {
    return finalScore;
  }

  @Override
  public Optional<ScoreDistribution> periods(int first, int last) {
    if (first == 1 && last == 2) {
      return Optional.of(finalScore);
    }
    if (first != last) {
      return Optional.empty();
    }
    return switch (first) {
      case 1 -> firstHalf;
      case 2 -> secondHalf;
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<NextScore> nextScore() {
    return Optional.of(next);
  }

  @Override
  public double shareLeft(Side side) {
    return share;
  }
}
