package io.oddsupdate.pricing.model.nba;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.QuarterClock;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.model.Strengths;
import java.util.List;

/** The NBA model made ready for one game: what is expected of each stretch of it. */
final class NbaGame implements GameModel {
  /** One overtime in ten is followed by another: a fourth is below anything a price shows. */
  private static final int OVERTIMES = 3;

  final NbaConstants constants;

  /** Mean margin and total of regulation. */
  private final double margin;

  private final double total;
  private final NbaConstants.Course course;

  /** Final margins of one overtime that is not level at its end. */
  private final Margins overtime;

  /** P(an overtime ends level). */
  private final double again;

  NbaGame(NbaConstants constants, Strengths strengths) {
    this.constants = constants;
    this.margin = strengths.home() - strengths.away();
    this.total = strengths.home() + strengths.away();
    this.course = strengths.known() ? constants.known() : constants.blind();
    double share = constants.overtimeShare();
    this.overtime = stretchOfOvertime(0, share);
    this.again = overtime.takeTie();
  }

  @Override
  public Outlook outlook(GameState state) {
    QuarterClock clock =
        QuarterClock.of(state, constants.quarterSeconds(), constants.overtimeSeconds(), false);
    return new NbaOutlook(this, state, clock);
  }

  /** Time of the overtimes that follow a tie, as a share of regulation. */
  double overtimesAfterTie() {
    return constants.overtimeShare() / (1 - again);
  }

  private double left(QuarterClock clock) {
    return clock.regulationLeft(constants.quarterSeconds()) / constants.regulationSeconds();
  }

  /** The margin at the end of regulation, a tie included. */
  Margins regulation(QuarterClock clock) {
    double left = left(clock);
    double marginLeft = constants.marginLeft().at(left);
    double surprise = clock.lead() - (1 - marginLeft) * margin;
    double mean = clock.lead() + marginLeft * margin + course.marginReversion().at(left) * surprise;
    double sd = course.marginSd().at(left) * Math.sqrt(left);
    return Margins.of(mean, sd, closeWeights(left, 1));
  }

  /** The margin at the end of the overtime that is played, level included. */
  private Margins stretchOfOvertime(int lead, double share) {
    double sd = course.marginSd().at(share) * Math.sqrt(share);
    double[] weights = closeWeights(share, constants.overtimeClose());
    return Margins.of(lead + share * margin, sd, weights);
  }

  /** The teams play for overtime, or for the lead, in the last minutes; of it the less is left. */
  private double[] closeWeights(double left, double most) {
    double power = most * Math.min(1, left / constants.closeFade());
    if (power == 1) {
      return constants.closeWeights();
    }
    double[] faded = constants.closeWeights().clone();
    for (int i = 0; i < faded.length; i++) {
      faded[i] = StrictMath.pow(faded[i], power);
    }
    return faded;
  }

  ScoreDistribution regulationScore(QuarterClock clock) {
    PeriodScore scored = new PeriodScore(1, clock.home(), clock.away());
    return score(scored, regulation(clock), toCome(clock));
  }

  /** Points to come in regulation. */
  private double[] toCome(QuarterClock clock) {
    double left = left(clock);
    Points points = points(clock, left);
    double[] masses = points.room();
    points.addTo(masses, 1);
    return masses;
  }

  private Points points(QuarterClock clock, double left) {
    double surprise = clock.home() + clock.away() - (1 - left) * total;
    return new Points(
        Math.max(0, left * total + course.totalReversion().at(left) * surprise),
        course.totalSd().at(left) * Math.sqrt(left));
  }

  /** The final score of a game that is not over, and P(an overtime is still to start). */
  Final finalScore(QuarterClock clock) {
    double left = left(clock);
    double overtimeLeft = clock.overtimeLeft() / constants.regulationSeconds();
    boolean overtimeDue = clock.overtimeLeft() == constants.overtimeSeconds() && clock.lead() == 0;
    if (left == 0 && overtimeDue) {
      Branch branch = overtimes(clock, 1, new Points(0, 0));
      return new Final(new MarginTotal(clock.home(), clock.away(), List.of(branch)), 1);
    }
    Margins margins = left > 0 ? regulation(clock) : stretchOfOvertime(clock.lead(), overtimeLeft);
    double tie = margins.takeTie();
    Points rest = left > 0 ? points(clock, left) : new Points(overtimeLeft);
    double[] toCome = rest.room();
    rest.addTo(toCome, 1);
    Branch scheduled = new Branch(clock.lead(), margins.first(), margins.masses(), toCome, false);
    if (tie < Chances.LEAST) {
      return new Final(new MarginTotal(clock.home(), clock.away(), List.of(scheduled)), tie);
    }
    Branch extra = overtimes(clock, tie, rest);
    return new Final(new MarginTotal(clock.home(), clock.away(), List.of(scheduled, extra)), tie);
  }

