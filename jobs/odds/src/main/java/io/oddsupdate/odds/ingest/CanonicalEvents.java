package io.oddsupdate.odds.ingest;

import io.oddsupdate.avro.raw.Command;
import io.oddsupdate.avro.raw.FeedStatus;
import io.oddsupdate.avro.raw.GameClock;
import io.oddsupdate.avro.raw.GameUpdate;
import io.oddsupdate.avro.raw.Operation;
import io.oddsupdate.avro.raw.PlayerRole;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.avro.raw.Role;
import io.oddsupdate.pricing.game.ActionType;
import io.oddsupdate.pricing.game.Clock;
import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameEvent;
import io.oddsupdate.pricing.game.Payload;
import io.oddsupdate.pricing.game.PeriodType;

/** Canonical events of the raw log, as the fold sees them. Pure: the reconciliation maps alike. */
public final class CanonicalEvents {
  private CanonicalEvents() {}

  /**
   * Maps one record of the raw log. A deletion carries {@link Payload.Nothing}, whatever payload it
   * came with; so do quotes and player updates, which the fold does not use yet.
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
        deleted ? new Payload.Nothing() : payload(raw.getPayload()));
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
    return new Clock(
        clock.getPeriod(),
        PeriodType.valueOf(clock.getPeriodType().name()),
        clock.getSecondsRemaining());
  }

  private static Payload payload(Object payload) {
    if (payload instanceof GameUpdate update) {
      return play(update);
    }
    if (payload instanceof FeedStatus status) {
      return new Payload.FeedReport(status.getUp());
    }
    if (payload instanceof Command command) {
      return new Payload.Instruction(Payload.InstructionType.valueOf(command.getType().name()));
    }
    return new Payload.Nothing();
  }

  private static Payload play(GameUpdate update) {
    if (update.getHomeScore() < 0 || update.getAwayScore() < 0) {
      throw new IllegalArgumentException(
          "home_score and away_score must not be negative, got %d and %d"
              .formatted(update.getHomeScore(), update.getAwayScore()));
    }
    return new Payload.Play(
        ActionType.valueOf(update.getAction().name()),
        update.getHomeScore(),
        update.getAwayScore(),
        update.getPoints(),
        scorer(update));
  }

  private static String scorer(GameUpdate update) {
    for (PlayerRole player : update.getPlayers()) {
      if (player.getRole() == Role.SCORER) {
        return player.getPlayerId();
      }
    }
    return null;
  }

  private static void requireText(String value, String field) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(field + " must not be empty");
    }
  }
}
