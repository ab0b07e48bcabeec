package io.oddsupdate.pricing.reference;

import io.oddsupdate.pricing.game.ActionType;
import java.util.List;

/**
 * Which markets a game has and with which margin.
 *
 * @param handicapLines lines on each side of the main one
 * @param handicapStep points between two lines
 * @param marginWinner target overround minus 1
 * @param maxPrice decimal; longer prices are cut to it
 * @param suspendingActions what suspends every market of the game
 */
public record MarketConfig(
    String configVersion,
    int handicapLines,
    double handicapStep,
    int totalLines,
    double totalStep,
    int teamTotalLines,
    double teamTotalStep,
    double marginWinner,
    double marginLine,
    double marginPlayer,
    double maxPrice,
    List<ActionType> suspendingActions) {
  public MarketConfig {
    Check.within("handicap_lines", handicapLines, 0, 50);
    Check.within("total_lines", totalLines, 0, 50);
    Check.within("team_total_lines", teamTotalLines, 0, 50);
    step("handicap_step", handicapStep);
    step("total_step", totalStep);
    step("team_total_step", teamTotalStep);
    Check.within("margin_winner", marginWinner, 0, 0.5);
    Check.within("margin_line", marginLine, 0, 0.5);
    Check.within("margin_player", marginPlayer, 0, 0.5);
    Check.within("max_price", maxPrice, 1.01, 10_000);
  }

  private static void step(String name, double step) {
    Check.within(name, step, 0.25, 100);
    if (step * 4 != Math.rint(step * 4)) {
      throw new IllegalArgumentException(name + " must be a multiple of 0.25, got " + step);
    }
  }
}
