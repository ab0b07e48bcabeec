package io.oddsupdate.local.simulator;

import io.oddsupdate.pricing.reference.Side;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happens while the ball is dead: timeouts and substitutions. */
final class Breaks {
  /** Seven timeouts a team and game, in this league and in the real one. */
  private static final int TIMEOUTS = 7;

  private final PlayLog log;
  private final Draws draws;
  private final Map<Side, Integer> timeoutsTaken = new EnumMap<>(Side.class);
  private boolean firstMandatory;
  private boolean secondMandatory;

  Breaks(PlayLog log, Draws draws) {
    this.log = log;
    this.draws = draws;
  }

  void startPeriod() {
    firstMandatory = log.period() <= 4;
    secondMandatory = log.period() <= 4;
  }

  /** A dead ball: a mandatory timeout where one is due, then substitutions. */
  void afterWhistle() {
    if (log.clockTenths() == 0) {
      return;
    }
    if (!mandatoryTimeout()) {
      log.pause(draws.between(10, 25));
    }
    substitute(false);
  }

  /** A dead ball like any other, but the shooter stays. */
  void beforeFreeThrows(RosterPlayer shooter) {
    if (log.clockTenths() == 0 || !mandatoryTimeout()) {
      log.pause(draws.between(10, 20));
    }
    substitute(false, shooter);
  }

  /** The first dead ball under seven minutes, and the first under three, brings a timeout. */
  private boolean mandatoryTimeout() {
    if (firstMandatory && log.clockTenths() < 4200) {
      firstMandatory = false;
    } else if (secondMandatory && log.clockTenths() < 1800) {
      secondMandatory = false;
    } else {
      return false;
    }
    timeout(draws.chance(0.5) ? Side.HOME : Side.AWAY, List.of("team", "mandatory"), 165);
    return true;
  }

  /** The team that has just conceded may stop the game. */
  void afterBasket(Side conceded) {
    if (draws.chance(0.025)) {
      timeout(conceded, List.of("team"), 75);
      substitute(false);
    }
  }

  void substitute(boolean startOfPeriod) {
    substitute(startOfPeriod, null);
  }

  private void substitute(boolean startOfPeriod, RosterPlayer staying) {
    for (Side side : Side.values()) {
      Floor floor = log.floor(side);
      for (int i = 0; i < 3; i++) {
        Optional<Floor.Swap> swap = floor.nextSwap(staying);
        if (swap.isEmpty()) {
          break;
        }
        log(side, "out", swap.get().out(), startOfPeriod);
        log(side, "in", swap.get().in(), startOfPeriod);
      }
    }
  }

  private void timeout(Side side, List<String> qualifiers, int seconds) {
    if (timeoutsTaken.merge(side, 1, Integer::sum) > TIMEOUTS) {
      return;
    }
    log.pause(draws.between(2, 6));
    log.play("timeout", "full")
        .by(side, null)
        .qualifiers(qualifiers)
        .text(log.floor(side).team().tricode() + " Timeout")
        .add();
    log.pause(seconds + draws.between(0, 20));
  }

  private void log(Side side, String direction, RosterPlayer player, boolean startOfPeriod) {
    log.play("substitution", direction)
        .by(side, player)
        .qualifiers(startOfPeriod ? List.of("startperiod") : List.of())
        .text("SUB " + direction + ": " + player.nameWithInitial())
        .add();
  }
}
