package io.oddsupdate.pricing.model.nhl;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.NextScore;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.ScoreDistribution;
import java.util.List;

/** One game, as a mixture over the strengths that its teams may have. */
final class NhlGame implements GameModel {
  private static final NextScore NO_MORE = new NextScore(0, 1, 0);

  private final List<PossibleGame> possible;
  private final boolean playoff;

  NhlGame(List<PossibleGame> possible, boolean playoff) {
    this.possible = possible;
    this.playoff = playoff;
  }

  @Override
  public Outlook outlook(GameState state) {
    Moment moment = Moment.of(state, playoff);
    if (moment instanceof Moment.Regulation now) {
      double[] weights = PossibleGame.weights(possible, now.home(), now.away(), now.secondsLeft());
      return new InRegulation(possible, weights, now, state).outlook();
    }
    if (moment instanceof Moment.Overtime now) {
      return overtime(state, now);
    }
    int regulation = Math.min(moment.home(), moment.away());
    if (moment instanceof Moment.Shootout) {
      double homeWins = possible.get(0).extension().shootoutHomeWins();
      return decided(state, SuddenDeathScore.of(regulation, homeWins), regulation, regulation, 0);
    }
    boolean extended = moment instanceof Moment.Over over && over.extended();
    return decided(
        state,
        ScoreDistribution.certain(moment.home(), moment.away()),
        extended ? regulation : moment.home(),
        extended ? regulation : moment.away(),
        0);
  }

  private Outlook overtime(GameState state, Moment.Overtime now) {
    double[] weights = PossibleGame.weights(possible, now.home(), now.away(), 0);
    double homeWins = 0;
    double seconds = 0;
    for (int i = 0; i < weights.length; i++) {
      Extension extension = possible.get(i).extension();
      homeWins += weights[i] * extension.homeWins(state.situation(), now.secondsLeft());
      seconds += weights[i] * extension.seconds(now.secondsLeft());
    }
    return decided(
        state, SuddenDeathScore.of(now.home(), homeWins), now.home(), now.away(), seconds);
  }

  /** After regulation. */
  private static Outlook decided(
      GameState state, ScoreDistribution finalScore, int home, int away, double secondsLeft) {
    return new NhlOutlook(
        finalScore,
        ScoreDistribution.certain(home, away),
        NO_MORE,
        secondsLeft / NhlConstants.REGULATION_SECONDS,
        (first, last) ->
            PeriodGoals.of(state.periodScores(), first, last)
                .map(goals -> ScoreDistribution.certain(goals.home(), goals.away())));
  }
}
