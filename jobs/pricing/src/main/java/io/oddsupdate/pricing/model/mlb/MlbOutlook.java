package io.oddsupdate.pricing.model.mlb;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.model.GridScore;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.reference.Side;
import java.util.Optional;

/** What is expected of a game of baseball that is not over. */
final class MlbOutlook implements Outlook {
  private final MlbGame game;
  private final Moment moment;
  private final Linescore linescore;
  private final Ahead home;
  private final Ahead away;
  private final LastInning last;
  private final ScoreDistribution finalScore;

  MlbOutlook(MlbGame game, Moment moment, Linescore linescore) {
    this.game = game;
    this.moment = moment;
    this.linescore = linescore;
    this.home = ahead(Side.HOME);
    this.away = ahead(Side.AWAY);
    this.last = last();
    this.finalScore =
        GridScore.of(
            moment.homeScore(), moment.awayScore(), last.width(), last.decided(game.extra()));
  }

  static Outlook of(MlbGame game, GameState state) {
    Moment moment = Moment.of(state, game.playoff());
    Linescore linescore = Linescore.of(state);
    return moment.over()
        ? new MlbResult(moment, linescore)
        : new MlbOutlook(game, moment, linescore);
  }

  private Ahead ahead(Side side) {
    boolean batting = (side == Side.HOME) == moment.bottom();
    int played = moment.inning() - (side == Side.AWAY && moment.bottom() ? 0 : 1);
    int before = side == Side.HOME ? moment.homeScore() : moment.awayScore();
    int runs = 0;
    if (linescore.known()) {
      before = linescore.runs(side, 1, Math.min(played, MlbConstants.INNINGS));
      runs = batting ? linescore.runs(side, moment.inning(), moment.inning()) : 0;
    }
    return new Ahead(
        side == Side.HOME ? game.home() : game.away(), moment, batting, played, before, runs);
  }

  private LastInning last() {
    double[][] before = new double[home.rates()][];
    double[][] ninth = new double[home.rates()][];
    boolean regulation = moment.inning() <= MlbConstants.INNINGS;
    for (int rate = 0; rate < before.length; rate++) {
      before[rate] = regulation ? home.innings(rate, 1, MlbConstants.INNINGS - 1) : Runs.none();
      ninth[rate] =
          regulation
              ? home.innings(rate, MlbConstants.INNINGS, MlbConstants.INNINGS)
              : home.extraInning(rate);
    }
    int state = regulation ? BaseOut.START : game.extraState();
    if (moment.bottom() && moment.inning() >= MlbConstants.INNINGS) {
      state = moment.state();
    }
    return LastInning.of(
        moment.homeScore() - moment.awayScore(),
        awayRuns(regulation),
        home,
        before,
        ninth,
        game.walkOff(),
        state);
  }

  private double[] awayRuns(boolean regulation) {
    if (regulation) {
      return away.mixed(1, MlbConstants.INNINGS);
    }
    if (moment.bottom()) {
      return Runs.none();
    }
    double[][] inning = new double[away.rates()][];
    for (int rate = 0; rate < inning.length; rate++) {
      inning[rate] = away.extraInning(rate);
    }
    return away.mixed(inning);
  }

  @Override
  public ScoreDistribution finalScore() {
    return finalScore;
  }

  @Override
  public ScoreDistribution regulation() {
    return moment.inning() <= MlbConstants.INNINGS
        ? toLastInning(moment.homeScore(), moment.awayScore())
        : linescore.regulation(moment);
  }

  private ScoreDistribution toLastInning(int homeRuns, int awayRuns) {
    return GridScore.of(homeRuns, awayRuns, last.width(), last.mass().clone());
  }

  /**
   * Of innings that end with the ninth, only those of which the first one has begun (or all nine):
   * whether the home team bats in the ninth depends on the score before them.
   */
  @Override
  public Optional<ScoreDistribution> periods(int first, int last) {
    if (first < 1 || first > last || last > MlbConstants.INNINGS) {
      return Optional.empty();
    }
    if (first == 1 && last == MlbConstants.INNINGS) {
      return Optional.of(regulation());
    }
    int inning = moment.inning();
    boolean begun = first <= inning && (first < inning || moment.bottom() || playing());
    int homeRuns = 0;
    int awayRuns = 0;
    if (first == 1 && inning <= last) {
      homeRuns = moment.homeScore();
      awayRuns = moment.awayScore();
    } else if (linescore.known()) {
      homeRuns = linescore.runs(Side.HOME, first, last);
      awayRuns = linescore.runs(Side.AWAY, first, last);
    } else if (begun) {
      return Optional.empty();
    }
    if (inning > last) {
      return Optional.of(ScoreDistribution.certain(homeRuns, awayRuns));
    }
    if (last == MlbConstants.INNINGS) {
      return first <= inning ? Optional.of(toLastInning(homeRuns, awayRuns)) : Optional.empty();
    }
    double[] ofHome = home.mixed(first, last);
    double[] ofAway = away.mixed(first, last);
    double[] mass = new double[ofHome.length * ofAway.length];
    for (int i = 0; i < ofHome.length; i++) {
      for (int j = 0; j < ofAway.length; j++) {
        mass[i * ofAway.length + j] = ofHome[i] * ofAway[j];
      }
    }
    return Optional.of(GridScore.of(homeRuns, awayRuns, ofAway.length, mass));
  }

  private boolean playing() {
    return moment.state() != BaseOut.START;
  }

  @Override
  public double shareLeft(Side side) {
    return Math.min(1, turnsLeft(side) / game.turns(side));
  }

  /** P(the home team need not bat in the inning that may be the last). */
  double unplayed() {
    return last.unplayed();
  }

  /** Half innings in which a team is still expected to bat. */
  double turnsLeft(Side side) {
    boolean batting = (side == Side.HOME) == moment.bottom();
    double current = batting ? (3 - moment.outs()) / 3.0 : 0;
    int lastInning = Math.max(MlbConstants.INNINGS, moment.inning());
    double extra = last.level() * game.extra().expected();
    if (side == Side.AWAY) {
      return current + (lastInning - moment.inning()) + extra;
    }
    if (moment.bottom() && moment.inning() == lastInning) {
      return current + extra;
    }
    int toEighth = lastInning - moment.inning() - (moment.bottom() ? 1 : 0);
    return current + toEighth + Math.max(0, 1 - last.unplayed()) + extra;
  }
}
