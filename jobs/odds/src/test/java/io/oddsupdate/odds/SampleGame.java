package io.oddsupdate.odds;

import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.Command;
import io.oddsupdate.avro.raw.CommandType;
import io.oddsupdate.avro.raw.EventStatus;
import io.oddsupdate.avro.raw.FeedStatus;
import io.oddsupdate.avro.raw.GameClock;
import io.oddsupdate.avro.raw.GameUpdate;
import io.oddsupdate.avro.raw.Operation;
import io.oddsupdate.avro.raw.PeriodType;
import io.oddsupdate.avro.raw.PlayerRole;
import io.oddsupdate.avro.raw.Quote;
import io.oddsupdate.avro.raw.QuoteStatus;
import io.oddsupdate.avro.raw.QuotedOutcome;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.avro.raw.Role;
import io.oddsupdate.odds.enrich.ReferenceDocument;
import io.oddsupdate.pricing.reference.Availability;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.LookupOutcome;
import io.oddsupdate.pricing.reference.Lookups;
import io.oddsupdate.pricing.reference.PlayerHot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A game between two made-up teams: its reference, and events of its raw log. */
public final class SampleGame {
  public static final String LEAGUE = "nba";
  public static final Instant RECEIVED = Instant.parse("2026-11-21T00:12:00Z");

  public static final String DOCUMENT =
      """
      {"game_id": "%s", "league": "nba", "scheduled_start": "2026-11-21T00:00:00Z",
       "home": {"team_id": "nba-h", "name": "Harbour Home", "tricode": "HHH"},
       "away": {"team_id": "nba-a", "name": "Alpine Away", "tricode": "AAA"},
       "prior": {"home_spread": -4.5, "total": 221.5, "source": "MARKET"},
       "players": [
         {"player_id": "nba-2", "name": "Two", "side": "AWAY", "expected": {"POINTS": 18.0}},
         {"player_id": "nba-1", "name": "One", "side": "HOME", "expected": {"POINTS": 24.5}}],
       "model": {"model_id": "nba-normal-margin", "model_version": "nba-2026.1",
         "constants": {"margin_sd": 11.7, "total_sd": 17.3,
           "overtime_share": 0.10416666666666667, "regulation_seconds": 2880,
           "overtime_seconds": 300, "player_points": [1.9, 0]}},
       "config": {"config_version": "nba-markets-1", "max_price": 500.0,
         "suspending_actions": ["REVIEW_START", "INJURY"],
         "markets": [
           {"market": 219, "margin": 0.045},
           {"market": 223, "margin": 0.05, "beside": 1, "step": 2},
           {"market": 225, "margin": 0.05, "beside": 1, "step": 4},
           {"market": 227, "margin": 0.05},
           {"market": 228, "margin": 0.05},
           {"market": 768, "margin": 0.07}]}}
      """;

  private final String gameId;
  private int actions;

  public SampleGame(String gameId) {
    this.gameId = gameId;
  }

  public SampleGame() {
    this("nba-20261121-aaa-hhh");
  }

  public String gameId() {
    return gameId;
  }

  public String document() {
    return DOCUMENT.formatted(gameId);
  }

  /** Version 3 of the reference, and both players fit. */
  public Lookups found() {
    return new Lookups(
        LookupOutcome.FOUND,
        reference(),
        LookupOutcome.FOUND,
        List.of(
            new PlayerHot("nba-1", 7, Availability.IN, 1.0),
            new PlayerHot("nba-2", 4, Availability.IN, 1.0)),
        false);
  }

  /** As {@link #found}, with another version that prices the game beside. */
  public Lookups foundWithShadow() {
    String document = document();
    int model = document.indexOf("{\"model_id\"");
    String shadow =
        document.substring(model, document.indexOf("}}", model) + 2).replace("2026.1", "2026.9");
    Lookups found = found();
    return new Lookups(
        found.referenceOutcome(),
        ReferenceDocument.parse(3, document.replaceFirst("\\{", "{\"shadow\": " + shadow + ", ")),
        found.hotOutcome(),
        found.hot(),
        false);
  }

