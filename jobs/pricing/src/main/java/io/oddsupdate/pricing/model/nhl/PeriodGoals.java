package io.oddsupdate.pricing.model.nhl;

import io.oddsupdate.pricing.game.PeriodScore;
import java.util.List;
import java.util.Optional;

/** Goals that have been scored in some periods. */
record PeriodGoals(int home, int away) {
  static final PeriodGoals NONE = new PeriodGoals(0, 0);

  /**
   * @return empty where the scores do not have one of the periods {@code first..last}
   */
  static Optional<PeriodGoals> of(List<PeriodScore> scores, int first, int last) {
    int home = 0;
    int away = 0;
    for (int period = first; period <= last; period++) {
      PeriodScore score = find(scores, period);
      if (score == null) {
        return Optional.empty();
      }
      home += Math.max(0, score.home());
      away += Math.max(0, score.away());
    }
    return Optional.of(new PeriodGoals(home, away));
  }

  private static PeriodScore find(List<PeriodScore> scores, int period) {
    for (PeriodScore score : scores) {
      if (score.period() == period) {
        return score;
      }
    }
    return null;
  }

  /**
   * Of periods {@code first..last} so far, where {@code last} is being played: what the periods
   * before them do not have of the score.
   */
  static Optional<PeriodGoals> soFar(
      List<PeriodScore> scores, int first, int last, int home, int away) {
    Optional<PeriodGoals> told = of(scores, first, last);
    return told.isPresent()
        ? told
        : of(scores, 1, first - 1)
            .map(
                before ->
                    new PeriodGoals(
                        Math.max(0, home - before.home()), Math.max(0, away - before.away())));
  }
}
