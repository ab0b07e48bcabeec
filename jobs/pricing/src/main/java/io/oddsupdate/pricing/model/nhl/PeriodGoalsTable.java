package io.oddsupdate.pricing.model.nhl;

/**
 * The goals still to come in one period, by lead and time left of it: a table of their joint
 * distribution, filled backwards from its end.
 */
final class PeriodGoalsTable {
  /** Steps and slices while the rates change fast, which is in the last of regulation ... */
  private static final int NEAR_STEP = 5;

  private static final int NEAR_SLICE = 5;

  /** ... and otherwise. */
  private static final int FAR_STEP = 10;

  private static final int FAR_SLICE = 30;

  /** Goals of one team that are told apart, from 0. */
  private final int width;

  private final int cells;

  /** Seconds left of the period up to which slices are near ones. */
  private final int nearUntil;

  /** By slice and lead, {@link #cells} masses each: home goals row by row. */
  private final double[] masses;

  /** By slice and lead: chance that another goal falls and the first one is the home team's. */
  private final double[] homeNext;

  private final double[] awayNext;

  private PeriodGoalsTable(int nearUntil, int width) {
    this.width = width;
    this.cells = width * width;
    this.nearUntil = nearUntil;
    int slices = slice(NhlConstants.PERIOD_SECONDS) + 1;
    this.masses = new double[slices * GoalChain.LEADS * cells];
    this.homeNext = new double[slices * GoalChain.LEADS];
    this.awayNext = new double[slices * GoalChain.LEADS];
  }

  /**
   * @param period 1 to 3
   * @param width goals of one team to tell apart, from 0
   */
  static PeriodGoalsTable of(TeamRates rates, int period, int width) {
    int nearUntil = period == NhlConstants.PERIODS ? GoalChain.NEAR_UNTIL : 0;
    PeriodGoalsTable table = new PeriodGoalsTable(nearUntil, width);
    GoalChain chain = new GoalChain(rates);
    double[] now = new double[GoalChain.LEADS * table.cells];
    double[] slope = new double[now.length];
    double[] middle = new double[now.length];
    double[] homeNext = new double[GoalChain.LEADS];
    double[] awayNext = new double[GoalChain.LEADS];
    for (int i = 0; i < GoalChain.LEADS; i++) {
      now[i * table.cells] = 1;
    }
    table.keep(0, now, homeNext, awayNext);
    int left = 0;
    while (left < NhlConstants.PERIOD_SECONDS) {
      int step = left < nearUntil ? NEAR_STEP : FAR_STEP;
      chain.to(NhlConstants.secondsLeftAfter(period) + left, step);
      table.slope(chain, now, slope);
      for (int i = 0; i < now.length; i++) {
        middle[i] = now[i] + slope[i] / 2;
      }
      table.slope(chain, middle, slope);
      for (int i = 0; i < now.length; i++) {
        now[i] += slope[i];
      }
      for (int i = 0; i < GoalChain.LEADS; i++) {
        homeNext[i] = chain.homeFirst(i) + chain.none(i) * homeNext[i];
        awayNext[i] = chain.awayFirst(i) + chain.none(i) * awayNext[i];
      }
      left += step;
      table.keep(left, now, homeNext, awayNext);
    }
    return table;
  }

  /** What a step adds to the masses, at the rates and masses given. */
  private void slope(GoalChain chain, double[] masses, double[] slope) {
    for (int lead = 0; lead < GoalChain.LEADS; lead++) {
      int at = lead * cells;
      int scored = GoalChain.more(lead) * cells - width;
      int conceded = GoalChain.less(lead) * cells - 1;
      double home = chain.home(lead);
      double away = chain.away(lead);
      for (int x = 0; x < width; x++) {
        for (int y = 0; y < width; y++) {
          int cell = x * width + y;
          double change = -(home + away) * masses[at + cell];
          change += x > 0 ? home * masses[scored + cell] : 0;
          change += y > 0 ? away * masses[conceded + cell] : 0;
          slope[at + cell] = change;
        }
      }
    }
  }

  private void keep(int left, double[] now, double[] home, double[] away) {
    int slice = slice(left);
    if (seconds(slice) == left) {
      System.arraycopy(now, 0, masses, slice * now.length, now.length);
      System.arraycopy(home, 0, homeNext, slice * GoalChain.LEADS, GoalChain.LEADS);
      System.arraycopy(away, 0, awayNext, slice * GoalChain.LEADS, GoalChain.LEADS);
    }
  }

  /** The last slice with at most so much time left. */
  private int slice(double left) {
    return left <= nearUntil
        ? (int) (left / NEAR_SLICE)
        : nearUntil / NEAR_SLICE + (int) ((left - nearUntil) / FAR_SLICE);
  }

  private int seconds(int slice) {
    int near = nearUntil / NEAR_SLICE;
    return slice <= near ? slice * NEAR_SLICE : nearUntil + (slice - near) * FAR_SLICE;
  }

  /**
   * @param secondsLeft of the period
   */
  Slice at(double secondsLeft) {
    double left = Math.min(NhlConstants.PERIOD_SECONDS, Math.max(0, secondsLeft));
    int lower = slice(left);
    double span = seconds(lower + 1) - seconds(lower);
    return new Slice(lower, (left - seconds(lower)) / span);
  }

  /** Between two slices, linearly. */
  final class Slice implements GoalsByLead {
    private final int lower;
    private final double share;

    private Slice(int lower, double share) {
      this.lower = lower;
      this.share = share;
    }

    @Override
    public int width() {
      return width;
    }

    @Override
    public double[] masses(int lead, double[] scratch) {
      int at = (lower * GoalChain.LEADS + lead) * cells;
      System.arraycopy(masses, at, scratch, 0, cells);
      if (share > 0) {
        int upper = at + GoalChain.LEADS * cells;
        for (int cell = 0; cell < cells; cell++) {
          scratch[cell] += share * (masses[upper + cell] - scratch[cell]);
        }
      }
      return scratch;
    }

    double homeNext(int lead) {
      return between(homeNext, lead);
    }

    double awayNext(int lead) {
      return between(awayNext, lead);
    }

    private double between(double[] values, int lead) {
      int at = lower * GoalChain.LEADS + GoalChain.index(lead);
      return share > 0
          ? values[at] + share * (values[at + GoalChain.LEADS] - values[at])
          : values[at];
    }
  }
}
