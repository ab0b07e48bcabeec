package io.oddsupdate.pricing.model.nhl;

import java.util.Arrays;

/**
 * The goals still to come in the last part of regulation, by lead and time left: a table of their
 * joint distribution, filled backwards from the end of regulation.
 */
final class LateGoals {
  /** Goals of one team that are told apart, from 0. */
  static final int WIDTH = 8;

  static final int CELLS = WIDTH * WIDTH;

  /** Slices are this far apart while the rates change fast ... */
  private static final int NEAR_SECONDS = 10;

  /** ... and this far before. */
  private static final int FAR_SECONDS = 30;

  private final int lateSeconds;

  /** By slice and lead, {@link #CELLS} masses each: home goals row by row. */
  private final double[] masses;

  /** By slice and lead: chance that another goal falls and the first one is the home team's. */
  private final double[] homeNext;

  private final double[] awayNext;

  private LateGoals(int lateSeconds) {
    this.lateSeconds = lateSeconds;
    int slices = slice(lateSeconds) + 1;
    this.masses = new double[slices * LateChain.LEADS * CELLS];
    this.homeNext = new double[slices * LateChain.LEADS];
    this.awayNext = new double[slices * LateChain.LEADS];
  }

  static LateGoals of(TeamRates rates) {
    LateGoals table = new LateGoals(rates.constants().lateSeconds());
    LateChain chain = new LateChain(rates);
    double[] now = new double[LateChain.LEADS * CELLS];
    double[] before = new double[now.length];
    double[] homeNext = new double[LateChain.LEADS];
    double[] awayNext = new double[LateChain.LEADS];
    for (int i = 0; i < LateChain.LEADS; i++) {
      now[i * CELLS] = 1;
    }
    table.keep(0, now, homeNext, awayNext);
    int left = 0;
    while (left < table.lateSeconds) {
      left = chain.to(left);
      for (int i = 0; i < LateChain.LEADS; i++) {
        step(chain, i, now, before);
        homeNext[i] = chain.home(i) + chain.none(i) * homeNext[i];
        awayNext[i] = chain.away(i) + chain.none(i) * awayNext[i];
      }
      double[] swap = now;
      now = before;
      before = swap;
      table.keep(left, now, homeNext, awayNext);
    }
    return table;
  }

  /** What the step makes of the masses after it, for one lead before it. */
  private static void step(LateChain chain, int lead, double[] after, double[] before) {
    int at = lead * CELLS;
    int scored = LateChain.more(lead) * CELLS - WIDTH;
    int conceded = LateChain.less(lead) * CELLS - 1;
    double home = chain.home(lead);
    double away = chain.away(lead);
    double none = chain.none(lead);
    for (int x = 0; x < WIDTH; x++) {
      for (int y = 0; y < WIDTH; y++) {
        int cell = x * WIDTH + y;
        double mass = none * after[at + cell];
        mass += x > 0 ? home * after[scored + cell] : 0;
        mass += y > 0 ? away * after[conceded + cell] : 0;
        before[at + cell] = mass;
      }
    }
  }

  private void keep(int left, double[] now, double[] home, double[] away) {
    int slice = slice(left);
    if (seconds(slice) == left) {
      System.arraycopy(now, 0, masses, slice * now.length, now.length);
      System.arraycopy(home, 0, homeNext, slice * LateChain.LEADS, LateChain.LEADS);
      System.arraycopy(away, 0, awayNext, slice * LateChain.LEADS, LateChain.LEADS);
    }
  }

  /** The last slice with at most so much time left. */
  private static int slice(double left) {
    return left <= LateChain.NEAR_UNTIL
        ? (int) (left / NEAR_SECONDS)
        : LateChain.NEAR_UNTIL / NEAR_SECONDS + (int) ((left - LateChain.NEAR_UNTIL) / FAR_SECONDS);
  }

  private static int seconds(int slice) {
    int near = LateChain.NEAR_UNTIL / NEAR_SECONDS;
    return slice <= near
        ? slice * NEAR_SECONDS
        : LateChain.NEAR_UNTIL + (slice - near) * FAR_SECONDS;
  }

  /** All leads' masses with so much time left, which is cut to what the table knows. */
  Slice at(double secondsLeft) {
    double left = Math.min(lateSeconds, Math.max(0, secondsLeft));
    int lower = slice(left);
    double span = seconds(lower + 1) - seconds(lower);
    return new Slice(lower, (left - seconds(lower)) / span);
  }

  /** Between two slices, linearly. */
  final class Slice {
    private final int lower;
    private final double share;

    private Slice(int lower, double share) {
      this.lower = lower;
      this.share = share;
    }

    /**
     * Writes the masses of a mixture of leads.
     *
     * @param leads mass of each lead, by {@link LateChain#index}
     */
    void masses(double[] leads, double[] target) {
      Arrays.fill(target, 0);
      for (int i = 0; i < LateChain.LEADS; i++) {
        if (leads[i] > 0) {
          add(leads[i] * (1 - share), lower * LateChain.LEADS + i, target);
          if (share > 0) {
            add(leads[i] * share, (lower + 1) * LateChain.LEADS + i, target);
          }
        }
      }
    }

    private void add(double weight, int row, double[] target) {
      int at = row * CELLS;
      for (int cell = 0; cell < CELLS; cell++) {
        target[cell] += weight * masses[at + cell];
      }
    }

    double homeNext(int lead) {
      return between(homeNext, lead);
    }

    double awayNext(int lead) {
      return between(awayNext, lead);
    }

    private double between(double[] values, int lead) {
      int at = lower * LateChain.LEADS + LateChain.index(lead);
      return share > 0
          ? values[at] + share * (values[at + LateChain.LEADS] - values[at])
          : values[at];
    }
  }
}
