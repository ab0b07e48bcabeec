package io.oddsupdate.pricing.model;

import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.game.PeriodType;
import java.util.Optional;

/**
 * Where a game of four quarters and overtimes stands, with whatever a vendor may send brought into
 * what is possible: a clock within its period, scores that are not negative.
 *
 * @param quarter 1 to 4, the one that is played or comes next; 5 once regulation has run out
 * @param quarterLeft seconds left of that quarter; 0 once regulation has run out
 * @param overtimeLeft seconds left of the overtime that is played or comes next; 0 in regulation
 * @param over whether nothing follows: the score is final
 */
public record QuarterClock(
    int quarter, double quarterLeft, double overtimeLeft, boolean over, int home, int away) {
  public static final int QUARTERS = 4;

  /** A vendor may send any number; tables are as long as a lead. */
  private static final int SCORE_MOST = 1000;

  /**
   * @param tieStands whether a game that is level at the end of its overtime ends so
   */
  public static QuarterClock of(
      GameState state, double quarterSeconds, double overtimeSeconds, boolean tieStands) {
    int home = score(state.homeScore());
    int away = score(state.awayScore());
    if (state.status() == EventStatus.ENDED || state.status() == EventStatus.CLOSED) {
      return new QuarterClock(QUARTERS + 1, 0, 0, true, home, away);
    }
    if (state.period() <= 0 || state.status() == EventStatus.NOT_STARTED) {
      return new QuarterClock(1, quarterSeconds, 0, false, home, away);
    }
    boolean regulation = state.periodType() == PeriodType.REG && state.period() <= QUARTERS;
    double left = within(state.secondsRemaining(), regulation ? quarterSeconds : overtimeSeconds);
    if (regulation && left == 0 && state.period() < QUARTERS) {
      return new QuarterClock(state.period() + 1, quarterSeconds, 0, false, home, away);
    }
    if (regulation && left > 0) {
      return new QuarterClock(state.period(), left, 0, false, home, away);
    }
    boolean over = left == 0 && (home != away || (!regulation && tieStands));
    return new QuarterClock(
        QUARTERS + 1, 0, over ? 0 : left > 0 ? left : overtimeSeconds, over, home, away);
  }

  private static int score(int told) {
    return Math.min(Math.max(told, 0), SCORE_MOST);
  }

  private static double within(double seconds, double most) {
    return seconds > 0 ? Math.min(seconds, most) : 0;
  }

  public int lead() {
    return home - away;
  }

  /** Seconds of regulation to come. */
  public double regulationLeft(double quarterSeconds) {
    return quarter > QUARTERS ? 0 : (QUARTERS - quarter) * quarterSeconds + quarterLeft;
  }

  /** How many of quarters {@code first..last} are to come, the one that is played with its rest. */
  public double quartersLeft(int first, int last, double quarterSeconds) {
    int whole = Math.max(0, last - Math.max(first, quarter + 1) + 1);
    boolean playing = first <= quarter && quarter <= last;
    return whole + (playing ? quarterLeft / quarterSeconds : 0);
  }

  /**
   * What was scored so far in quarters {@code first..last}.
   *
   * @return empty where the state does not tell
   */
  public Optional<PeriodScore> scored(GameState state, int first, int last) {
    if (first > quarter) {
      return Optional.of(new PeriodScore(first, 0, 0));
    }
    boolean untilNow = last >= quarter;
    // What an unfinished quarter has so far is the score less what was scored before.
    return sum(state, untilNow ? 1 : first, untilNow ? first - 1 : last)
        .map(
            sum ->
                untilNow
                    ? new PeriodScore(
                        first, Math.max(0, home - sum.home()), Math.max(0, away - sum.away()))
                    : sum);
  }

  /**
   * The score at the end of regulation, once that is over. Of a game that went on it was level,
   * even where no quarters are told.
   */
  public ScoreDistribution regulation(GameState state) {
    boolean wentOn = state.period() > QUARTERS || state.periodType() != PeriodType.REG;
    return scored(state, 1, QUARTERS)
        .map(score -> ScoreDistribution.certain(score.home(), score.away()))
        .orElseGet(
            () -> wentOn ? ScoreDistribution.level() : ScoreDistribution.certain(home, away));
  }

  /** Of finished quarters. */
  private static Optional<PeriodScore> sum(GameState state, int first, int last) {
    int home = 0;
    int away = 0;
    int told = 0;
    for (PeriodScore period : state.periodScores()) {
      if (period.period() >= first && period.period() <= last) {
        home += score(period.home());
        away += score(period.away());
        told++;
      }
    }
    return told == last - first + 1
        ? Optional.of(new PeriodScore(first, home, away))
        : Optional.empty();
  }
}
