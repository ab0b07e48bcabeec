package io.oddsupdate.pricing.model.nba;

import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.ScoreDistribution;
import java.util.List;

/**
 * A joint distribution of margin and total, from which the teams' scores follow: home = (total +
 * margin) / 2. A question about margin or total is an array access, one about a team a sum over the
 * margins.
 */
final class MarginTotal implements ScoreDistribution {
  private final int home;
  private final int away;
  private final List<Branch> branches;
  private final int firstMargin;
  private final double[] marginTail;

  /** P(points of both teams to come &ge; i). */
  private final double[] totalTail;

  /**
   * @param home scored so far
   * @param away scored so far
   * @param branches whose masses sum to 1 together
   */
  MarginTotal(int home, int away, List<Branch> branches) {
    this.home = home;
    this.away = away;
    this.branches = branches;
    int first = Integer.MAX_VALUE;
    int last = Integer.MIN_VALUE;
    int most = 0;
    for (Branch branch : branches) {
      first = Math.min(first, branch.firstMargin());
      last = Math.max(last, branch.lastMargin());
      most = Math.max(most, branch.mostToCome());
    }
    this.firstMargin = first;
    this.marginTail = new double[last - first + 1];
    for (Branch branch : branches) {
      branch.addMargins(marginTail, first);
    }
    for (int i = marginTail.length - 2; i >= 0; i--) {
      marginTail[i] += marginTail[i + 1];
    }
    this.totalTail = new double[most];
    for (Branch branch : branches) {
      branch.addToCome(totalTail);
    }
    double before = 1;
    for (int i = 0; i < most; i++) {
      // Rounding must not let a chance rise with the number.
      before = Math.min(before, totalTail[i]);
      totalTail[i] = before;
    }
  }

  @Override
  public Chances margin() {
    return least -> {
      int i = least - firstMargin;
      return Chances.open(i <= 0 ? 1 : i < marginTail.length ? marginTail[i] : 0);
    };
  }

  @Override
  public Chances total() {
    return least -> {
      int i = least - home - away;
      return i <= 0 ? 1 : Chances.open(i < totalTail.length ? totalTail[i] : 0);
    };
  }

  @Override
  public Chances home() {
    return least -> teamAtLeast(least - home, 1);
  }

  @Override
  public Chances away() {
    return least -> teamAtLeast(least - away, -1);
  }

  private double teamAtLeast(int toCome, int side) {
    if (toCome <= 0) {
      return 1;
    }
    double sum = 0;
    for (Branch branch : branches) {
      sum += branch.teamAtLeast(toCome, side);
    }
    return Chances.open(sum);
  }

  @Override
  public double exactly(int home, int away) {
    double sum = 0;
    boolean possible = false;
    for (Branch branch : branches) {
      possible |= branch.possible(home - this.home, away - this.away);
      sum += branch.exactly(home - this.home, away - this.away);
    }
    return possible ? Chances.open(sum) : 0;
  }

  @Override
  public double bothScore() {
    if (home > 0 && away > 0) {
      return 1;
    }
    // One without points is as good as sure not to stay so; both without, surer still.
    return Chances.open(home().atLeast(1) + away().atLeast(1) - 1);
  }
}
