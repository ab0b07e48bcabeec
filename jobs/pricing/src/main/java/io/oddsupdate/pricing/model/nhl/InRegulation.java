package io.oddsupdate.pricing.model.nhl;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.NextScore;
import io.oddsupdate.pricing.model.Outlook;
import java.util.List;

/**
 * A game before the end of regulation.
 *
 * @param weights how likely each of {@code possible} is now
 */
record InRegulation(
    List<PossibleGame> possible, double[] weights, Moment.Regulation now, GameState state) {

  Outlook outlook() {
    GoalGrid regulation = null;
    GoalGrid ended = null;
    double extraSeconds = 0;
    for (int i = 0; i < weights.length; i++) {
      PossibleGame game = possible.get(i);
      Extension extension = game.extension();
      GoalGrid goals = goals(game);
      GoalGrid all = goals.ended(now.lead(), homeWins(extension));
      regulation = regulation == null ? new GoalGrid(goals.width()) : regulation;
      ended = ended == null ? new GoalGrid(all.width()) : ended;
      regulation.add(weights[i], goals);
      ended.add(weights[i], all);
      double ties = goals.ties(now.lead());
      extraSeconds += weights[i] * ties * extension.seconds(extension.fullSeconds());
    }
    return new NhlOutlook(
        new UntiedScore(now.home(), now.away(), ended.score(now.home(), now.away())),
        regulation.score(now.home(), now.away()),
        nextGoal(),
        (now.secondsLeft() + extraSeconds) / NhlConstants.REGULATION_SECONDS,
        new RegulationPeriods(this));
  }

  /**
   * Chance that the home team wins the overtime: a penalty that regulation is too short for runs on
   * in it, if no goal ends it before.
   */
  private double homeWins(Extension extension) {
    NhlConstants constants = extension.rates().constants();
    Situation situation = state.situation();
    boolean pulled =
        situation.homeGoaliePulled()
            || situation.awayGoaliePulled()
            || Math.max(situation.homeSkaters(), situation.awaySkaters()) > 5;
    double over = 1 - now.secondsLeft() / constants.powerPlaySeconds();
    if (pulled || now.lead() != 0 || over <= 0) {
      return extension.homeWins();
    }
    double penalised = extension.homeWins(situation, extension.fullSeconds());
    return extension.homeWins() + over * (penalised - extension.homeWins());
  }

  /** All goals to come in regulation. */
  private GoalGrid goals(PossibleGame game) {
    Strength strength = strength(game);
    double after = now.secondsLeft() - strength.seconds();
    int period = NhlConstants.period(after);
    GoalGrid goals =
        Opening.of(game.rates(), now.lead(), now.secondsLeft(), strength)
            .then(game.restOfPeriod(after), now.lead(), game.widest());
    return period == NhlConstants.PERIODS
        ? goals
        : goals.then(game.rests().get(period - 1), now.lead(), game.widest());
  }

  /**
   * Goals from now to the end of a period.
   *
   * @param last a period that has not ended
   */
  GoalGrid goalsTo(PossibleGame game, int last) {
    double end = NhlConstants.secondsLeftAfter(last);
    Strength strength = strength(game).cut(now.secondsLeft() - end);
    double after = now.secondsLeft() - strength.seconds();
    GoalGrid goals = Opening.of(game.rates(), now.lead(), now.secondsLeft(), strength);
    if (after > end) {
      goals = goals.then(game.restOfPeriod(after), now.lead(), game.widest());
      for (int period = NhlConstants.period(after) + 1; period <= last; period++) {
        goals = goals.then(game.wholePeriod(period), now.lead(), game.widest());
      }
    }
    return goals;
  }

  /** The next goal of regulation. */
  private NextScore nextGoal() {
    double home = 0;
    double away = 0;
    for (int i = 0; i < weights.length; i++) {
      PossibleGame game = possible.get(i);
      Strength strength = strength(game);
      home += weights[i] * strength.homeFirst();
      away += weights[i] * strength.awayFirst();
      double none = weights[i] * strength.noGoal();
      double left = now.secondsLeft() - strength.seconds();
      while (left > 0) {
        PeriodGoalsTable.Slice period = game.restOfPeriod(left);
        double homeNext = period.homeNext(now.lead());
        double awayNext = period.awayNext(now.lead());
        home += none * homeNext;
        away += none * awayNext;
        none *= 1 - homeNext - awayNext;
        left = NhlConstants.secondsLeftAfter(NhlConstants.period(left));
      }
    }
    double openHome = Chances.open(home);
    double openAway = Chances.open(away);
    return new NextScore(openHome, 1 - openHome - openAway, openAway);
  }

  private Strength strength(PossibleGame game) {
    return Strength.regulation(state.situation(), game.rates(), now.lead(), now.secondsLeft());
  }
}
