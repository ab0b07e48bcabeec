package io.oddsupdate.pricing.model.nfl;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.Normal;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.QuarterClock;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.model.Strengths;
import io.oddsupdate.pricing.reference.Side;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** The NFL model made ready for one game. */
final class NflGame implements GameModel {
  /** A drive over the whole field takes so much of the time that a drive takes on average. */
  private static final double DRIVE_TIME = 0.6;

  /** Drives of both teams together: about four minutes. */
  private static final double RUN_OUT = 1.5;

  /** Yards to the goal at the usual start of a drive. */
  static final double FIELD = 75;

  private static final double TOUCHDOWN_CHANCE = 0.22;
  private static final double FIELD_GOAL_CHANCE = 0.15;
  private static final double DRIVE_MOST = 6.6;

  /** By then both teams have had the ball in an overtime. */
  private static final double FIRST_DRIVES = 300;

  /**
   * Standard score of winning a level overtime for the team that has the ball next: drives score in
   * turn with .39, 1 / (2 - .39) = .62.
   */
  private static final double NEXT_BALL = 0.305;

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

  /**
   * @param regulation what regulation will have been, while it is played
   */
  ScoreDistribution finalScore(
      GameState state, QuarterClock clock, Supplier<DriveScore> regulation) {
    if (clock.over()) {
      return ScoreDistribution.certain(clock.home(), clock.away());
    }
    if (clock.quarter() <= QuarterClock.QUARTERS) {
      return regulation.get().followedBy(level(0, overtimeSeconds), -clock.lead());
    }
    double[] certain = {1};
    return DriveScore.of(clock.home(), clock.away(), certain, certain, null)
        .followedBy(overtime(state, clock), 0);
  }

  private Overtime overtime(GameState state, QuarterClock clock) {
    double seconds = clock.overtimeLeft();
    Situation situation = state.situation();
    // What is told of the last play of regulation says nothing of the toss.
    boolean begun = state.periodType() != PeriodType.REG || state.period() > QuarterClock.QUARTERS;
    Side ball = begun && state.secondsRemaining() > 0 ? situation.possession() : null;
    int lead = clock.lead();
    if (lead != 0) {
      boolean answers = ball == (lead < 0 ? Side.HOME : Side.AWAY);
      FinalDrive drive =
          answers ? overtimeDrive(situation, seconds, -Math.abs(lead)) : usualAnswer(seconds);
      return Overtime.answered(
          lead, drive, tie(seconds - driveSeconds(answers ? situation : Situation.NONE)));
    }
    if (ball == null) {
      return level(0, seconds);
    }
    boolean homeHas = ball == Side.HOME;
    double rest = Math.max(0, seconds - driveSeconds(situation));
    boolean first = state.period() <= QuarterClock.QUARTERS + 1;
    double toAnswer = first ? Math.max(0, 1 - (overtimeSeconds - seconds) / FIRST_DRIVES) : 0;
    FinalDrive answer = usualAnswer(rest).times(toAnswer);
    return Overtime.drive(
        homeHas,
        overtimeDrive(situation, seconds, 0),
        Overtime.answered(
            homeHas ? FinalDrive.FIELD_GOAL : -FinalDrive.FIELD_GOAL,
            answer,
            tie(rest - driveSeconds(Situation.NONE))),
        level(homeHas ? -NEXT_BALL : NEXT_BALL, rest));
  }

  /**
   * @param more standard score of the home team beside its strength
   */
  private Overtime level(double more, double seconds) {
    double edge = constants.overtimeEdge() * (strengths.home() - strengths.away());
    return Overtime.level(constants, Normal.cdf(edge + more), seconds / overtimeSeconds, !playoff);
  }

  private double tie(double seconds) {
    return playoff ? 0 : Overtime.tie(constants, Math.max(0, seconds) / overtimeSeconds);
  }

  /** That a drive from here takes. */
  private double driveSeconds(Situation situation) {
    return DRIVE_TIME * driveSeconds() * Math.min(1, FinalDrive.yards(situation) / FIELD);
  }

  private double driveSeconds() {
    return 4 * constants.quarterSeconds() / (2 * constants.drives());
  }

  private FinalDrive usualAnswer(double seconds) {
    double time = Math.min(1, seconds / driveSeconds());
    return new FinalDrive(time * FIELD_GOAL_CHANCE, time * TOUCHDOWN_CHANCE);
  }

