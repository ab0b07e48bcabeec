package io.oddsupdate.pricing.model.mlb;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.Strengths;
import io.oddsupdate.pricing.reference.Side;

/** The inning model with the tables of one game's two teams. Immutable. */
final class MlbGame implements GameModel {
  /** No rate of a team that plays baseball; bounds the tables. */
  static final double MOST_RUNS = 25;

  private static final int LONGEST = 72;

  private final boolean playoff;
  private final WalkOff walkOff;
  private final Offences home;
  private final Offences away;
  private final ExtraInnings extra;
  private final double homeTurns;
  private final double awayTurns;

  MlbGame(MlbConstants constants, WalkOff walkOff, Fixture fixture) {
    Strengths strengths = fixture.strengths();
    require("home", strengths.home());
    require("away", strengths.away());
    this.playoff = fixture.playoff();
    this.walkOff = walkOff;
    this.home = offences(constants, strengths.home(), strengths.known());
    this.away = offences(constants, strengths.away(), strengths.known());
    this.extra =
        new ExtraInnings(
            home.middle().extraInning(), away.middle().extraInning(), walkOff, extraState());
    MlbOutlook start =
        new MlbOutlook(
            this, Moment.of(GameState.notStarted(), playoff), Linescore.of(GameState.notStarted()));
    this.homeTurns = start.turnsLeft(Side.HOME);
    this.awayTurns = start.turnsLeft(Side.AWAY);
  }

  private static void require(String side, double runs) {
    if (runs > MOST_RUNS) {
      throw new IllegalArgumentException(
          "the runs expected of the %s team must be at most %s, got %s"
              .formatted(side, MOST_RUNS, runs));
    }
  }

  private Offences offences(MlbConstants constants, double runs, boolean known) {
    int length = (int) Math.min(LONGEST, 16 + runs + 5.5 * StrictMath.sqrt(2 * runs));
    return Offences.of(constants, runs, known, playoff, length);
  }

  /** The base-out state in which a half inning after the ninth begins. */
  int extraState() {
    return playoff ? BaseOut.START : BaseOut.RUNNER_ON_SECOND;
  }

  boolean playoff() {
    return playoff;
  }

  WalkOff walkOff() {
    return walkOff;
  }

  Offences home() {
    return home;
  }

  Offences away() {
    return away;
  }

  /** Half innings in which a team is expected to bat, from the start. */
  double turns(Side side) {
    return side == Side.HOME ? homeTurns : awayTurns;
  }

  ExtraInnings extra() {
    return extra;
  }

  @Override
  public Outlook outlook(GameState state) {
    return MlbOutlook.of(this, state);
  }
}
