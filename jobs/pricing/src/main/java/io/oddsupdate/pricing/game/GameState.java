package io.oddsupdate.pricing.game;

import java.util.List;
import java.util.Map;

/**
 * A game as its log tells it: a function of the kept events and the controls alone.
 *
 * @param period 0 before the start
 * @param secondsRemaining of the period; 0 in games without a clock
 * @param secondsElapsed of the period; where a clock counts up past the end of a half, more than
 *     the half has
 * @param periodScores of the periods that have begun, in order
 * @param situation {@link Situation#NONE} where the vendor tells none
 * @param suspendingAction the suspending action that nothing has resolved yet, or null
 * @param points scored so far, by player id
 */
public record GameState(
    EventStatus status,
    int period,
    PeriodType periodType,
    double secondsRemaining,
    double secondsElapsed,
    int homeScore,
    int awayScore,
    List<PeriodScore> periodScores,
    Situation situation,
    ActionType suspendingAction,
    boolean traderSuspended,
    boolean feedDown,
    Map<String, Integer> points) {

  public static GameState notStarted() {
    return of(EventStatus.NOT_STARTED, 0, PeriodType.REG, 0, 0, 0, 0, List.of(), Situation.NONE);
  }

  /** A state in which nothing suspends and nobody's points are known. */
  public static GameState of(
      EventStatus status,
      int period,
      PeriodType periodType,
      double secondsRemaining,
      double secondsElapsed,
      int homeScore,
      int awayScore,
      List<PeriodScore> periodScores,
      Situation situation) {
    return new GameState(
        status,
        period,
        periodType,
        secondsRemaining,
        secondsElapsed,
        homeScore,
        awayScore,
        periodScores,
        situation,
        null,
        false,
        false,
        Map.of());
  }
}
