package io.oddsupdate.pricing.model.nhl;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.NextScore;
import io.oddsupdate.pricing.model.Outlook;
import java.util.List;

/** A game before the end of regulation. */
final class InRegulation {
  /** What a power play, or a goalkeeper who is pulled, is given room for. */
  private static final int SPECIAL_GOALS = 2;

  private final List<PossibleGame> possible;
  private final double[] weights;
  private final Moment.Regulation now;
  private final GameState state;

  /**
   * @param weights how likely each of {@code possible} is now
   */
  InRegulation(
      List<PossibleGame> possible, double[] weights, Moment.Regulation now, GameState state) {
    this.possible = possible;
    this.weights = weights;
    this.now = now;
    this.state = state;
  }

  Outlook outlook() {
    int width = width(now.secondsLeft(), lateSeconds(), true);
    GoalGrid regulation = new GoalGrid(width + LateGoals.WIDTH - 1);
    GoalGrid ended = new GoalGrid(regulation.width() + 1);
    double extraSeconds = 0;
    for (int i = 0; i < weights.length; i++) {
      PossibleGame game = possible.get(i);
      GoalGrid one = new GoalGrid(regulation.width());
      one.add(1, early(game, lateSeconds(), width), game.late(), now.lead(), new double[] {1});
      regulation.add(weights[i], one);
      Extension extension = game.extension();
      double ties = ended.addEnded(weights[i], one, now.lead(), extension.homeWins());
      extraSeconds += weights[i] * ties * extension.seconds(extension.fullSeconds());
    }
    return new NhlOutlook(
        new UntiedScore(now.home(), now.away(), ended.score(now.home(), now.away())),
        regulation.score(now.home(), now.away()),
        nextGoal(),
        (now.secondsLeft() + extraSeconds) / NhlConstants.REGULATION_SECONDS,
        new RegulationPeriods(this));
  }

  /** The next goal of regulation. */
  private NextScore nextGoal() {
    double home = 0;
    double away = 0;
    for (int i = 0; i < weights.length; i++) {
      PossibleGame game = possible.get(i);
      TeamRates rates = game.rates();
      Strength strength = strength(game);
      double after = now.secondsLeft() - strength.seconds();
      double goals = (rates.home() + rates.away()) * exposure(after, lateSeconds());
      double early = -StrictMath.expm1(-goals);
      double homeShare = rates.home() / (rates.home() + rates.away());
      LateGoals.Slice late = game.late().at(after);
      double lateHome = (1 - early) * late.homeNext(now.lead());
      double lateAway = (1 - early) * late.awayNext(now.lead());
      double none = strength.noGoal();
      home += weights[i] * (strength.homeFirst() + none * (early * homeShare + lateHome));
      away += weights[i] * (strength.awayFirst() + none * (early * (1 - homeShare) + lateAway));
    }
    double openHome = Chances.open(home);
    double openAway = Chances.open(away);
    return new NextScore(openHome, 1 - openHome - openAway, openAway);
  }

  /** Goals from now until {@code until} seconds are left, or the strength on the ice ends. */
  EarlyGoals early(PossibleGame game, double until, int width) {
    return EarlyGoals.of(game.rates(), now.lead(), now.secondsLeft(), until, strength(game), width);
  }

  /** The same, which ends with {@code until} whatever is on the ice. */
  EarlyGoals earlyUntil(PossibleGame game, double until, int width) {
    Strength cut = strength(game).cut(now.secondsLeft() - until);
    return EarlyGoals.of(game.rates(), now.lead(), now.secondsLeft(), until, cut, width);
  }

  private Strength strength(PossibleGame game) {
    return Strength.regulation(state.situation(), game.rates(), now.lead(), now.secondsLeft());
  }

  /**
   * How many goals of one team to tell apart in a stretch before the late seconds.
   *
   * @param special whether the strength on the ice may add to them
   */
  int width(double from, double to, boolean special) {
    double most = 0;
    for (PossibleGame game : possible) {
      most = Math.max(most, Math.max(game.rates().home(), game.rates().away()));
    }
    boolean even = !special || strength(possible.get(0)).equals(Strength.EVEN);
    return EarlyGoals.width(most * exposure(from, to)) + (even ? 0 : SPECIAL_GOALS);
  }

  private double exposure(double from, double to) {
    return from > to ? possible.get(0).rates().constants().exposure(from, to) : 0;
  }

  int lateSeconds() {
    return possible.get(0).rates().constants().lateSeconds();
  }

  List<PossibleGame> possible() {
    return possible;
  }

  double weight(int i) {
    return weights[i];
  }

  Moment.Regulation now() {
    return now;
  }

  GameState state() {
    return state;
  }
}