  public GameReference reference() {
    return ReferenceDocument.parse(3, document());
  }

  public static Lookups failed() {
    return new Lookups(LookupOutcome.FAILED, null, LookupOutcome.FAILED, List.of(), false);
  }

  /** The first {@code count} events of a game that is scored in every other one. */
  public List<RawEvent> events(int count) {
    List<RawEvent> events = new ArrayList<>();
    events.add(play(ActionType.PERIOD_START, 0, 0, 0));
    for (int i = 1; i < count; i++) {
      int home = 2 * ((i + 3) / 4);
      int away = 2 * ((i + 1) / 4);
      events.add(
          i % 2 == 0
              ? play(ActionType.FOUL, home, away, 0)
              : play(ActionType.SCORE, home, away, 2));
    }
    return events;
  }

  /** The next action of the game, at revision 1. */
  public RawEvent play(ActionType action, int home, int away, int points) {
    actions++;
    return event("" + actions, Operation.ADD, 1)
        .setVendorOrder(actions * 10_000L)
        .setClock(new GameClock(1, PeriodType.REG, actions * 5.0, 720 - actions * 5.0, true))
        .setPayload(
            GameUpdate.newBuilder()
                .setAction(action)
                .setVendorAction(action.name())
                .setHomeScore(home)
                .setAwayScore(away)
                .setPoints(points)
                .setPlayers(points > 0 ? List.of(new PlayerRole("nba-1", Role.SCORER)) : List.of())
                .build())
        .build();
  }

  /** The same event at a later revision. */
  public RawEvent edited(RawEvent event, long revision) {
    return RawEvent.newBuilder(event).setOperation(Operation.UPDATE).setRevision(revision).build();
  }

  public RawEvent deleted(RawEvent event, long revision) {
    return RawEvent.newBuilder(event)
        .setOperation(Operation.DELETE)
        .setRevision(revision)
        .setPayload(null)
        .build();
  }

  public RawEvent command(CommandType type) {
    return command(type, type == CommandType.PIN_MODEL ? "nba-2026.9" : null);
  }

  public RawEvent command(CommandType type, String modelVersion) {
    actions++;
    return event("command-" + actions, Operation.ADD, 1)
        .setVendorOrder(0)
        .setPayload(new Command(type, modelVersion, "a trader", "because"))
        .build();
  }

  public RawEvent feed(boolean up) {
    actions++;
    return event("feed-" + actions, Operation.ADD, 1)
        .setVendorOrder(0)
        .setPayload(new FeedStatus("nba-livedata", up, "silence"))
        .build();
  }

  /** What a bookmaker quotes for the winner, last confirmed so long after {@link #RECEIVED}. */
  public RawEvent quote(String bookmaker, String group, long home, long away, Duration after) {
    Instant confirmed = RECEIVED.plus(after);
    return event("quote-" + bookmaker, Operation.UPDATE, confirmed.toEpochMilli())
        .setVendorOrder(0)
        .setOccurredAt(null)
        .setPayload(
            new Quote(
                bookmaker,
                group,
                219,
                "",
                List.of(new QuotedOutcome("4", home), new QuotedOutcome("5", away)),
                QuoteStatus.ACTIVE,
                confirmed))
        .build();
  }

  /** The same event at another time of the vendor's wall clock. */
  public static RawEvent at(RawEvent event, Duration after) {
    return RawEvent.newBuilder(event).setOccurredAt(RECEIVED.plus(after)).build();
  }

  private RawEvent.Builder event(String id, Operation operation, long revision) {
    return RawEvent.newBuilder()
        .setEventId("nba-livedata:" + gameId + ":" + id)
        .setVendor("nba-livedata")
        .setLeague(LEAGUE)
        .setGameId(gameId)
        .setVendorGameId("0022600001")
        .setVendorEventId(id)
        .setOperation(operation)
        .setRevision(revision)
        .setOccurredAt(RECEIVED.minusSeconds(2))
        .setReceivedAt(RECEIVED)
        .setStatus(EventStatus.LIVE);
  }
}
