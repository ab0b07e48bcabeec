package io.oddsupdate.pricing.market;

import java.util.List;

/** What a market asks of a distribution, with UOF's ids of its outcomes in our order of them. */
public enum Question {
  /** Who wins; a tie returns the stake. */
  WINNER(List.of("4", "5"), List.of("home", "away")),
  RESULT(List.of("1", "2", "3"), List.of("home", "draw", "away")),
  DOUBLE_CHANCE(List.of("9", "10", "11"), List.of("home_or_draw", "home_or_away", "draw_or_away")),
  DRAW_NO_BET(List.of("4", "5"), List.of("home", "away")),
  HANDICAP(List.of("1714", "1715"), List.of("home", "away")),
  TOTAL(List.of("12", "13"), List.of("over", "under")),
  HOME_TOTAL(List.of("12", "13"), List.of("over", "under")),
  AWAY_TOTAL(List.of("12", "13"), List.of("over", "under")),
  BOTH_SCORE(List.of("74", "76"), List.of("yes", "no")),
  /** 0:0 to 4:4. */
  CORRECT_SCORE(CorrectScores.upTo(4, true, 274, 2)),
  CORRECT_SCORE_TO_2(CorrectScores.upTo(2, true, 1630, 1)),
  CORRECT_SCORE_TO_5(CorrectScores.upTo(5, true, 1584, 1)),
  /** 1:0 to 5:4: of a game that has a winner. */
  CORRECT_SCORE_NO_DRAW(CorrectScores.upTo(5, false, 1488, 1)),
  FIRST_HALF_CORRECT_SCORE(CorrectScores.of(462, "0:0 1:1 2:2 1:0 2:0 2:1 0:1 0:2 1:2")),
  SECOND_HALF_CORRECT_SCORE(CorrectScores.of(546, "0:0 0:1 0:2 1:0 1:1 1:2 2:0 2:1 2:2")),
  /** Who scores the goal of the market's number. */
  NEXT_SCORE(List.of("6", "7", "8"), List.of("home", "none", "away")),
  PLAYER_SCORES(List.of("74", "76"), List.of("yes", "no")),
  PLAYER_TOTAL(List.of("12", "13"), List.of("over", "under"));

  private final List<String> outcomeIds;
  private final List<String> outcomeNames;
  private final CorrectScores scores;

  Question(List<String> outcomeIds, List<String> outcomeNames) {
    this.outcomeIds = outcomeIds;
    this.outcomeNames = outcomeNames;
    this.scores = null;
  }

  Question(CorrectScores scores) {
    this.outcomeIds = scores.ids();
    this.outcomeNames = scores.names();
    this.scores = scores;
  }

  /** UOF outcome ids. */
  public List<String> outcomeIds() {
    return outcomeIds;
  }

  /** Short names in the same order: home, draw, away, over, under, yes, no, 2:1 ... */
  public List<String> outcomeNames() {
    return outcomeNames;
  }

  /** Whether the margin of a score answers it. */
  boolean ofMargin() {
    return switch (this) {
      case WINNER, RESULT, DOUBLE_CHANCE, DRAW_NO_BET, HANDICAP -> true;
      case TOTAL,
          HOME_TOTAL,
          AWAY_TOTAL,
          BOTH_SCORE,
          CORRECT_SCORE,
          CORRECT_SCORE_TO_2,
          CORRECT_SCORE_TO_5,
          CORRECT_SCORE_NO_DRAW,
          FIRST_HALF_CORRECT_SCORE,
          SECOND_HALF_CORRECT_SCORE,
          NEXT_SCORE,
          PLAYER_SCORES,
          PLAYER_TOTAL ->
          false;
    };
  }

  /** What the probabilities of the outcomes sum to: a double chance wins with two of three. */
  public double target() {
    return this == DOUBLE_CHANCE ? 2 : 1;
  }

  /** Whether the outcomes are single scores. */
  public boolean namesScores() {
    return scores != null;
  }

  /** Null where the outcomes are no scores. */
  CorrectScores scores() {
    return scores;
  }
}
