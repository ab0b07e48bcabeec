package io.oddsupdate.quant.price;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.market.Answers;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.market.PlayerOutlook;
import io.oddsupdate.pricing.market.Question;
import io.oddsupdate.pricing.model.LineParts;
import io.oddsupdate.pricing.model.NextScore;
import io.oddsupdate.pricing.model.Outlook;
import java.util.List;
import java.util.Optional;

/**
 * A market of one goal of regulation: a goal that has been scored is decided, of the others a model
 * tells the next one.
 */
final class GoalMarket {
  private final League league;
  private final GameState state;
  private final int home;
  private final int away;

  GoalMarket(League league, GameState state) {
    this.league = league;
    this.state = state;
    // Whatever is scored after regulation breaks a tie.
    boolean level = state.period() > league.periods();
    int least = Math.min(state.homeScore(), state.awayScore());
    this.home = level ? least : state.homeScore();
    this.away = level ? least : state.awayScore();
  }

  static boolean is(MarketRequest request) {
    return request.market().kind().question() == Question.NEXT_SCORE;
  }

  /** With the number of the next goal, where the request has none. */
  MarketRequest numbered(MarketRequest request) {
    return is(request) && request.market().number() == 0
        ? request.withNumber(home + away + 1)
        : request;
  }

  /** Empty where the model does not tell the next goal. */
  Optional<List<LineParts>> parts(MarketRequest request, Outlook outlook) {
    int number = request.market().number();
    int next = home + away + 1;
    if (number < next) {
      return Optional.of(Answers.ofScored(ofHome(number).orElseThrow(() -> untold(request))));
    }
    boolean over = outlook.nextScore().map(NextScore::none).orElse(0.0) == 1;
    if (number > next && !over) {
      throw request
          .fields()
          .refused(
              "market_unavailable",
              "number",
              "%s must be at most %d, the next goal in this state: who scores those after it is not told, got %d"
                  .formatted(request.fields().path("number"), next, number));
    }
    return Answers.of(request.market(), league, outlook, PlayerOutlook.NOBODY);
  }

  private RefusedRequestException untold(MarketRequest request) {
    return request
        .fields()
        .refused(
            "market_unavailable",
            "number",
            "%s is of a goal that has been scored, and the state does not tell by whom (state.period_scores may); the next goal is %d, got %d"
                .formatted(
                    request.fields().path("number"), home + away + 1, request.market().number()));
  }

  /** Known where only one team has scored, in the game or in the period of the goal. */
  private Optional<Boolean> ofHome(int number) {
    int homeLeft = home;
    int awayLeft = away;
    int left = number;
    for (PeriodScore period : state.periodScores()) {
      homeLeft -= period.home();
      awayLeft -= period.away();
      if (period.period() > league.periods() || homeLeft < 0 || awayLeft < 0) {
        return Optional.empty();
      }
      if (left <= period.home() + period.away()) {
        return onlyOne(period.home(), period.away());
      }
      left -= period.home() + period.away();
    }
    return onlyOne(homeLeft, awayLeft);
  }

  private static Optional<Boolean> onlyOne(int home, int away) {
    return home > 0 && away > 0 ? Optional.empty() : Optional.of(home > 0);
  }
}
