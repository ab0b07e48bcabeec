package io.oddsupdate.pricing.market;

import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.LineParts;
import io.oddsupdate.pricing.model.NextScore;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.ScoreDistribution;
import java.util.List;
import java.util.Optional;

/** Asks what a market asks. */
public final class Answers {
  private Answers() {}

  /**
   * What a stake on each outcome of a market can come to, in the order of {@link
   * Question#outcomeIds}.
   *
   * @return empty where the model, or what is known of the player, does not tell
   */
  public static Optional<List<LineParts>> of(
      Market market, League league, Outlook outlook, PlayerOutlook players) {
    MarketKind kind = market.kind();
    if (kind.stat() != null) {
      return players
          .chances(market.playerId(), kind.stat())
          .map(chances -> ofPlayer(market, chances));
    }
    if (kind.question() == Question.NEXT_SCORE) {
      return outlook.nextScore().map(Answers::ofNextScore);
    }
    return score(market, league, outlook)
        .filter(score -> score.tellsPoints() || kind.question().ofMargin())
        .map(score -> ask(kind.question(), market.line(), score));
  }

  /**
   * The score of the part of the game that a market covers: what is asked of it beside the market's
   * outcomes must not contradict them.
   *
   * @return empty where the model does not tell it; it may tell no more than the margin
   */
  public static Optional<ScoreDistribution> score(Market market, League league, Outlook outlook) {
    return market.kind().stretch().of(outlook, league, market.number());
  }

  /** The answer of a goal that has been scored to who scores it. */
  public static List<LineParts> ofScored(boolean home) {
    return ofNextScore(new NextScore(home ? 1 : 0, 0, home ? 0 : 1));
  }

  /** The answer of a distribution to a question that needs nothing else. */
  public static List<LineParts> ask(Question question, double line, ScoreDistribution score) {
    return switch (question) {
      case WINNER, DRAW_NO_BET -> bothSides(LineParts.over(0, score.margin()));
      case HANDICAP -> bothSides(LineParts.over(-line, score.margin()));
      case TOTAL -> bothSides(LineParts.over(line, score.total()));
      case HOME_TOTAL -> bothSides(LineParts.over(line, score.home()));
      case AWAY_TOTAL -> bothSides(LineParts.over(line, score.away()));
      case BOTH_SCORE -> yesOrNo(score.bothScore());
      case RESULT -> result(score.margin());
      case DOUBLE_CHANCE -> doubleChance(score.margin());
      case CORRECT_SCORE,
          CORRECT_SCORE_TO_2,
          CORRECT_SCORE_TO_5,
          CORRECT_SCORE_NO_DRAW,
          FIRST_HALF_CORRECT_SCORE,
          SECOND_HALF_CORRECT_SCORE ->
          correctScore(question.scores().scores(), score);
      case NEXT_SCORE, PLAYER_SCORES, PLAYER_TOTAL ->
          throw new IllegalArgumentException(question + " is no question to a score");
    };
  }

  private static List<LineParts> ofPlayer(Market market, Chances chances) {
    return market.kind().question() == Question.PLAYER_SCORES
        ? yesOrNo(chances.atLeast(1))
        : bothSides(LineParts.over(market.line(), chances));
  }

  private static List<LineParts> ofNextScore(NextScore next) {
    return List.of(chance(next.home()), chance(next.none()), chance(next.away()));
  }

  private static List<LineParts> bothSides(LineParts first) {
    return List.of(first, first.otherSide());
  }

  private static List<LineParts> yesOrNo(double yes) {
    return bothSides(chance(yes));
  }

  private static List<LineParts> result(Chances margin) {
    double home = margin.atLeast(1);
    double notAway = margin.atLeast(0);
    return List.of(chance(home), chance(notAway - home), chance(1 - notAway));
  }

  private static List<LineParts> doubleChance(Chances margin) {
    double home = margin.atLeast(1);
    double notAway = margin.atLeast(0);
    return List.of(chance(notAway), chance(home + (1 - notAway)), chance(1 - home));
  }

  private static List<LineParts> correctScore(
      List<CorrectScores.Score> scores, ScoreDistribution score) {
    LineParts[] parts = new LineParts[scores.size() + 1];
    double named = 0;
    for (int i = 0; i < scores.size(); i++) {
      double chance = score.exactly(scores.get(i).home(), scores.get(i).away());
      named += chance;
      parts[i] = chance(chance);
    }
    parts[scores.size()] = chance(Math.max(0, 1 - named));
    return List.of(parts);
  }

  private static LineParts chance(double win) {
    return new LineParts(win, 0, 0, 0, 1 - win);
  }
}
