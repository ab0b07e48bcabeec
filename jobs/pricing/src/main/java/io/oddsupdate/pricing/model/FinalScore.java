package io.oddsupdate.pricing.model;

import io.oddsupdate.pricing.game.GameState;

/**
 * The one distribution of a game's final score, overtimes included, that every market of the game
 * is a question to: prices cannot contradict each other.
 *
 * <p>The margin at the end of what is scheduled is normal with mean {@code lead + share * mu}, mu =
 * minus the home spread, and deviation {@code marginSd * sqrt(share)} (Stern 1994), in whole points
 * with a continuity of half a point. The mass of a tie goes to an overtime, and again, so that no
 * tie is final. The points to come are normal with mean {@code share * pace} and deviation {@code
 * totalSd * sqrt(share)}, with each overtime's own share on top of it where one is played. Once
 * nothing follows, everything is certain. See docs/models.md.
 */
final class FinalScore implements ScoreDistribution {
  /** Beyond so many deviations lies less than 1e-11 of a normal distribution. */
  private static final double REACH = 7;

  /** One overtime in ten is followed by another: a fourth is below anything that a price shows. */
  private static final int OVERTIMES = 3;

  /** A vendor may send any number; sums of scores must not overflow. */
  private static final int SCORE_MOST = 1_000_000;

  private final int home;
  private final int away;
  private final boolean over;
  private final Ending scheduled;
  private final Ending overtime;
  private final double expectedShareLeft;

  private FinalScore(
      int home,
      int away,
      boolean over,
      Ending scheduled,
      Ending overtime,
      double expectedShareLeft) {
    this.home = Math.min(home, SCORE_MOST);
    this.away = Math.min(away, SCORE_MOST);
    this.over = over;
    this.scheduled = scheduled;
    this.overtime = overtime;
    this.expectedShareLeft = expectedShareLeft;
  }

  /** The score as it stands, for good. */
  public static FinalScore certain(GameState state) {
    return new FinalScore(state.homeScore(), state.awayScore(), true, null, null, 0);
  }

  static FinalScore of(double homeSpread, double total, PointsConstants model, GameState state) {
    TimeLeft left = TimeLeft.of(state, model);
    if (left.over()) {
      return certain(state);
    }
    int lead = Math.min(state.homeScore(), SCORE_MOST) - Math.min(state.awayScore(), SCORE_MOST);
    double mu = -homeSpread;
    Margins extra = Margins.of(0, model.overtimeShare(), mu, model.marginSd());
    double again = extra.takeTie();
    double overtimes = model.overtimeShare() / (1 - again);
    Pace pace = Pace.of(mu, total, model, overtimes);
    double tie = 1;
    Ending scheduled = null;
    if (left.share() > 0) {
      Margins margins = Margins.of(lead, left.share(), mu, model.marginSd());
      tie = margins.takeTie();
      double[] toCome = pace.masses(left.share());
      pace.addTo(toCome, left.share(), 1);
      scheduled = new Ending(lead, margins.first, margins.mass, toCome, false);
    }
    extra.scale(tie / (1 - again));
    double[] toCome = pace.masses(left.share() + OVERTIMES * model.overtimeShare());
    double weight = 1;
    for (int played = 1; played <= OVERTIMES; played++) {
      pace.addTo(toCome, left.share() + played * model.overtimeShare(), weight);
      weight *= again;
    }
    Ending overtime = new Ending(lead, extra.first, extra.mass, toCome, true);
    return new FinalScore(
        state.homeScore(),
        state.awayScore(),
        false,
        scheduled,
        overtime,
        left.share() + tie * overtimes);
  }

  /** Final margin, home minus away. */
  public double marginAtLeast(int least) {
    if (over) {
      return home - away >= least ? 1 : 0;
    }
    double chance = overtime.marginAtLeast(least);
    return Chances.open(scheduled == null ? chance : chance + scheduled.marginAtLeast(least));
  }

  /** Final points of both teams. */
  public double totalAtLeast(int least) {
    return pointsAtLeast(least - home - away, least - home - away, 0);
  }

  /** Final points of the home team. */
  public double homeAtLeast(int least) {
    return pointsAtLeast(least - home, 2 * (least - home), -1);
  }

  /** Final points of the away team. */
  public double awayAtLeast(int least) {
    return pointsAtLeast(least - away, 2 * (least - away), 1);
  }

  private double pointsAtLeast(int missing, int base, int slope) {
    if (missing <= 0 || over) {
      return missing <= 0 ? 1 : 0;
    }
    double chance = overtime.toComeAtLeast(base, slope);
    return Chances.open(scheduled == null ? chance : chance + scheduled.toComeAtLeast(base, slope));
  }

  @Override
  public Chances margin() {
    return this::marginAtLeast;
  }

  @Override
  public Chances total() {
    return this::totalAtLeast;
  }

  @Override
  public Chances home() {
    return this::homeAtLeast;
  }

  @Override
  public Chances away() {
    return this::awayAtLeast;
  }

  @Override
  public double exactly(int home, int away) {
    throw new UnsupportedOperationException("no market of points asks for a score");
  }

  @Override
  public double bothScore() {
    return 1;
  }

  /** The time still to be played, overtimes with their chance, as a share of regulation. */
  public double expectedShareLeft() {
    return expectedShareLeft;
  }

  /**
   * Points of both teams in a whole regulation.
   *
   * @param mean such that a game from its start, with the overtimes that it may have, comes to the
   *     prior's total: a bookmaker's total includes them
   */
  private record Pace(double mean, double sd) {
    static Pace of(double mu, double total, PointsConstants model, double overtimes) {
      double tie =
          Normal.cdf((0.5 - mu) / model.marginSd()) - Normal.cdf((-0.5 - mu) / model.marginSd());
      return new Pace(total / (1 + tie * overtimes), model.totalSd());
    }

    /** Room for the masses of 0, 1, 2 ... points to come in a share of regulation. */
    double[] masses(double share) {
      return new double[3 + (int) (mean * share + REACH * sd * Math.sqrt(share))];
    }

    void addTo(double[] masses, double share, double weight) {
      double expected = mean * share;
      double deviation = sd * Math.sqrt(share);
      int first = Math.max(0, (int) (expected - REACH * deviation));
      int length = Math.min(masses.length, 3 + (int) (expected + REACH * deviation)) - first;
      double[] part = Normal.masses(expected, deviation, first, length, false);
      for (int i = 0; i < length; i++) {
        masses[first + i] += weight * part[i];
      }
    }
  }

  /** Margins with their masses. */
  private static final class Margins {
    private final int first;
    private final double[] mass;

    private Margins(int first, double[] mass) {
      this.first = first;
      this.mass = mass;
    }

    static Margins of(int lead, double share, double mu, double marginSd) {
      double mean = lead + share * mu;
      double sd = marginSd * Math.sqrt(share);
      int first = (int) Math.floor(mean - REACH * sd) - 1;
      int last = (int) Math.ceil(mean + REACH * sd) + 1;
      return new Margins(first, Normal.masses(mean, sd, first, last - first + 1, true));
    }

    /** Takes the tie out, and tells its mass. */
    double takeTie() {
      int tie = -first;
      if (tie < 0 || tie >= mass.length) {
        return 0;
      }
      double taken = mass[tie];
      mass[tie] = 0;
      return taken;
    }

    void scale(double factor) {
      for (int i = 0; i < mass.length; i++) {
        mass[i] *= factor;
      }
    }
  }
}