  record Final(ScoreDistribution score, double tie) {}

  /**
   * @param tie P(overtimes are played)
   * @param before points to come before them
   */
  private Branch overtimes(QuarterClock clock, double tie, Points before) {
    double share = constants.overtimeShare();
    Points longest = before.and(OVERTIMES * share);
    double[] toCome = longest.room();
    double weight = 1;
    for (int played = 1; played <= OVERTIMES; played++) {
      before.and(played * share).addTo(toCome, weight);
      weight *= again;
    }
    return new Branch(
        clock.lead(), overtime.first(), overtime.scaled(tie / (1 - again)), toCome, true);
  }

  /** What quarters {@code first..last} will have been, the part that is played included. */
  ScoreDistribution stretch(QuarterClock clock, int first, int last, PeriodScore scored) {
    double quarters = clock.quartersLeft(first, last, constants.quarterSeconds());
    if (quarters == 0) {
      return ScoreDistribution.certain(scored.home(), scored.away());
    }
    int lead = scored.home() - scored.away();
    double left = left(clock);
    if (last == QuarterClock.QUARTERS && first <= clock.quarter()) {
      // The stretch ends with regulation: the very margins of regulation, less what came before.
      Margins margins = regulation(clock);
      int before = clock.lead() - lead;
      return score(scored, new Margins(margins.first() - before, margins.masses()), toCome(clock));
    }
    double part = quarters / QuarterClock.QUARTERS / left;
    double marginLeft = constants.marginLeft().at(left);
    double mean =
        part
            * (marginLeft * margin
                + course.marginReversion().at(left) * (clock.lead() - (1 - marginLeft) * margin));
    Margins margins =
        Margins.of(
            lead + mean,
            sd(quarters, course.quarterMarginSd(), course.halfMarginSd()),
            new double[0]);
    Points points =
        new Points(
            part * points(clock, left).mean(),
            sd(quarters, course.quarterTotalSd(), course.halfTotalSd()));
    double[] toCome = points.room();
    points.addTo(toCome, 1);
    return score(scored, margins, toCome);
  }

  private static ScoreDistribution score(PeriodScore scored, Margins margins, double[] toCome) {
    int lead = scored.home() - scored.away();
    Branch branch = new Branch(lead, margins.first(), margins.masses(), toCome, false);
    return new MarginTotal(scored.home(), scored.away(), List.of(branch));
  }

  /** Variance grows in time within a quarter, and by as much as a half's is above a quarter's. */
  private static double sd(double quarters, double ofQuarter, double ofHalf) {
    double variance = ofQuarter * ofQuarter;
    double more = ofHalf * ofHalf - variance;
    return Math.sqrt(
        quarters <= 1 ? quarters * variance : variance + Math.max(0, more) * (quarters - 1));
  }

  /** Points of both teams to come, before it is cut to what a margin leaves possible. */
  private final class Points {
    private final double mean;
    private final double sd;

    Points(double mean, double sd) {
      this.mean = mean;
      this.sd = sd;
    }

    /** Of an overtime, or what is left of it. */
    Points(double share) {
      this(share * constants.overtimePace() * total, course.totalSd().at(share) * Math.sqrt(share));
    }

    double mean() {
      return mean;
    }

    /** With so much overtime after them. */
    Points and(double share) {
      double more = course.totalSd().at(share);
      return new Points(
          mean + share * constants.overtimePace() * total,
          Math.sqrt(sd * sd + more * more * share));
    }

    double[] room() {
      return new double[Math.max(0, Bell.last(mean, sd)) + 3];
    }

    void addTo(double[] masses, double weight) {
      int first = Math.max(0, Bell.first(mean, sd));
      int length = Math.min(masses.length, Math.max(0, Bell.last(mean, sd)) + 3) - first;
      double[] part = Bell.masses(mean, sd, first, length);
      for (int i = 0; i < length; i++) {
        masses[first + i] += weight * part[i];
      }
    }
  }
}
