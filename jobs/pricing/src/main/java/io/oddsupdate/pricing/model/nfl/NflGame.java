package io.oddsupdate.pricing.model.nfl;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.QuarterClock;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.model.Strengths;
import io.oddsupdate.pricing.reference.Side;
import java.util.function.DoubleSupplier;

/** The NFL model made ready for one game. */
final class NflGame implements GameModel {
  /** A drive over the whole field takes so much of the time that a drive takes on average. */
  private static final double DRIVE_TIME = 0.6;

  /** Drives of both teams together: about four minutes. */
  private static final double RUN_OUT = 1.5;

  private static final double FIELD = 75;
  private static final double TOUCHDOWN_CHANCE = 0.22;
  private static final double FIELD_GOAL_CHANCE = 0.15;
  private static final double DRIVE_MOST = 6.6;

  private final NflConstants constants;
  private final Strengths strengths;
  private final boolean playoff;
  private final double overtimeSeconds;
  private final Drive homeDrive;
  private final Drive awayDrive;
  private final ExpectedPoints expectedPoints;

  NflGame(NflConstants constants, Fixture fixture) {
    this.constants = constants;
    this.strengths = fixture.strengths();
    this.playoff = fixture.playoff();
    this.overtimeSeconds =
        playoff ? constants.playoffOvertimeSeconds() : constants.overtimeSeconds();
    int most = (int) Math.ceil(constants.drives()) + 1;
    this.homeDrive = Drive.of(constants, strengths.home() / constants.drives(), most);
    this.awayDrive = Drive.of(constants, strengths.away() / constants.drives(), most);
    this.expectedPoints = new ExpectedPoints(constants.expectedPoints());
  }

  @Override
  public Outlook outlook(GameState state) {
    return new NflOutlook(
        this, state, QuarterClock.of(state, constants.quarterSeconds(), overtimeSeconds, !playoff));
  }

  /** Share of a game's points that quarters {@code first..last} still bring. */
  private double left(QuarterClock clock, int first, int last) {
    double left = 0;
    for (int quarter = Math.max(first, clock.quarter()); quarter <= last; quarter++) {
      double part =
          quarter == clock.quarter() ? clock.quarterLeft() / constants.quarterSeconds() : 1;
      left += part * constants.quarterShares()[quarter - 1];
    }
    return left;
  }

  private double left(QuarterClock clock) {
    return left(clock, 1, QuarterClock.QUARTERS);
  }

  ScoreDistribution finalScore(GameState state, QuarterClock clock) {
    if (clock.over()) {
      return ScoreDistribution.certain(clock.home(), clock.away());
    }
    double margin = strengths.home() - strengths.away();
    if (clock.quarter() <= QuarterClock.QUARTERS) {
      Overtime overtime = Overtime.level(constants, margin, 1, !playoff);
      return atTheEnd(state, clock, clock.home(), clock.away(), overtime);
    }
    double[] certain = {1};
    return new DriveScore(
        clock.home(), clock.away(), certain, certain, null, overtime(clock, margin), 0);
  }

  private Overtime overtime(QuarterClock clock, double margin) {
    int lead = clock.lead();
    if (lead == 0) {
      return Overtime.level(constants, margin, clock.overtimeLeft() / overtimeSeconds, !playoff);
    }
    double driveSeconds = 4 * constants.quarterSeconds() / (2 * constants.drives());
    double time = Math.min(1, clock.overtimeLeft() / driveSeconds);
    return Overtime.answered(lead, time * FIELD_GOAL_CHANCE, time * TOUCHDOWN_CHANCE);
  }

  ScoreDistribution regulation(GameState state, QuarterClock clock) {
    return atTheEnd(state, clock, clock.home(), clock.away(), Overtime.NONE);
  }

  /**
   * What a stretch that ends with regulation will have been.
   *
   * @param home scored in the stretch so far
   * @param away scored in the stretch so far
   */
  private ScoreDistribution atTheEnd(
      GameState state, QuarterClock clock, int home, int away, Overtime overtime) {
    double left = left(clock);
    ToCome toCome = toCome(state.situation(), clock, left, left);
    return new DriveScore(
        home,
        away,
        toCome.home,
        toCome.away,
        keyWeights(clock.lead(), left, toCome),
        overtime,
        -clock.lead());
  }

  /** What quarters {@code first..last} will have been, the part that is played included. */
  ScoreDistribution stretch(
      GameState state, QuarterClock clock, int first, int last, PeriodScore scored) {
    double part = left(clock, first, last);
    if (part == 0) {
      return ScoreDistribution.certain(scored.home(), scored.away());
    }
    if (last == QuarterClock.QUARTERS && first <= clock.quarter()) {
      return atTheEnd(state, clock, scored.home(), scored.away(), Overtime.NONE);
    }
    Situation situation = first <= clock.quarter() ? state.situation() : Situation.NONE;
    ToCome toCome = toCome(situation, clock, left(clock), part);
    return new DriveScore(
        scored.home(), scored.away(), toCome.home, toCome.away, null, Overtime.NONE, 0);
  }

