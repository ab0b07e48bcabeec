package io.oddsupdate.local.simulator;

import io.oddsupdate.pricing.reference.Side;
import java.util.List;

/**
 * Plays one game, possession by possession, to its end: about a hundred possessions a team, points
 * around the teams' ratings and pace, overtimes while the score is level.
 */
final class GameSimulation {
  /** Tenths of a second that a possession lasts on average before anything happens. */
  private static final double POSSESSION_TENTHS = 125;

  /** Points of both teams in a game of such possessions. */
  private static final double USUAL_TOTAL = 225;

  /** Points that a team gains in a game for each unit that its shooting percentage rises by. */
  private static final double POINTS_PER_SHOOTING = 211;

  private static final double SECOND_CHANCE_TENTHS = 55;
  private static final double TWO_MADE = 0.545;
  private static final double THREE_MADE = 0.362;

  /**
   * Share of a surprising lead that melts away over a whole game. Teams that lead ease off; without
   * it margins would spread by 17 points around the expected one, with it by about 13, as they do.
   */
  private static final double REVERSION = 0.7;

  private static final int PENALTY_FOULS = 5;
  private static final int BREAK_SECONDS = 140;
  private static final int HALF_TIME_SECONDS = 900;

  private final GamePlan plan;
  private final Draws draws;
  private final PlayLog log;
  private final FloorPlays floorPlays;
  private final Breaks breaks;

  private GameSimulation(GamePlan plan) {
    this.plan = plan;
    this.draws = new Draws(plan.seed());
    // Games tip off some minutes after the announced time.
    this.log =
        new PlayLog(plan, plan.scheduledStart().toEpochMilli() + draws.between(360, 600) * 1000L);
    this.floorPlays = new FloorPlays(log, draws);
    this.breaks = new Breaks(log, draws);
  }

  /** Everything that happened, in order; the last play is the end of the game. */
  static List<Play> play(GamePlan plan) {
    GameSimulation simulation = new GameSimulation(plan);
    simulation.playAll();
    return simulation.log.plays();
  }

  private void playAll() {
    Side firstBall = draws.chance(0.5) ? Side.HOME : Side.AWAY;
    do {
      playPeriod(firstBall);
    } while (log.period() < 4 || log.lead(Side.HOME) == 0);
    log.pause(draws.between(8, 25));
    log.giveBall(null);
    log.play("game", "end").text("Game End").add();
  }

  private void playPeriod(Side firstBall) {
    if (log.period() > 0) {
      log.pause(log.period() == 2 ? HALF_TIME_SECONDS : BREAK_SECONDS);
    }
    log.openPeriod();
    breaks.startPeriod();
    boolean jump = log.period() == 1 || log.period() > 4;
    if (jump) {
      log.play("period", "start").text("Period Start").add();
      floorPlays.jumpBall(firstBall);
    } else {
      // The winner of the tip starts the fourth, the other team the second and the third.
      log.giveBall(log.period() == 4 ? firstBall : PlayLog.other(firstBall));
      log.play("period", "start").text("Period Start").add();
      breaks.substitute(true);
    }
    while (log.clockTenths() > 0) {
      possession();
    }
    log.pause(draws.between(1, 15));
    log.play("period", "end").text("Period End").add();
  }

  private void possession() {
    Side attack = log.ball();
    if (!runToAction(false)) {
      return;
    }
    while (log.ball() == attack && log.clockTenths() > 0) {
      boolean kept = action(attack);
      if (!kept || log.clockTenths() == 0) {
        break;
      }
      if (!runToAction(true)) {
        break;
      }
    }
    if (log.ball() == attack && log.clockTenths() > 0) {
      log.giveBall(PlayLog.other(attack));
    }
  }

  /** Runs the clock to the next action; false where the period ends before it. */
  private boolean runToAction(boolean secondChance) {
    double slowness = USUAL_TOTAL / plan.expectedTotal();
    double mean = secondChance ? SECOND_CHANCE_TENTHS : POSSESSION_TENTHS * slowness;
    int wanted = (int) Math.max(8, mean * draws.between(0.35, 1.65));
    if (wanted > log.clockTenths() && draws.chance(0.5)) {
      log.run(log.clockTenths());
      return false;
    }
    log.run(Math.min(wanted, Math.max(1, log.clockTenths() - 4)));
    return true;
  }

  /** One action of the attack. True where it keeps the ball for another. */
  private boolean action(Side attack) {
    Side defence = PlayLog.other(attack);
    double kind = draws.between(0.0, 1.0);
    if (kind < 0.125) {
      floorPlays.turnover(attack);
      breaks.afterWhistle();
      return false;
    }
    if (kind < 0.165) {
      boolean penalty = floorPlays.teamFouls(defence) + 1 >= PENALTY_FOULS;
      floorPlays.personalFoul(defence, attack, penalty);
      if (penalty) {
        breaks.beforeFreeThrows(floorPlays.shooter());
        return floorPlays.freeThrows(attack, 2);
      }
      breaks.afterWhistle();
      return true;
    }
    if (kind < 0.18) {
      floorPlays.stoppage();
      breaks.afterWhistle();
      return true;
    }
    boolean three = draws.chance(floorPlays.chooseShooter(attack).threeShare());
    if (kind < 0.255) {
      int throwsGiven = three && draws.chance(0.15) ? 3 : 2;
      floorPlays.shootingFoul(defence, attack, throwsGiven);
      breaks.beforeFreeThrows(floorPlays.shooter());
      return floorPlays.freeThrows(attack, throwsGiven);
    }
    return shot(attack, three);
  }

  /** By how much the home team is ahead of what was expected by now. */
  private double surprise() {
    double played = Math.min(4, log.period() - log.clockTenths() / 7200.0) / 4;
    return log.lead(Side.HOME) - plan.expectedMargin() * played;
  }

  private boolean shot(Side attack, boolean three) {
    double homeEdge = (plan.expectedMargin() - REVERSION * surprise()) / 2 / POINTS_PER_SHOOTING;
    double chance = (three ? THREE_MADE : TWO_MADE) + (attack == Side.HOME ? homeEdge : -homeEdge);
    if (!draws.chance(chance)) {
      return floorPlays.missedShot(attack, three);
    }
    if (draws.chance(0.03)) {
      floorPlays.madeShot(attack, three);
      log.giveBall(attack);
      floorPlays.shootingFoul(PlayLog.other(attack), attack, 1);
      breaks.beforeFreeThrows(floorPlays.shooter());
      return floorPlays.freeThrows(attack, 1);
    }
    if (log.clockTenths() > 300 && draws.chance(0.035)) {
      floorPlays.reviewedBasket(attack, three);
      breaks.afterWhistle();
      return false;
    }
    floorPlays.madeShot(attack, three);
    breaks.afterBasket(PlayLog.other(attack));
    return false;
  }
}
