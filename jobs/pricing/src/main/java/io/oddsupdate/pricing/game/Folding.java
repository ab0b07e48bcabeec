package io.oddsupdate.pricing.game;

import io.oddsupdate.pricing.reference.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one pass over a game's kept events, in the vendor's order, has seen so far. */
final class Folding {
  private final Map<String, Integer> tallies = new TreeMap<>();
  private final TreeMap<Integer, PeriodScore> periodScores = new TreeMap<>();
  private final TreeMap<String, GameQuote> quotes = new TreeMap<>();
  private final List<Side> goals = new ArrayList<>();
  private EnumSet<ActionType> suspending = EnumSet.noneOf(ActionType.class);
  private boolean ended;
  private KeptEvent clocked;
  private KeptEvent last;
  private Situation situation = Situation.NONE;
  private Long lastScoreMs;

  void take(KeptEvent event) {
    if (event.quote() != null) {
      quotes.merge(event.quote().key(), event.quote(), Folding::newer);
      return;
    }
    for (PlayerCount count : event.counts()) {
      String key = PlayerCount.key(count.stat(), count.playerId());
      tallies.put(key, count.value() + (count.total() ? 0 : tallies.getOrDefault(key, 0)));
    }
    if (event.action() == null) {
      return;
    }
    ended |= event.action() == ActionType.GAME_END;
    if (event.period() > 0) {
      clocked = event;
      periodScores.putIfAbsent(event.period(), new PeriodScore(event.period(), 0, 0));
    }
    score(event);
    suspend(event);
    if (event.situation() != null) {
      situation = event.situation();
    }
    last = event;
  }

  private static GameQuote newer(GameQuote before, GameQuote quote) {
    return quote.lastUpdateMs() >= before.lastUpdateMs() ? quote : before;
  }

  /**
   * A corrected score takes back from the period in which it is corrected, and the newest goals. To
   * a bookmaker it is as much of a change as a goal.
   */
  private void score(KeptEvent event) {
    int home = event.homeScore() - (last == null ? 0 : last.homeScore());
    int away = event.awayScore() - (last == null ? 0 : last.awayScore());
    if (home == 0 && away == 0) {
      return;
    }
    lastScoreMs =
        event.happenedAtMs() == null ? Long.valueOf(GameState.TIME_UNKNOWN) : event.happenedAtMs();
    int period = clocked == null ? 1 : clocked.period();
    periodScores.merge(
        period,
        new PeriodScore(period, home, away),
        (before, more) ->
            new PeriodScore(
                before.period(), before.home() + more.home(), before.away() + more.away()));
    goals(Side.HOME, home);
    goals(Side.AWAY, away);
  }

  private void goals(Side side, int change) {
    for (int i = 0; i < change && goals.size() < GameState.GOALS_MOST; i++) {
      goals.add(side);
    }
    for (int i = 0; i > change; i--) {
      int newest = goals.lastIndexOf(side);
      if (newest >= 0) {
        goals.remove(newest);
      }
    }
  }

  private void suspend(KeptEvent event) {
    ActionType action = event.action();
    switch (Suspension.of(action)) {
      case BEGINS -> {
        suspending.removeIf(Suspension::isMomentary);
        if (action != ActionType.CARD || sentOff(event)) {
          suspending.add(action);
        }
      }
      case BEGINS_AND_RESOLVES -> {
        suspending.clear();
        suspending.add(action);
      }
      case RESOLVES -> suspending.clear();
      case LEAVES -> suspending.removeIf(Suspension::isMomentary);
      case BOOKKEEPING -> {}
    }
  }

  /** A card whose colour the vendor's situation tells is a red one where fewer players are left. */
  private boolean sentOff(KeptEvent event) {
    Situation after = event.situation();
    return after == null
        || after.homeReds() + after.awayReds() > situation.homeReds() + situation.awayReds();
  }

  private EventStatus status() {
    if (last == null) {
      return EventStatus.NOT_STARTED;
    }
    return switch (last.status()) {
      case NOT_STARTED -> clocked == null && !ended ? EventStatus.NOT_STARTED : live();
      case LIVE -> live();
      case ENDED -> ended || last.action() == ActionType.STATUS_CHANGE ? EventStatus.ENDED : live();
      case SUSPENDED, CLOSED, CANCELLED, DELAYED, INTERRUPTED, POSTPONED, ABANDONED ->
          last.status();
    };
  }

  private EventStatus live() {
    return ended ? EventStatus.ENDED : EventStatus.LIVE;
  }

  GameState state(Controls controls) {
    return new GameState(
        status(),
        clocked == null ? 0 : clocked.period(),
        clocked == null ? PeriodType.REG : clocked.periodType(),
        clocked == null ? 0 : clocked.secondsRemaining(),
        clocked == null ? 0 : clocked.secondsElapsed(),
        last == null ? 0 : last.homeScore(),
        last == null ? 0 : last.awayScore(),
        List.copyOf(periodScores.values()),
        situation,
        List.copyOf(goals),
        List.copyOf(suspending),
        controls.traderSuspended(),
        controls.feedDown(),
        controls.pinnedModel(),
        Collections.unmodifiableMap(tallies),
        List.copyOf(quotes.values()),
        lastScoreMs);
  }
}
