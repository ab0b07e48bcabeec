package io.oddsupdate.odds.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.CommandType;
import io.oddsupdate.avro.raw.EventStatus;
import io.oddsupdate.avro.raw.GameClock;
import io.oddsupdate.avro.raw.GameUpdate;
import io.oddsupdate.avro.raw.Operation;
import io.oddsupdate.avro.raw.PeriodType;
import io.oddsupdate.avro.raw.PlayerUpdate;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.odds.SampleGame;
import io.oddsupdate.pricing.game.Clock;
import io.oddsupdate.pricing.game.GameEvent;
import io.oddsupdate.pricing.game.Payload;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalEventsTest {
  private final SampleGame game = new SampleGame();

  @Test
  void mapsAPlayWithItsScoreScorerAndClock() {
    RawEvent raw = game.play(ActionType.SCORE, 2, 0, 2);

    GameEvent event = CanonicalEvents.toGameEvent(raw);

    assertThat(event)
        .isEqualTo(
            new GameEvent(
                raw.getEventId(),
                1,
                10_000,
                false,
                io.oddsupdate.pricing.game.EventStatus.LIVE,
                new Clock(1, io.oddsupdate.pricing.game.PeriodType.REG, 715),
                SampleGame.RECEIVED.minusSeconds(2).toEpochMilli(),
                new Payload.Play(io.oddsupdate.pricing.game.ActionType.SCORE, 2, 0, 2, "nba-1")));
  }

  @Test
  void creditsNobodyWhereNobodyScored() {
    GameEvent event = CanonicalEvents.toGameEvent(game.play(ActionType.FOUL, 2, 0, 0));

    assertThat(((Payload.Play) event.payload()).scorer()).isNull();
  }

  @Test
  void takesNoPayloadFromADeletion() {
    RawEvent play = game.play(ActionType.SCORE, 2, 0, 2);
    RawEvent deletion =
        RawEvent.newBuilder(play).setOperation(Operation.DELETE).setRevision(2).build();

    GameEvent event = CanonicalEvents.toGameEvent(deletion);

    assertThat(event.deleted()).isTrue();
    assertThat(event.payload()).isEqualTo(new Payload.Nothing());
    assertThat(event.revision()).isEqualTo(2);
  }

  @Test
  void mapsFeedReports() {
    assertThat(CanonicalEvents.toGameEvent(game.feed(false)).payload())
        .isEqualTo(new Payload.FeedReport(false));
    assertThat(CanonicalEvents.toGameEvent(game.feed(true)).payload())
        .isEqualTo(new Payload.FeedReport(true));
  }

  @ParameterizedTest
  @EnumSource(CommandType.class)
  void mapsEveryCommand(CommandType type) {
    assertThat(CanonicalEvents.toGameEvent(game.command(type)).payload())
        .isEqualTo(new Payload.Instruction(Payload.InstructionType.valueOf(type.name())));
  }

  @Test
  void takesNothingFromWhatTheFoldDoesNotUse() {
    RawEvent heartbeat =
        RawEvent.newBuilder(game.play(ActionType.OTHER, 0, 0, 0))
            .setOperation(Operation.HEARTBEAT)
            .setPayload(null)
            .setClock(null)
            .setOccurredAt(null)
            .build();
    RawEvent player =
        RawEvent.newBuilder(heartbeat)
            .setPayload(new PlayerUpdate("nba-1", "points", 3.0, null))
            .build();

    assertThat(CanonicalEvents.toGameEvent(heartbeat).payload()).isEqualTo(new Payload.Nothing());
    assertThat(CanonicalEvents.toGameEvent(heartbeat).clock()).isNull();
    assertThat(CanonicalEvents.toGameEvent(heartbeat).occurredAtMs()).isNull();
    assertThat(CanonicalEvents.toGameEvent(player).payload()).isEqualTo(new Payload.Nothing());
  }

  @ParameterizedTest
  @EnumSource(ActionType.class)
  void knowsEveryAction(ActionType action) {
    GameEvent event = CanonicalEvents.toGameEvent(game.play(action, 0, 0, 0));

    assertThat(((Payload.Play) event.payload()).action().name()).isEqualTo(action.name());
  }

  @ParameterizedTest
  @EnumSource(EventStatus.class)
  void knowsEveryStatus(EventStatus status) {
    RawEvent raw = game.play(ActionType.OTHER, 0, 0, 0);
    raw.setStatus(status);

    assertThat(CanonicalEvents.toGameEvent(raw).status().name()).isEqualTo(status.name());
  }

  static Stream<Arguments> unusable() {
    return Stream.of(
        Arguments.of("event_id", set(raw -> raw.setEventId(" "))),
        Arguments.of("game_id", set(raw -> raw.setGameId(""))),
        Arguments.of("league", set(raw -> raw.setLeague(""))),
        Arguments.of("game_id must start with its league", set(raw -> raw.setLeague("nfl"))),
        Arguments.of("clock.period", set(raw -> raw.setClock(clock(-1, 5)))),
        Arguments.of("clock.seconds_remaining", set(raw -> raw.setClock(clock(1, -1)))),
        Arguments.of("clock.seconds_remaining", set(raw -> raw.setClock(clock(1, Double.NaN)))),
        Arguments.of(
            "home_score and away_score",
            set(raw -> ((GameUpdate) raw.getPayload()).setAwayScore(-1))));
  }

  private static Consumer<RawEvent> set(Consumer<RawEvent> change) {
    return change;
  }

  private static GameClock clock(int period, double remaining) {
    return new GameClock(period, PeriodType.REG, 0.0, remaining, true);
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void namesTheFieldThatCannotBeUsed(String field, Consumer<RawEvent> change) {
    RawEvent raw = game.play(ActionType.SCORE, 2, 0, 2);
    change.accept(raw);

    assertThatThrownBy(() -> CanonicalEvents.toGameEvent(raw))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(field);
  }
}
