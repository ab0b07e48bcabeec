package io.oddsupdate.odds.ingest;

import io.oddsupdate.avro.raw.Command;
import io.oddsupdate.avro.raw.FeedStatus;
import io.oddsupdate.avro.raw.GameClock;
import io.oddsupdate.avro.raw.GameUpdate;
import io.oddsupdate.avro.raw.Operation;
import io.oddsupdate.avro.raw.PlayerUpdate;
import io.oddsupdate.avro.raw.Quote;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.pricing.game.ActionType;
import io.oddsupdate.pricing.game.Clock;
import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameEvent;
import io.oddsupdate.pricing.game.Payload;
import io.oddsupdate.pricing.game.Payload.InstructionType;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.market.League;

/** Canonical events of the raw log, as the fold sees them. Pure: the reconciliation maps alike. */
public final class CanonicalEvents {
  private CanonicalEvents() {}

  /**
   * Maps one record of the raw log. A deletion carries {@link Payload.Nothing}, whatever payload it
   * came with; so do updates of statistics that no market is of.
   *
   * @throws IllegalArgumentException if a field cannot be used; the message names it. Such a record
   *     is a dead letter with reason {@code invalid_field}.
   */
  public static GameEvent toGameEvent(RawEvent raw) {
    requireText(raw.getEventId(), "event_id");
    requireText(raw.getGameId(), "game_id");
    requireText(raw.getLeague(), "league");
    if (!raw.getGameId().startsWith(raw.getLeague() + "-")) {
      throw new IllegalArgumentException(
          "game_id must start with its league '%s-', got '%s'"
              .formatted(raw.getLeague(), raw.getGameId()));
    }
    boolean deleted = raw.getOperation() == Operation.DELETE;
    return new GameEvent(
        raw.getEventId(),
        raw.getRevision(),
        raw.getVendorOrder(),
        deleted,
        EventStatus.valueOf(raw.getStatus().name()),
        clock(raw.getClock()),
        raw.getOccurredAt() == null ? null : raw.getOccurredAt().toEpochMilli(),
        raw.getReceivedAt().toEpochMilli(),
        deleted ? new Payload.Nothing() : payload(raw.getLeague(), raw.getPayload()));
  }

  private static Clock clock(GameClock clock) {
    if (clock == null) {
      return null;
    }
    if (clock.getPeriod() < 0) {
      throw new IllegalArgumentException(
          "clock.period must not be negative, got " + clock.getPeriod());
    }
    if (!(clock.getSecondsRemaining() >= 0)) {
      throw new IllegalArgumentException(
          "clock.seconds_remaining must not be negative, got " + clock.getSecondsRemaining());
    }
    if (!(clock.getSecondsElapsed() >= 0)) {
      throw new IllegalArgumentException(
          "clock.seconds_elapsed must not be negative, got " + clock.getSecondsElapsed());
    }
    return new Clock(
        clock.getPeriod(),
        PeriodType.valueOf(clock.getPeriodType().name()),
        clock.getSecondsRemaining(),
        clock.getSecondsElapsed());
  }

  private static Payload payload(String league, Object payload) {
    if (payload instanceof GameUpdate update) {
      return play(league, update);
    }
    if (payload instanceof PlayerUpdate update) {
      return PlayerCounts.report(update);
    }
    if (payload instanceof Quote quote) {
      return new Payload.Quoted(GameQuotes.of(quote));
    }
    if (payload instanceof FeedStatus status) {
      return new Payload.FeedReport(status.getUp());
    }
    if (payload instanceof Command command) {
      return instruction(command);
    }
    return new Payload.Nothing();
  }

  private static Payload.Instruction instruction(Command command) {
    InstructionType type = InstructionType.valueOf(command.getType().name());
    if (type == InstructionType.PIN_MODEL) {
      requireText(command.getModelVersion(), "model_version");
    }
    return new Payload.Instruction(type, command.getModelVersion());
  }

  private static Payload play(String league, GameUpdate update) {
    if (update.getHomeScore() < 0 || update.getAwayScore() < 0) {
      throw new IllegalArgumentException(
          "home_score and away_score must not be negative, got %d and %d"
              .formatted(update.getHomeScore(), update.getAwayScore()));
    }
    return new Payload.Play(
        ActionType.valueOf(update.getAction().name()),
        update.getHomeScore(),
        update.getAwayScore(),
        Situations.of(update),
        PlayerCounts.of(League.of(league), update));
  }

  private static void requireText(String value, String field) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(field + " must not be empty");
    }
  }
}
