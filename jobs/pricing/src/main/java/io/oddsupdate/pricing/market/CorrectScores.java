package io.oddsupdate.pricing.market;

import java.util.ArrayList;
import java.util.List;

/**
 * The scores that a market names, with UOF's ids of them; every other score is the last outcome,
 * "other".
 *
 * @param ids one more than there are scores
 * @param names {@code home:away}, then "other"
 * @param scores in the same order
 */
record CorrectScores(List<String> ids, List<String> names, List<Score> scores) {
  static final String OTHER = "other";

  record Score(int home, int away) {}

  /** All scores with at most so many goals of each team; the home team's change first. */
  static CorrectScores upTo(int most, boolean draws, int firstId, int step) {
    List<Score> scores = new ArrayList<>();
    for (int away = 0; away <= most; away++) {
      for (int home = 0; home <= most; home++) {
        if (draws || home != away) {
          scores.add(new Score(home, away));
        }
      }
    }
    return of(firstId, step, scores);
  }

  /**
   * @param scores {@code 0:0 1:0}; their ids are two apart
   */
  static CorrectScores of(int firstId, String scores) {
    List<Score> all = new ArrayList<>();
    for (String score : scores.split(" ", -1)) {
      int colon = score.indexOf(':');
      all.add(
          new Score(
              Integer.parseInt(score.substring(0, colon)),
              Integer.parseInt(score.substring(colon + 1))));
    }
    return of(firstId, 2, all);
  }

  private static CorrectScores of(int firstId, int step, List<Score> scores) {
    List<String> ids = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Score score : scores) {
      ids.add(Integer.toString(firstId + step * ids.size()));
      names.add(score.home() + ":" + score.away());
    }
    ids.add(Integer.toString(firstId + step * ids.size()));
    names.add(OTHER);
    return new CorrectScores(List.copyOf(ids), List.copyOf(names), List.copyOf(scores));
  }
}
