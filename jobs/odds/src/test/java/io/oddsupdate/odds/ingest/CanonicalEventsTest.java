package io.oddsupdate.odds.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.Command;
import io.oddsupdate.avro.raw.CommandType;
import io.oddsupdate.avro.raw.EventStatus;
import io.oddsupdate.avro.raw.GameClock;
import io.oddsupdate.avro.raw.GameUpdate;
import io.oddsupdate.avro.raw.Operation;
import io.oddsupdate.avro.raw.PeriodType;
import io.oddsupdate.avro.raw.PlayerRole;
import io.oddsupdate.avro.raw.PlayerUpdate;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.avro.raw.Role;
import io.oddsupdate.avro.raw.TeamSide;
import io.oddsupdate.odds.SampleGame;
import io.oddsupdate.pricing.game.Clock;
import io.oddsupdate.pricing.game.GameEvent;
import io.oddsupdate.pricing.game.Payload;
import io.oddsupdate.pricing.game.PlayerCount;
import io.oddsupdate.pricing.game.PlayerStat;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.reference.Side;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
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
                new Clock(1, io.oddsupdate.pricing.game.PeriodType.REG, 715, 5),
                SampleGame.RECEIVED.minusSeconds(2).toEpochMilli(),
                SampleGame.RECEIVED.toEpochMilli(),
                new Payload.Play(
                    io.oddsupdate.pricing.game.ActionType.SCORE,
                    2,
                    0,
                    null,
                    List.of(new PlayerCount("nba-1", PlayerStat.POINTS, 2, false)))));
  }

  @Test
  void creditsNobodyWhereNobodyScored() {
    GameEvent event = CanonicalEvents.toGameEvent(game.play(ActionType.FOUL, 2, 0, 0));

    assertThat(((Payload.Play) event.payload()).counts()).isEmpty();
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
        .isEqualTo(
            new Payload.Instruction(
                Payload.InstructionType.valueOf(type.name()),
                type == CommandType.PIN_MODEL ? "nba-2026.9" : null));
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
            .setPayload(new PlayerUpdate("nba-1", "shoe_size", 3.0, null))
            .build();

    assertThat(CanonicalEvents.toGameEvent(heartbeat).payload()).isEqualTo(new Payload.Nothing());
    assertThat(CanonicalEvents.toGameEvent(heartbeat).clock()).isNull();
    assertThat(CanonicalEvents.toGameEvent(heartbeat).occurredAtMs()).isNull();
    assertThat(CanonicalEvents.toGameEvent(player).payload()).isEqualTo(new Payload.Nothing());
  }

  @Test
  void takesAPlayersCountInTheGameSoFar() {
    RawEvent report =
        RawEvent.newBuilder(game.play(ActionType.OTHER, 0, 0, 0))
            .setPayload(new PlayerUpdate("nba-1", "rebounds", 7.0, true))
            .build();

    assertThat(CanonicalEvents.toGameEvent(report).payload())
        .isEqualTo(
            new Payload.PlayerReport(new PlayerCount("nba-1", PlayerStat.REBOUNDS, 7, true)));
  }

  @ParameterizedTest
  @CsvSource({
    "nhl, SCORER, SCORE, GOALS SHOTS_ON_GOAL",
    "nhl, SHOOTER, ATTEMPT, SHOTS_ON_GOAL",
    "epl, SCORER, SCORE, GOALS SHOTS",
    "epl, SHOOTER, ATTEMPT, SHOTS",
    "nba, SHOOTER, ATTEMPT, ''",
    "nba, ASSIST, SCORE, ASSISTS",
    "nba, REBOUNDER, ATTEMPT, REBOUNDS",
    "nfl, SCORER, SCORE, ''",
    "epl, OTHER, CARD, ''",
    "epl, OUT, SUBSTITUTION, TAKEN_OFF",
    "mlb, OUT, SUBSTITUTION, TAKEN_OFF",
    "nba, OUT, SUBSTITUTION, ''"
  })
  void countsWhatARoleOfAnActionAddsInItsLeague(
      String league, Role role, ActionType action, String stats) {
    RawEvent raw = game.play(action, 0, 0, 0);
    raw.setLeague(league);
    raw.setGameId(league + "-20261121-aaa-hhh");
    ((GameUpdate) raw.getPayload()).setPlayers(List.of(new PlayerRole("p", role)));

    Payload.Play play = (Payload.Play) CanonicalEvents.toGameEvent(raw).payload();

    assertThat(play.counts().stream().map(count -> count.stat().name()).toList())
        .isEqualTo(stats.isEmpty() ? List.of() : List.of(stats.split(" ")));
    assertThat(play.counts()).allSatisfy(count -> assertThat(count.value()).isEqualTo(1));
  }

  @Test
  void mapsEachLeaguesOwnStateOfPlay() {
    RawEvent raw = game.play(ActionType.OTHER, 0, 0, 0);
    GameUpdate update = (GameUpdate) raw.getPayload();
    update.setPossession(TeamSide.AWAY);
    assertThat(situation(raw)).as("the ball alone").isEqualTo(Situation.of(Side.AWAY));

    update.setSituation(
        io.oddsupdate.avro.raw.Situation.newBuilder()
            .setDown(3)
            .setDistance(7)
            .setYardsToGoal(42)
            .setBatting(TeamSide.HOME)
            .setOuts(2)
            .setBases(5)
            .setHomeSkaters(5)
            .setAwaySkaters(4)
            .setHomeGoaliePulled(true)
            .setAwayGoaliePulled(false)
            .setHomeReds(1)
            .setAwayReds(2)
            .setAddedSeconds(240)
            .build());

    assertThat(situation(raw))
        .isEqualTo(new Situation(Side.AWAY, 3, 7, 42, true, 2, 5, 5, 4, true, false, 1, 2, 240));
  }

  private static Situation situation(RawEvent raw) {
    return ((Payload.Play) CanonicalEvents.toGameEvent(raw).payload()).situation();
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
        Arguments.of("situation.outs must be from 0 to 3", situated(it -> it.setOuts(4))),
        Arguments.of("situation.bases", situated(it -> it.setBases(8))),
        Arguments.of("situation.down", situated(it -> it.setDown(-1))),
        Arguments.of("situation.added_seconds", situated(it -> it.setAddedSeconds(Double.NaN))),
        Arguments.of("clock.seconds_elapsed", set(raw -> raw.getClock().setSecondsElapsed(-1))),
        Arguments.of(
            "model_version",
            set(raw -> raw.setPayload(new Command(CommandType.PIN_MODEL, null, "me", "why")))),
        Arguments.of(
            "value of rebounds must be a whole number",
            set(raw -> raw.setPayload(new PlayerUpdate("nba-1", "rebounds", 1.5, null)))),
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

  private static Consumer<RawEvent> situated(
      Consumer<io.oddsupdate.avro.raw.Situation.Builder> change) {
    return raw -> {
      var situation = io.oddsupdate.avro.raw.Situation.newBuilder();
      change.accept(situation);
      ((GameUpdate) raw.getPayload()).setSituation(situation.build());
    };
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
