package io.oddsupdate.pricing.game;

import io.oddsupdate.pricing.game.Payload.FeedReport;
import io.oddsupdate.pricing.game.Payload.Instruction;
import io.oddsupdate.pricing.game.Payload.Play;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Folds a game's raw log into its state, in two halves: {@link #offer} decides what is kept of one
 * record, {@link #fold} derives the state from everything that is kept.
 *
 * <p>The state is never advanced, always derived anew: a late edit, a deletion and a score that is
 * corrected downwards are then no cases of their own, and the order in which the newest revisions
 * were delivered cannot matter. Controls are the exception: no vendor orders them, so they follow
 * the order of the log.
 */
public final class GameFold {
  private static final Comparator<KeptEvent> VENDOR_ORDER =
      Comparator.comparingLong(KeptEvent::vendorOrder).thenComparing(KeptEvent::eventId);

  private GameFold() {}

  /**
   * Decides what is kept of an event.
   *
   * @param kept what is kept under the event's id, or null
   * @param controls of the game so far
   * @return where {@link Verdict#ACCEPTED}, what to keep from now on; otherwise the arguments as
   *     they came. Once an archiving instruction is accepted, the caller drops everything but the
   *     controls, and has no state left to price.
   */
  public static Offered offer(KeptEvent kept, Controls controls, GameEvent event) {
    if (controls.archived()) {
      return new Offered(Verdict.ARCHIVED, kept, controls);
    }
    if (kept != null && event.revision() == kept.revision()) {
      return new Offered(Verdict.DUPLICATE, kept, controls);
    }
    if (kept != null && event.revision() < kept.revision()) {
      return new Offered(Verdict.STALE_REVISION, kept, controls);
    }
    return new Offered(Verdict.ACCEPTED, keep(event), after(controls, event));
  }

  private static KeptEvent keep(GameEvent event) {
    if (event.deleted() || !(event.payload() instanceof Play play)) {
      return new KeptEvent(
          event.eventId(),
          event.revision(),
          event.vendorOrder(),
          null,
          event.status(),
          0,
          PeriodType.REG,
          0,
          0,
          0,
          0,
          null);
    }
    Clock clock = event.clock();
    return new KeptEvent(
        event.eventId(),
        event.revision(),
        event.vendorOrder(),
        play.action(),
        event.status(),
        clock == null ? 0 : clock.period(),
        clock == null ? PeriodType.REG : clock.periodType(),
        clock == null ? 0 : clock.secondsRemaining(),
        play.homeScore(),
        play.awayScore(),
        play.points(),
        play.scorer());
  }

  private static Controls after(Controls controls, GameEvent event) {
    if (event.deleted()) {
      return controls;
    }
    if (event.payload() instanceof FeedReport report) {
      return new Controls(controls.traderSuspended(), !report.up(), controls.archived());
    }
    if (event.payload() instanceof Instruction instruction) {
      return switch (instruction.type()) {
        case SUSPEND -> new Controls(true, controls.feedDown(), controls.archived());
        case RESUME -> new Controls(false, controls.feedDown(), controls.archived());
        case ARCHIVE -> new Controls(false, false, true);
      };
    }
    return controls;
  }

  /**
   * The state that the kept events and the controls tell.
   *
   * @param kept of one game, in any order, tombstones included
   */
  public static GameState fold(Collection<KeptEvent> kept, Controls controls) {
    KeptEvent[] plays =
        kept.stream().filter(event -> event.action() != null).toArray(KeptEvent[]::new);
    Arrays.sort(plays, VENDOR_ORDER);
    boolean ended = false;
    KeptEvent clocked = null;
    ActionType suspendingAction = null;
    Map<String, Integer> points = new TreeMap<>();
    for (KeptEvent play : plays) {
      ended |= play.action() == ActionType.GAME_END;
      if (play.period() > 0) {
        clocked = play;
      }
      suspendingAction =
          switch (Suspension.of(play.action())) {
            case BEGINS -> play.action();
            case RESOLVES -> null;
            case LEAVES -> suspendingAction;
          };
      if (play.action() == ActionType.SCORE && play.scorer() != null) {
        points.merge(play.scorer(), play.points(), Integer::sum);
      }
    }
    KeptEvent last = plays.length == 0 ? null : plays[plays.length - 1];
    return new GameState(
        last == null ? EventStatus.NOT_STARTED : ended ? EventStatus.ENDED : EventStatus.LIVE,
        clocked == null ? 0 : clocked.period(),
        clocked == null ? PeriodType.REG : clocked.periodType(),
        clocked == null ? 0 : clocked.secondsRemaining(),
        0,
        last == null ? 0 : last.homeScore(),
        last == null ? 0 : last.awayScore(),
        List.of(),
        Situation.NONE,
        suspendingAction,
        controls.traderSuspended(),
        controls.feedDown(),
        Collections.unmodifiableMap(points));
  }
}
