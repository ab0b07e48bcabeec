package io.oddsupdate.pricing.game;

import io.oddsupdate.pricing.reference.Side;
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
 * @param goals who scored, in order: the first {@link #GOALS_MOST}, for games of few scores
 * @param suspendingActions what may suspend and is not over yet; the configuration says which of
 *     them do
 * @param pinnedModel the model version that an instruction named, or null
 * @param tallies players' counts so far, by {@link PlayerCount#key}
 * @param quotes the newest of each bookmaker, market and line, in the order of these
 * @param lastScoreMs when the score last changed, epoch ms, {@link #TIME_UNKNOWN} where that is not
 *     known; null while there is no score
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
    List<Side> goals,
    List<ActionType> suspendingActions,
    boolean traderSuspended,
    boolean feedDown,
    String pinnedModel,
    Map<String, Integer> tallies,
    List<GameQuote> quotes,
    Long lastScoreMs) {
  /** No market asks for a later goal. */
  public static final int GOALS_MOST = 32;

  /** Later than any quote: none can be shown to know of such a score. */
  public static final long TIME_UNKNOWN = Long.MAX_VALUE;

  public static GameState notStarted() {
    return of(EventStatus.NOT_STARTED, 0, PeriodType.REG, 0, 0, 0, 0, List.of(), Situation.NONE);
  }

  /** A state in which nothing suspends and no player has a count. */
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
        List.of(),
        List.of(),
        false,
        false,
        null,
        Map.of(),
        List.of(),
        null);
  }

  /** With other counts of players. */
  public GameState withTallies(Map<String, Integer> other) {
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
        goals,
        suspendingActions,
        traderSuspended,
        feedDown,
        pinnedModel,
        other,
        quotes,
        lastScoreMs);
  }

  /** Whether the result stands. */
  public boolean over() {
    return status == EventStatus.ENDED || status == EventStatus.CLOSED;
  }

  /** Never negative, whatever a vendor corrects. */
  public int tally(PlayerStat stat, String playerId) {
    return Math.max(0, tallies.getOrDefault(PlayerCount.key(stat, playerId), 0));
  }

  /** Whether anybody was taken off for good: seldom, so that nobody need be asked for. */
  public boolean anyTakenOff() {
    for (String counted : tallies.keySet()) {
      if (counted.startsWith(PlayerStat.TAKEN_OFF.name())) {
        return true;
      }
    }
    return false;
  }

  /** Points scored in regulation periods {@code first..last} so far. */
  public PeriodScore scoredIn(int first, int last) {
    int home = 0;
    int away = 0;
    for (PeriodScore score : periodScores) {
      if (score.period() >= first && score.period() <= last) {
        home += score.home();
        away += score.away();
      }
    }
    return new PeriodScore(first, Math.max(0, home), Math.max(0, away));
  }
}
