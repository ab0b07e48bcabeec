package io.oddsupdate.pricing;

import io.oddsupdate.pricing.engine.Cause;
import io.oddsupdate.pricing.game.ActionType;
import io.oddsupdate.pricing.game.Clock;
import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameEvent;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.Payload;
import io.oddsupdate.pricing.game.Payload.InstructionType;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.PlayerCount;
import io.oddsupdate.pricing.game.PlayerStat;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.reference.Availability;
import io.oddsupdate.pricing.reference.Enrichment;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.MarketConfig;
import io.oddsupdate.pricing.reference.MarketOffer;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.oddsupdate.pricing.reference.Player;
import io.oddsupdate.pricing.reference.PlayerHot;
import io.oddsupdate.pricing.reference.Prior;
import io.oddsupdate.pricing.reference.PriorSource;
import io.oddsupdate.pricing.reference.Side;
import io.oddsupdate.pricing.reference.Team;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One game that the tests are about, and its events and states. */
public final class Games {
  public static final String GAME = "nba-20261122-GSW-BKN";
  public static final String HOME_STAR = "nba-1";
  public static final String AWAY_STAR = "nba-2";
  public static final ModelVersion MODEL = model("nba-2026.1", 11.7);
  public static final MarketConfig CONFIG =
      config("nba-markets-1", 500, List.of(ActionType.REVIEW_START, ActionType.INJURY));
  public static final Prior PRIOR = new Prior(-4.5, 221.5, PriorSource.MARKET);

  /** When a test's records reached us. */
  public static final long RECEIVED_MS = 1_700_000_000_000L;

  private Games() {}

  public static ModelVersion model(String version, double marginSd) {
    return new ModelVersion(
        "nba-normal-margin",
        version,
        new Constants(
            Map.of(
                "margin_sd", List.of(marginSd),
                "total_sd", List.of(17.3),
                "overtime_share", List.of(300.0 / 2880),
                "regulation_seconds", List.of(2880.0),
                "overtime_seconds", List.of(300.0),
                "player_points", List.of(1.9, 0.0))));
  }

  public static MarketConfig config(
      String version, double maxPrice, List<ActionType> suspendingActions) {
    return new MarketConfig(
        version,
        List.of(
            offer(219, 0.045, 0, 1),
            offer(223, 0.05, 2, 2),
            offer(225, 0.05, 2, 4),
            offer(227, 0.05, 0, 3),
            offer(228, 0.05, 0, 3),
            offer(768, 0.07, 0, 1)),
        maxPrice,
        suspendingActions);
  }

  public static MarketOffer offer(int market, double margin, int beside, double step) {
    return new MarketOffer(market, margin, beside, step, List.of(), List.of());
  }

  public static GameReference reference(Prior prior) {
    return reference(prior, MODEL, CONFIG);
  }

  public static GameReference reference(Prior prior, ModelVersion model, MarketConfig config) {
    return new GameReference(
        GAME,
        "nba",
        1,
        20_779,
        new Team("bkn", "Brooklyn Nets", "BKN"),
        new Team("gsw", "Golden State Warriors", "GSW"),
        prior,
        false,
        List.of(
            new Player(HOME_STAR, "Kevin Durant", Side.HOME, Map.of("POINTS", 26.3)),
            new Player(AWAY_STAR, "Stephen Curry", Side.AWAY, Map.of("POINTS", 27.8))),
        model,
        null,
        config);
  }

  public static Enrichment known() {
    return known(reference(PRIOR), Availability.IN);
  }

  public static Enrichment known(GameReference reference, Availability homeStar) {
    return new Enrichment(
        reference,
        List.of(
            new PlayerHot(HOME_STAR, 1, homeStar, 1),
            new PlayerHot(AWAY_STAR, 1, Availability.IN, 1.1)),
        List.of());
  }

  public static Cause cause(String eventId) {
    return new Cause("nba", GAME, eventId, 1_700_000_000_000L);
  }

  public static GameEvent play(
      String id, long revision, long order, ActionType action, Clock clock, int home, int away) {
    return play(id, revision, order, action, clock, home, away, 0, null);
  }

  public static GameEvent play(
      String id,
      long revision,
      long order,
      ActionType action,
      Clock clock,
      int home,
      int away,
      int points,
      String scorer) {
    return new GameEvent(
        id,
        revision,
        order,
        false,
        EventStatus.LIVE,
        clock,
        null,
        RECEIVED_MS,
        new Payload.Play(
            action,
            home,
            away,
            null,
            scorer == null || action != ActionType.SCORE
                ? List.of()
                : List.of(new PlayerCount(scorer, PlayerStat.POINTS, points, false))));
  }

  public static GameEvent deletion(String id, long revision, long order) {
    return new GameEvent(
        id,
        revision,
        order,
        true,
        EventStatus.LIVE,
        null,
        null,
        RECEIVED_MS,
        new Payload.Nothing());
  }

  public static GameEvent feed(String id, boolean up) {
    return new GameEvent(
        id, 1, 0, false, EventStatus.LIVE, null, null, RECEIVED_MS, new Payload.FeedReport(up));
  }

  public static GameEvent order(String id, InstructionType type) {
    return new GameEvent(
        id,
        1,
        0,
        false,
        EventStatus.LIVE,
        null,
        null,
        RECEIVED_MS,
        new Payload.Instruction(type, null));
  }

  public static Clock clock(int period, double secondsRemaining) {
    return new Clock(period, period > 4 ? PeriodType.OT : PeriodType.REG, secondsRemaining, 0);
  }

  public static GameState live(int period, double secondsRemaining, int home, int away) {
    return state(EventStatus.LIVE, period, secondsRemaining, home, away, null, Map.of());
  }

  public static GameState ended(int home, int away, Map<String, Integer> points) {
    return state(EventStatus.ENDED, 4, 0, home, away, null, points);
  }

  public static GameState state(
      EventStatus status,
      int period,
      double secondsRemaining,
      int home,
      int away,
      ActionType suspendingAction,
      Map<String, Integer> points) {
    return new GameState(
        status,
        period,
        period > 4 ? PeriodType.OT : PeriodType.REG,
        secondsRemaining,
        0,
        home,
        away,
        List.of(),
        Situation.NONE,
        List.of(),
        suspendingAction == null ? List.of() : List.of(suspendingAction),
        false,
        false,
        null,
        tallies(points),
        List.of(),
        null);
  }

  public static GameState notStarted() {
    return state(EventStatus.NOT_STARTED, 0, 0, 0, 0, null, Map.of());
  }

  /** Points by player, as a state carries them. */
  public static Map<String, Integer> tallies(Map<String, Integer> points) {
    Map<String, Integer> tallies = new TreeMap<>();
    points.forEach(
        (player, count) -> tallies.put(PlayerCount.key(PlayerStat.POINTS, player), count));
    return tallies;
  }
}