  /**
   * @param lead of the team with the ball
   */
  private FinalDrive overtimeDrive(Situation situation, double seconds, int lead) {
    boolean homeHas = situation.possession() == Side.HOME;
    double drives = constants.drives() * seconds / (4 * constants.quarterSeconds());
    double[] played =
        (homeHas ? homeDrive : awayDrive)
            .played(playedMean(homeHas, situation), time(situation, drives));
    double touchdown = 0;
    for (int points = Overtime.TOUCHDOWN; points < played.length; points++) {
      touchdown += played[points];
    }
    FinalDrive usual =
        new FinalDrive(
            played.length > FinalDrive.FIELD_GOAL ? played[FinalDrive.FIELD_GOAL] : 0, touchdown);
    double last =
        Math.max(
            FinalDrive.weight(situation, seconds, lead, true), FinalDrive.kicks(situation, lead));
    return usual.blend(FinalDrive.of(situation, seconds, lead, true), last);
  }

  DriveScore regulation(GameState state, QuarterClock clock) {
    return atTheEnd(state, clock, clock.home(), clock.away());
  }

  /**
   * What a stretch that ends with regulation will have been.
   *
   * @param home scored in the stretch so far
   * @param away scored in the stretch so far
   */
  private DriveScore atTheEnd(GameState state, QuarterClock clock, int home, int away) {
    double left = left(clock);
    ToCome toCome = toCome(state.situation(), clock, left, left);
    return DriveScore.of(
        home,
        away,
        toCome.home,
        toCome.away,
        keyWeights(clock.lead(), left * (1 - lastDrive(state.situation(), clock)), toCome));
  }

  /** What quarters {@code first..last} will have been, the part that is played included. */
  ScoreDistribution stretch(
      GameState state, QuarterClock clock, int first, int last, PeriodScore scored) {
    double part = left(clock, first, last);
    if (part == 0) {
      return ScoreDistribution.certain(scored.home(), scored.away());
    }
    if (last == QuarterClock.QUARTERS && first <= clock.quarter()) {
      return atTheEnd(state, clock, scored.home(), scored.away());
    }
    Situation situation = first <= clock.quarter() ? state.situation() : Situation.NONE;
    ToCome toCome = toCome(situation, clock, left(clock), part);
    return DriveScore.of(scored.home(), scored.away(), toCome.home, toCome.away, null);
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
      double[] played = played(situation, clock, drives);
      double withBall = drives * drives / (drives + 0.75);
      double without = drives * drives / (drives + 0.25);
      home = homeHas ? homeDrive.points(withBall, played) : homeDrive.points(without);
      away = homeHas ? awayDrive.points(without) : awayDrive.points(withBall, played);
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
   * Points of the drive that is played: of a usual one with the mean of the situation, and towards
   * the end of a half of a last one. A leader with the ball runs out the clock when less than
   * {@link #RUN_OUT} drives are left.
   *
   * @param drives that a team has left in the stretch
   */
  private double[] played(Situation situation, QuarterClock clock, double drives) {
    boolean homeHas = situation.possession() == Side.HOME;
    int lead = homeHas ? clock.lead() : -clock.lead();
    boolean gameEnds = clock.quarter() > 2;
    double inHalf = constants.drives() * left(clock, clock.quarter(), gameEnds ? 4 : 2);
    double tries = lead > 0 && gameEnds ? Math.min(1, 2 * inHalf / RUN_OUT) : 1;
    double[] usual =
        (homeHas ? homeDrive : awayDrive)
            .played(
                playedMean(homeHas, situation),
                time(situation, Math.min(drives, inHalf)) * tries * tries);
    double last = halfEnds(situation, clock, lead);
    if (last == 0) {
      return usual;
    }
    double seconds = clock.quarterLeft();
    double[] points =
        FinalDrive.of(situation, seconds, lead, gameEnds).points(seconds, lead, gameEnds);
    for (int i = 0; i < points.length; i++) {
      points[i] = last * points[i] + (i < usual.length ? (1 - last) * usual[i] : 0);
    }
    return points;
  }

  private double playedMean(boolean homeHas, Situation situation) {
    double usual = (homeHas ? strengths.home() : strengths.away()) / constants.drives();
    double mean = usual + expectedPoints.of(situation) - expectedPoints.ofKickoff();
    return Math.min(Math.max(mean, 0.1), DRIVE_MOST);
  }

  /** P(there is time to end the drive). */
  private static double time(Situation situation, double drives) {
    double yards = situation.yardsToGoal() > 0 ? situation.yardsToGoal() : FIELD;
    return Math.min(1, 2 * drives / (DRIVE_TIME * yards / FIELD + 0.02));
  }

  /** How much of the drive is the last one of a half. */
  private static double halfEnds(Situation situation, QuarterClock clock, int lead) {
    return clock.quarter() % 2 == 0
        ? FinalDrive.weight(situation, clock.quarterLeft(), lead, clock.quarter() > 2)
        : 0;
  }

  /** How much of what is to come is the last drive of the game. */
  private static double lastDrive(Situation situation, QuarterClock clock) {
    if (clock.quarter() != QuarterClock.QUARTERS || situation.possession() == null) {
      return 0;
    }
    return halfEnds(
        situation, clock, situation.possession() == Side.HOME ? clock.lead() : -clock.lead());
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
