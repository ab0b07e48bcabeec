package io.oddsupdate.quant.archive;

import java.util.List;

/**
 * The course of a game: who led by how much, and how much was scored, at each second.
 *
 * @param season the year it began, two digits
 * @param changes of the score, in order; at least one
 */
public record NbaTimeline(String game, int season, List<Change> changes) {
  public NbaTimeline {
    changes = List.copyOf(changes);
  }

  /**
   * @param second since the start
   * @param margin home minus away, from then on
   * @param total of both teams, from then on
   */
  public record Change(int second, int margin, int total) {}

  private static final Change START = new Change(0, 0, 0);

  public int margin(int second) {
    return at(second).margin();
  }

  public int total(int second) {
    return at(second).total();
  }

  public int finalMargin() {
    return changes.get(changes.size() - 1).margin();
  }

  private Change at(int second) {
    int i = changes.size() - 1;
    while (i >= 0 && changes.get(i).second() > second) {
      i--;
    }
    return i < 0 ? START : changes.get(i);
  }
}
