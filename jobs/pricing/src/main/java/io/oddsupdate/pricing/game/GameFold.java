package io.oddsupdate.pricing.game;

import io.oddsupdate.pricing.game.Payload.FeedReport;
import io.oddsupdate.pricing.game.Payload.Instruction;
import io.oddsupdate.pricing.game.Payload.Play;
import io.oddsupdate.pricing.game.Payload.PlayerReport;
import io.oddsupdate.pricing.game.Payload.Quoted;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

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
    Clock clock = event.clock();
    Play play = !event.deleted() && event.payload() instanceof Play it ? it : null;
    boolean clocked = play != null && clock != null;
    return new KeptEvent(
        event.eventId(),
        event.revision(),
        event.vendorOrder(),
        play == null ? null : play.action(),
        event.status(),
        clocked ? clock.period() : 0,
        clocked ? clock.periodType() : PeriodType.REG,
        clocked ? clock.secondsRemaining() : 0,
        clocked ? clock.secondsElapsed() : 0,
        play == null ? 0 : play.homeScore(),
        play == null ? 0 : play.awayScore(),
        play == null ? null : play.situation(),
        counts(event),
        !event.deleted() && event.payload() instanceof Quoted quoted ? quoted.quote() : null,
        play == null ? null : happenedAtMs(event));
  }

  private static long happenedAtMs(GameEvent event) {
    return event.occurredAtMs() == null ? event.receivedAtMs() : event.occurredAtMs();
  }

  private static List<PlayerCount> counts(GameEvent event) {
    if (event.deleted()) {
      return List.of();
    }
    if (event.payload() instanceof Play play) {
      return play.counts();
    }
    return event.payload() instanceof PlayerReport report ? List.of(report.count()) : List.of();
  }

  private static Controls after(Controls controls, GameEvent event) {
    if (event.deleted()) {
      return controls;
    }
    if (event.payload() instanceof FeedReport report) {
      return new Controls(
          controls.traderSuspended(), !report.up(), controls.archived(), controls.pinnedModel());
    }
    if (event.payload() instanceof Instruction instruction) {
      return switch (instruction.type()) {
        case SUSPEND ->
            new Controls(true, controls.feedDown(), controls.archived(), controls.pinnedModel());
        case RESUME ->
            new Controls(false, controls.feedDown(), controls.archived(), controls.pinnedModel());
        case ARCHIVE -> new Controls(false, false, true, null);
        case PIN_MODEL ->
            new Controls(
                controls.traderSuspended(),
                controls.feedDown(),
                controls.archived(),
                instruction.modelVersion());
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
    KeptEvent[] inOrder = kept.toArray(KeptEvent[]::new);
    Arrays.sort(inOrder, VENDOR_ORDER);
    Folding folding = new Folding();
    for (KeptEvent event : inOrder) {
      folding.take(event);
    }
    return folding.state(controls);
  }
}
