package io.oddsupdate.bench;

import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.PlayerCount;
import io.oddsupdate.pricing.game.PlayerStat;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.market.Catalogue;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.market.MarketKind;
import io.oddsupdate.pricing.market.Question;
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
import io.oddsupdate.quant.price.ModelVersions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A game of a league with about sixty markets, and states of it from the second period on. */
final class PricedGame {
  private static final int STATES = 64;

  private static final int MARKETS = 60;

  /** About so many of them are of players. */
  private static final int PLAYER_MARKETS = 20;

  private final League league;

  PricedGame(League league) {
    this.league = league;
  }

  String gameId() {
    return league.id() + "-20261122-AAA-BBB";
  }

  /** The newest shipped version prices it. */
  Enrichment enrichment() {
    ModelVersions versions = ModelVersions.shipped();
    List<String> names = versions.of(league);
    ModelVersion model = versions.get(names.get(names.size() - 1)).definition();
    List<Player> players = players();
    GameReference reference =
        new GameReference(
            gameId(),
            league.id(),
            1,
            20_779,
            new Team("b", "Home", "BBB"),
            new Team("a", "Away", "AAA"),
            prior(),
            false,
            players,
            model,
            null,
            new MarketConfig("bench", offers(players.size()), 500, List.of()));
    List<PlayerHot> hot = new ArrayList<>();
    for (Player player : players) {
      hot.add(new PlayerHot(player.playerId(), 1, Availability.IN, 1.02));
    }
    return new Enrichment(reference, hot, List.of());
  }

  private Prior prior() {
    return switch (league) {
      case NBA -> new Prior(-4.5, 224.5, PriorSource.MARKET);
      case NFL -> new Prior(-3, 44.5, PriorSource.MARKET);
      case MLB -> new Prior(-0.4, 8.5, PriorSource.MARKET);
      case NHL -> new Prior(-0.3, 6, PriorSource.MARKET);
      case EPL -> new Prior(-0.4, 2.75, PriorSource.MARKET);
    };
  }

  /** Everybody has every market that the league has of players. */
  private List<Player> players() {
    List<String> stats = stats();
    List<Player> players = new ArrayList<>();
    for (int i = 0; i * stats.size() < PLAYER_MARKETS; i++) {
      Map<String, Double> expected = new TreeMap<>();
      for (String stat : stats) {
        expected.put(stat, stat.endsWith("YARDS") ? 40.0 + 9 * i : 4.5 + i);
      }
      Side side = i % 2 == 0 ? Side.HOME : Side.AWAY;
      players.add(new Player("p" + i, "Player " + i, side, expected));
    }
    return players;
  }

  private List<String> stats() {
    return Catalogue.of(league).stream()
        .map(MarketKind::stat)
        .filter(Objects::nonNull)
        .map(PlayerStat::name)
        .distinct()
        .toList();
  }

  /** Every kind of market once, and of handicap and total of the game so many that it is sixty. */
  private List<MarketOffer> offers(int players) {
    List<MarketKind> kinds = Catalogue.of(league);
    long ofTeams = kinds.stream().filter(kind -> kind.stat() == null).count();
    long ofPlayers = (kinds.size() - ofTeams) * players;
    int beside = (int) Math.max(0, Math.round((MARKETS - ofTeams - ofPlayers) / 4.0));
    List<MarketOffer> offers = new ArrayList<>();
    for (MarketKind kind : kinds) {
      List<Integer> numbers =
          kind.hasNumber() && kind.question() != Question.NEXT_SCORE
              ? List.of(league.periods())
              : List.of();
      boolean main =
          kind.stretch() == league.main()
              && (kind.question() == Question.HANDICAP || kind.question() == Question.TOTAL);
      offers.add(new MarketOffer(kind.id(), 0.05, main ? beside : 0, 0.5, List.of(), numbers));
    }
    return offers;
  }

  /** States that differ in clock, score and situation. */
  GameState[] states() {
    GameState[] states = new GameState[STATES];
    for (int i = 0; i < STATES; i++) {
      states[i] = state(i);
    }
    return states;
  }

  private GameState state(int i) {
    int period = 2 + i % Math.max(1, league.periods() - 1);
    double length =
        switch (league) {
          case NBA -> 720;
          case NFL -> 900;
          case MLB -> 0;
          case NHL -> 1200;
          case EPL -> 2700;
        };
    double elapsed = length * (i % 17) / 17.0;
    int unit =
        switch (league) {
          case NBA -> 25;
          case NFL -> 7;
          case MLB, NHL, EPL -> 1;
        };
    // Goals are rare: a game that had another number of them at each event would be no game.
    boolean ofGoals = league == League.NHL || league == League.EPL;
    int home = ofGoals ? 2 : unit + i % 3 * (unit > 1 ? unit / 2 : 1);
    int away = ofGoals ? 1 : unit + i % 2;
    GameState state =
        GameState.of(
            EventStatus.LIVE,
            period,
            PeriodType.REG,
            length - elapsed,
            elapsed,
            home,
            away,
            List.of(new PeriodScore(1, home, away), new PeriodScore(period, 0, 0)),
            situation(i));
    return counted(state, ofGoals, i);
  }

  /** With what players have counted, and who scored, which markets of the next goal ask. */
  private GameState counted(GameState state, boolean ofGoals, int i) {
    List<Side> goals = new ArrayList<>();
    if (ofGoals) {
      goals.addAll(Collections.nCopies(state.homeScore(), Side.HOME));
      goals.addAll(Collections.nCopies(state.awayScore(), Side.AWAY));
    }
    Map<String, Integer> tallies = new TreeMap<>();
    for (Player player : players()) {
      for (String stat : stats()) {
        tallies.put(PlayerCount.key(PlayerStat.valueOf(stat), player.playerId()), 1 + i % 3);
      }
    }
    return new GameState(
        state.status(),
        state.period(),
        state.periodType(),
        state.secondsRemaining(),
        state.secondsElapsed(),
        state.homeScore(),
        state.awayScore(),
        state.periodScores(),
        state.situation(),
        List.copyOf(goals),
        List.of(),
        false,
        false,
        null,
        tallies,
        List.of(),
        null);
  }

  private Situation situation(int i) {
    return switch (league) {
      case NBA -> Situation.of(i % 2 == 0 ? Side.HOME : Side.AWAY);
      case NFL -> Situation.scrimmage(i % 2 == 0 ? Side.HOME : Side.AWAY, 1 + i % 4, 10, 20 + i);
      case MLB -> Situation.inning(i % 2 == 0, i % 3, i % 8);
      case NHL -> Situation.strength(5 - i % 2, 5, false, false);
      case EPL -> Situation.cards(0, i % 2, 0);
    };
  }
}
