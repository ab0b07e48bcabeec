package io.oddsupdate.odds.ingest;

import io.oddsupdate.pricing.game.ActionType;
import io.oddsupdate.pricing.game.Clock;
import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameEvent;
import io.oddsupdate.pricing.game.GameQuote;
import io.oddsupdate.pricing.game.Payload;
import io.oddsupdate.pricing.game.PlayerCount;
import io.oddsupdate.pricing.game.Situation;
import java.util.List;

/**
 * A game event on its way to the fold, flat: Flink serializes records of plain fields itself, and a
 * sealed payload only through Kryo.
 *
 * @param raw as it stood in the log: a dead letter needs its bytes
 * @param clock null where the event has none
 * @param situation of a play; null where the vendor tells none
 * @param counts of a play, or the one of a player report
 * @param quote of a quote, else null
 * @param up of a feed report
 * @param instruction of an instruction, else null
 * @param modelVersion of an instruction that pins one, else null
 */
public record DecodedEvent(
    RawRecord raw,
    long receivedAtMs,
    String league,
    String gameId,
    String eventId,
    long revision,
    long vendorOrder,
    boolean deleted,
    EventStatus status,
    Clock clock,
    Long occurredAtMs,
    Kind kind,
    ActionType action,
    int homeScore,
    int awayScore,
    Situation situation,
    List<PlayerCount> counts,
    GameQuote quote,
    boolean up,
    Payload.InstructionType instruction,
    String modelVersion) {

  /** Which payload the event carries. */
  public enum Kind {
    PLAY,
    PLAYER_REPORT,
    QUOTE,
    FEED_REPORT,
    INSTRUCTION,
    NOTHING
  }

  static DecodedEvent of(
      RawRecord raw, long receivedAtMs, String league, String gameId, GameEvent event) {
    Payload payload = event.payload();
    Payload.Play play = payload instanceof Payload.Play p ? p : null;
    Payload.FeedReport report = payload instanceof Payload.FeedReport r ? r : null;
    Payload.Instruction order = payload instanceof Payload.Instruction i ? i : null;
    return new DecodedEvent(
        raw,
        receivedAtMs,
        league,
        gameId,
        event.eventId(),
        event.revision(),
        event.vendorOrder(),
        event.deleted(),
        event.status(),
        event.clock(),
        event.occurredAtMs(),
        kind(payload),
        play == null ? null : play.action(),
        play == null ? 0 : play.homeScore(),
        play == null ? 0 : play.awayScore(),
        play == null ? null : play.situation(),
        counts(payload),
        payload instanceof Payload.Quoted quoted ? quoted.quote() : null,
        report != null && report.up(),
        order == null ? null : order.type(),
        order == null ? null : order.modelVersion());
  }

  private static List<PlayerCount> counts(Payload payload) {
    if (payload instanceof Payload.Play play) {
      return play.counts();
    }
    return payload instanceof Payload.PlayerReport report ? List.of(report.count()) : List.of();
  }

  private static Kind kind(Payload payload) {
    if (payload instanceof Payload.Play) {
      return Kind.PLAY;
    }
    if (payload instanceof Payload.FeedReport) {
      return Kind.FEED_REPORT;
    }
    if (payload instanceof Payload.Quoted) {
      return Kind.QUOTE;
    }
    if (payload instanceof Payload.PlayerReport) {
      return Kind.PLAYER_REPORT;
    }
    return payload instanceof Payload.Instruction ? Kind.INSTRUCTION : Kind.NOTHING;
  }

  GameEvent event() {
    Payload payload =
        switch (kind) {
          case PLAY -> new Payload.Play(action, homeScore, awayScore, situation, counts);
          case PLAYER_REPORT -> new Payload.PlayerReport(counts.get(0));
          case QUOTE -> new Payload.Quoted(quote);
          case FEED_REPORT -> new Payload.FeedReport(up);
          case INSTRUCTION -> new Payload.Instruction(instruction, modelVersion);
          case NOTHING -> new Payload.Nothing();
        };
    return new GameEvent(
        eventId,
        revision,
        vendorOrder,
        deleted,
        status,
        clock,
        occurredAtMs,
        receivedAtMs,
        payload);
  }
}
