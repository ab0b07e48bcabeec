package io.oddsupdate.pricing.game;

import java.util.Map;

/**
 * A game as its log tells it: a function of the kept events and the controls alone.
 *
 * @param period 0 before the start
 * @param secondsRemaining of the period
 * @param suspendingAction the suspending action that nothing has resolved yet, or null
 * @param points scored so far, by player id
 */
public record GameState(
    EventStatus status,
    int period,
    PeriodType periodType,
    double secondsRemaining,
    int homeScore,
    int awayScore,
    ActionType suspendingAction,
    boolean traderSuspended,
    boolean feedDown,
    Map<String, Integer> points) {}