  /** Points of the two teams to come, before the weights of margins. */
  private record ToCome(double[] home, double[] away) {}

  /**
   * @param situation at the start of the stretch; without possession where it starts later
   * @param left share of the game's points that is to come
   * @param part of it, in the stretch
   */
  private ToCome toCome(Situation situation, QuarterClock clock, double left, double part) {
    double drives = constants.drives() * part;
    double[] home;
    double[] away;
    if (situation.possession() == null) {
      home = homeDrive.points(drives);
      away = awayDrive.points(drives);
    } else {
      boolean homeHas = situation.possession() == Side.HOME;
      home =
          homeHas
              ? withBall(homeDrive, strengths.home(), situation, drives, clock.lead() > 0)
              : without(homeDrive, drives);
      away =
          homeHas
              ? without(awayDrive, drives)
              : withBall(awayDrive, strengths.away(), situation, drives, clock.lead() < 0);
    }
    double played = 1 - left;
    if (played == 0) {
      return strengths.known()
          ? new ToCome(home, away)
          : new ToCome(spread(home, 0, 0, part), spread(away, 0, 0, part));
    }
    double surprise = clock.lead() - played * (strengths.home() - strengths.away());
    double reverts = constants.marginReversion().at(left) * surprise * part / left / 2;
    if (strengths.known()) {
      return new ToCome(Drive.moved(home, reverts), Drive.moved(away, -reverts));
    }
    return new ToCome(
        spread(Drive.moved(home, reverts), clock.home() - played * strengths.home(), played, part),
        spread(
            Drive.moved(away, -reverts), clock.away() - played * strengths.away(), played, part));
  }

  /**
   * The same for a team whose strength is only known to be around that of an average one: what it
   * has scored tells of it (normal prior, normal likelihood), and what stays unknown is spread over
   * a stronger and a weaker team.
   *
   * @param surprise points scored above what was expected of an average team
   * @param played share of the game's points
   * @param part share of the game's points in the stretch
   */
  private double[] spread(double[] points, double surprise, double played, double part) {
    double prior = constants.strengthSd() * constants.strengthSd();
    double ofGame = constants.teamSd() * constants.teamSd();
    double mean = surprise * prior / (ofGame + played * prior);
    double sd = Math.sqrt(prior * ofGame / (ofGame + played * prior));
    double[] stronger = Drive.moved(points, part * (mean + sd));
    double[] weaker = Drive.moved(points, part * (mean - sd));
    for (int i = 0; i < points.length; i++) {
      stronger[i] = (stronger[i] + weaker[i]) / 2;
    }
    return stronger;
  }

  /**
   * The drive that is played, and of the others about three quarters of one less than without. A
   * leader with the ball runs out the clock when less than {@link #RUN_OUT} drives are left.
   *
   * @param leads whether the team with the ball leads
   */
  private double[] withBall(
      Drive drive, double strength, Situation situation, double drives, boolean leads) {
    double usual = strength / constants.drives();
    double mean = usual + expectedPoints.of(situation) - expectedPoints.ofKickoff();
    double yards = situation.yardsToGoal() > 0 ? situation.yardsToGoal() : FIELD;
    double time = Math.min(1, 2 * drives / (DRIVE_TIME * yards / FIELD + 0.02));
    double tries = leads ? Math.min(1, 2 * drives / RUN_OUT) : 1;
    return drive.points(
        drives * drives / (drives + 0.75),
        Math.min(Math.max(mean, 0.1), DRIVE_MOST),
        time * tries * tries);
  }

  private static double[] without(Drive drive, double drives) {
    return drive.points(drives * drives / (drives + 0.25));
  }

  /**
   * Of each margin to come, from the least; they fade as the time for playing for them runs out.
   */
  private double[] keyWeights(int lead, double left, ToCome toCome) {
    double[] key = constants.keyWeights();
    double power = Math.min(1, left / constants.keyFade());
    double[] faded = new double[key.length];
    for (int i = 0; i < key.length; i++) {
      faded[i] = power == 1 ? key[i] : StrictMath.pow(key[i], power);
    }
    double[] weights = new double[toCome.home.length + toCome.away.length - 1];
    int first = lead - (toCome.away.length - 1);
    for (int i = 0; i < weights.length; i++) {
      int margin = Math.abs(first + i);
      weights[i] = margin < key.length ? faded[margin] : 1;
    }
    return weights;
  }

  /** Time to be played, as a share of regulation. */
  double shareLeft(QuarterClock clock, DoubleSupplier tie) {
    double regulation = 4 * constants.quarterSeconds();
    if (clock.over()) {
      return 0;
    }
    if (clock.quarter() > QuarterClock.QUARTERS) {
      return clock.overtimeLeft() / regulation;
    }
    return clock.regulationLeft(constants.quarterSeconds()) / regulation
        + tie.getAsDouble() * constants.overtimeSeconds() / regulation;
  }
}
