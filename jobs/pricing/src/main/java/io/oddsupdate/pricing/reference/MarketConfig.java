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
    List<ActionType> suspendingActions) {}
