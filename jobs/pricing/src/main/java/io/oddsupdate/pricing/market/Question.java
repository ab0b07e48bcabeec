package io.oddsupdate.pricing.market;

import java.util.ArrayList;
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
  CORRECT_SCORE(correctScoreIds(), correctScores()),
  /** Who scores the goal of the market's number. */
  NEXT_SCORE(List.of("6", "7", "8"), List.of("home", "none", "away")),
  PLAYER_SCORES(List.of("74", "76"), List.of("yes", "no")),
  PLAYER_TOTAL(List.of("12", "13"), List.of("over", "under"));

  /** UOF's correct score names 0:0 to 4:4; everything else is "other". */
  static final int CORRECT_SCORE_MOST = 4;

  private final List<String> outcomeIds;
  private final List<String> outcomeNames;

  Question(List<String> outcomeIds, List<String> outcomeNames) {
    this.outcomeIds = outcomeIds;
    this.outcomeNames = outcomeNames;
  }

  /** UOF outcome ids. */
  public List<String> outcomeIds() {
    return outcomeIds;
  }

  /** Short names in the same order: home, draw, away, over, under, yes, no, 2:1 ... */
  public List<String> outcomeNames() {
    return outcomeNames;
  }

  /** What the probabilities of the outcomes sum to: a double chance wins with two of three. */
  public double target() {
    return this == DOUBLE_CHANCE ? 2 : 1;
  }

  private static List<String> correctScoreIds() {
    List<String> ids = new ArrayList<>();
    for (int cell = 0; cell < 25; cell++) {
      ids.add(Integer.toString(274 + 2 * cell));
    }
    ids.add("324");
    return List.copyOf(ids);
  }

  private static List<String> correctScores() {
    List<String> scores = new ArrayList<>();
    for (int cell = 0; cell < 25; cell++) {
      scores.add(cell % 5 + ":" + cell / 5);
    }
    scores.add("other");
    return List.copyOf(scores);
  }
}
