package io.oddsupdate.odds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.Command;
import io.oddsupdate.avro.raw.CommandType;
import io.oddsupdate.avro.raw.EventStatus;
import io.oddsupdate.avro.raw.GameClock;
import io.oddsupdate.avro.raw.GameUpdate;
import io.oddsupdate.avro.raw.Operation;
import io.oddsupdate.avro.raw.PeriodType;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.avro.raw.Situation;
import io.oddsupdate.avro.raw.TeamSide;
import io.oddsupdate.odds.enrich.ReferenceDocument;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.reference.Availability;
import io.oddsupdate.pricing.reference.LookupOutcome;
import io.oddsupdate.pricing.reference.Lookups;
import io.oddsupdate.pricing.reference.PlayerHot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A game of any league with the model and the markets that the league is shipped with. */
public final class LeagueGame {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final League league;
  private final String gameId;
  private int actions;

  public LeagueGame(String gameId) {
    this.league = League.of(gameId.substring(0, gameId.indexOf('-')));
    this.gameId = gameId;
  }

  public static LeagueGame of(String league) {
    return new LeagueGame(league + "-20261121-aaa-hhh");
  }

  public String league() {
    return league.id();
  }

  public String gameId() {
    return gameId;
  }

  /** What a league starts with. */
  public String modelVersion() {
    return read("/versions.json").at("/leagues/" + league.id() + "/model_version").asText();
  }

  public Lookups found() {
    return new Lookups(
        LookupOutcome.FOUND,
        ReferenceDocument.parse(1, document().toString()),
        LookupOutcome.FOUND,
        List.of(
            new PlayerHot("one", 1, Availability.IN, 1.0),
            new PlayerHot("two", 1, Availability.IN, 1.0)),
        false);
  }

  private ObjectNode document() {
    ObjectNode document = JSON.createObjectNode();
    document.put("game_id", gameId).put("league", league.id());
    document.put("scheduled_start", "2026-11-21T00:00:00Z");
    team(document.putObject("home"), "h");
    team(document.putObject("away"), "a");
    double[] lines = lines();
    document
        .putObject("prior")
        .put("home_spread", lines[0])
        .put("total", lines[1])
        .put("source", "MARKET");
    ObjectNode one = document.putArray("players").addObject();
    one.put("player_id", "one").put("name", "One").put("side", "HOME");
    expected(one.putObject("expected"));
    ObjectNode two = document.withArray("players").addObject();
    two.put("player_id", "two").put("name", "Two").put("side", "AWAY");
    expected(two.putObject("expected"));
    document.set("model", read("/models/" + modelVersion() + ".json"));
    String config =
        read("/versions.json").at("/leagues/" + league.id() + "/config_version").asText();
    document.set("config", read("/markets/" + config + ".json"));
    return document;
  }

  private static void team(ObjectNode team, String id) {
    team.put("team_id", id).put("name", "Team " + id).put("tricode", id.toUpperCase().repeat(3));
  }

  private double[] lines() {
    return switch (league) {
      case NBA -> new double[] {-4.5, 221.5};
      case NFL -> new double[] {-3, 45.5};
      case MLB -> new double[] {-0.5, 8.5};
      case NHL -> new double[] {-0.5, 6};
      case EPL -> new double[] {-0.5, 2.75};
    };
  }

  private void expected(ObjectNode expected) {
    switch (league) {
      case NBA -> expected.put("POINTS", 22.5).put("REBOUNDS", 6.2);
      case NFL -> expected.put("RUSHING_YARDS", 61.0);
      case MLB -> expected.put("STRIKEOUTS", 5.4).put("HITS", 1.0);
      case NHL -> expected.put("SHOTS_ON_GOAL", 2.8).put("GOALS", 0.3);
      case EPL -> expected.put("GOALS", 0.4).put("SHOTS", 2.1);
    }
  }

  /** A start, a score, a review, every period to its end, and the end of the game. */
  public List<RawEvent> events() {
    List<RawEvent> events = new ArrayList<>();
    events.add(play(ActionType.GAME_START, 1, 0, 0, 0));
    events.add(play(ActionType.SCORE, 1, 0.3, 1, 0));
    events.add(play(ActionType.OTHER, 1, 0.4, 1, 0));
    events.add(play(ActionType.REVIEW_START, 1, 0.4, 1, 0));
    events.add(play(ActionType.REVIEW_END, 1, 0.4, 1, 0));
    events.add(command(CommandType.SUSPEND));
    events.add(command(CommandType.RESUME));
    for (int period = 1; period <= league.periods(); period++) {
      events.add(play(ActionType.ATTEMPT, period, 0.6, 1, period - 1));
      events.add(play(ActionType.SCORE, period, 0.8, 1, period));
      events.add(play(ActionType.PERIOD_END, period, 1, 1, period));
    }
    events.add(play(ActionType.GAME_END, league.periods(), 1, 1, league.periods()));
    return events;
  }

  /**
   * @param share of the period that has been played
   */
  public RawEvent play(ActionType action, int period, double share, int home, int away) {
    return play(action, period, share, home, away, situation(period, share).build());
  }

  public RawEvent play(
      ActionType action, int period, double share, int home, int away, Situation situation) {
    double seconds = periodSeconds();
    return event(action == ActionType.GAME_END ? EventStatus.ENDED : EventStatus.LIVE)
        .setClock(
            new GameClock(
                period, PeriodType.REG, seconds * share, seconds * (1 - share), share < 1))
        .setPayload(
            GameUpdate.newBuilder()
                .setAction(action)
                .setVendorAction(action.name())
                .setHomeScore(home)
                .setAwayScore(away)
                .setPoints(0)
                .setPossession(TeamSide.HOME)
                .setSituation(situation)
                .build())
        .build();
  }

  private double periodSeconds() {
    return switch (league) {
      case NBA -> 720;
      case NFL -> 900;
      case MLB -> 0;
      case NHL -> 1200;
      case EPL -> 2700;
    };
  }

  /** What is usual in the league at that time. */
  public Situation.Builder situation(int period, double share) {
    Situation.Builder situation = Situation.newBuilder();
    switch (league) {
      case NBA -> {}
      case NFL -> situation.setDown(2).setDistance(7).setYardsToGoal(48);
      case MLB ->
          situation
              .setBatting(share < 0.5 ? TeamSide.AWAY : TeamSide.HOME)
              .setOuts(share == 1 ? 3 : 1)
              .setBases(period % 8);
      case NHL -> situation.setHomeSkaters(5).setAwaySkaters(share == 0.6 ? 4 : 5);
      case EPL -> situation.setAddedSeconds(share == 1 ? 120 : 0);
    }
    return situation;
  }

  public RawEvent command(CommandType type) {
    return event(EventStatus.LIVE)
        .setVendorOrder(0)
        .setPayload(new Command(type, null, "a trader", "because"))
        .build();
  }

  private RawEvent.Builder event(EventStatus status) {
    actions++;
    return RawEvent.newBuilder()
        .setEventId("vendor:" + gameId + ":" + actions)
        .setVendor("vendor")
        .setLeague(league.id())
        .setGameId(gameId)
        .setVendorGameId(gameId)
        .setVendorEventId("" + actions)
        .setOperation(Operation.ADD)
        .setVendorOrder(actions * 10_000L)
        .setRevision(1)
        .setReceivedAt(SampleGame.RECEIVED)
        .setStatus(status);
  }

  private static JsonNode read(String resource) {
    try (InputStream in = LeagueGame.class.getResourceAsStream(resource)) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
