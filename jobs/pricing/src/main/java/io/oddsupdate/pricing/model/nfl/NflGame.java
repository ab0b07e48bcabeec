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
  /** Yards to the goal at the usual start of a drive. */
  static final double FIELD = 75;

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
  private final PlayedDrive homePlayed;
  private final PlayedDrive awayPlayed;

  NflGame(NflConstants constants, Fixture fixture) {
    this.constants = constants;
    this.strengths = fixture.strengths();
    this.playoff = fixture.playoff();
    this.overtimeSeconds =
        playoff ? constants.playoffOvertimeSeconds() : constants.overtimeSeconds();
    int most = (int) Math.ceil(constants.drives()) + 1;
    this.homeDrive = Drive.of(constants, strengths.home() / constants.drives(), most);
    this.awayDrive = Drive.of(constants, strengths.away() / constants.drives(), most);
    OpenDrive open = new OpenDrive(new ExpectedPoints(constants.expectedPoints()));
    double average = constants.total() / 2;
    this.homePlayed = new PlayedDrive(open, strengths.home() / average);
    this.awayPlayed = new PlayedDrive(open, strengths.away() / average);
  }

  @Override
  public Outlook outlook(GameState state) {
    return new NflOutlook(
        this, state, QuarterClock.of(state, constants.quarterSeconds(), overtimeSeconds, !playoff));
  }

  /** Of the drive that is played; who had the ball when the first half ran out has lost it. */
  private static Situation situation(GameState state, QuarterClock clock) {
    return state.period() == 2 && clock.quarter() > 2 ? Situation.NONE : state.situation();
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
      DriveEnd drive =
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
    DriveEnd answer = usualAnswer(rest).times(toAnswer);
    return Overtime.drive(
        homeHas,
        overtimeDrive(situation, seconds, 0),
        Overtime.answered(
            homeHas ? DriveEnd.FIELD_GOAL : -DriveEnd.FIELD_GOAL,
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
    return driveSeconds() * PlayedDrive.share(situation);
  }

  private double driveSeconds() {
    return 4 * constants.quarterSeconds() / (2 * constants.drives());
  }

  private DriveEnd usualAnswer(double seconds) {
    double time = Math.min(1, seconds / driveSeconds());
    return OpenDrive.firstDown(FIELD).times(time);
  }

  /**
   * @param lead of the team with the ball
   */
  private DriveEnd overtimeDrive(Situation situation, double seconds, int lead) {
    boolean homeHas = situation.possession() == Side.HOME;
    double drives = constants.drives() * seconds / (4 * constants.quarterSeconds());
    // Who is behind in an overtime does not get the ball again.
    DriveEnd usual =
        (homeHas ? homePlayed : awayPlayed).end(situation, drives, lead, lead < 0 ? 1 : 0);
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
    Situation situation = situation(state, clock);
    ToCome toCome = toCome(situation, clock, left, left);
    return DriveScore.of(
        home,
        away,
        toCome.home,
        toCome.away,
        keyWeights(clock.lead(), left * (1 - lastDrive(situation, clock)), toCome));
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
    Situation situation = first <= clock.quarter() ? situation(state, clock) : Situation.NONE;
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
      int lead = homeHas ? clock.lead() : -clock.lead();
      double inHalf =
          constants.drives() * left(clock, clock.quarter(), clock.quarter() > 2 ? 4 : 2);
      double[] played =
          (homeHas ? homePlayed : awayPlayed)
              .points(situation, clock, lead, drives, inHalf, halfEnds(situation, clock, lead));
      // The drive takes its time from the half in which it is played.
      double now = Math.min(drives, inHalf);
      double withBall = drives - now + PlayedDrive.laterDrives(situation, now);
      double without = drives - now + PlayedDrive.othersDrives(situation, now);
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
