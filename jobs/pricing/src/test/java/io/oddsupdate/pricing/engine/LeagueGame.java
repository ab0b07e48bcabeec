package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.Games;
import io.oddsupdate.pricing.Log;
import io.oddsupdate.pricing.ShippedMarkets;
import io.oddsupdate.pricing.game.ActionType;
import io.oddsupdate.pricing.game.Clock;
import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameEvent;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.Payload;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.market.Catalogue;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.market.Market;
import io.oddsupdate.pricing.market.MarketKind;
import io.oddsupdate.pricing.market.MarketUpdate;
import io.oddsupdate.pricing.reference.Availability;
import io.oddsupdate.pricing.reference.Enrichment;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.Player;
import io.oddsupdate.pricing.reference.PlayerHot;
import io.oddsupdate.pricing.reference.Prior;
import io.oddsupdate.pricing.reference.PriorSource;
import io.oddsupdate.pricing.reference.Side;
import io.oddsupdate.pricing.reference.Team;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A game of a league with the markets that the league starts with, period by period. */
final class LeagueGame {
  private final League league;
  private final Enrichment enrichment;
  private final GameEngine engine = new GameEngine();
  private final Map<String, MarketUpdate> last = new TreeMap<>();
  private final Log log = new Log();
  private GameBook book = GameBook.EMPTY;
  private long plays;
  private int home;
  private int away;

  LeagueGame(League league) {
    this.league = league;
    Map<String, Double> counts = new TreeMap<>();
    for (MarketKind kind : Catalogue.of(league)) {
      if (kind.stat() != null) {
        counts.put(kind.stat().name(), 6.3);
      }
    }
    GameReference reference =
        new GameReference(
            gameId(),
            league.id(),
            1,
            20_779,
            new Team("h", "Home", "HOM"),
            new Team("a", "Away", "AWY"),
            prior(league),
            false,
            List.of(new Player("p", "Player", Side.HOME, counts)),
            ShippedMarkets.model(league),
            null,
            ShippedMarkets.config(league));
    this.enrichment =
        new Enrichment(reference, List.of(new PlayerHot("p", 1, Availability.IN, 1)), List.of());
    step(GameState.notStarted());
  }

  private static Prior prior(League league) {
    return switch (league) {
      case NBA -> new Prior(-4.5, 228.5, PriorSource.MARKET);
      case NFL -> new Prior(-3, 45.5, PriorSource.MARKET);
      case MLB -> new Prior(-0.4, 8.5, PriorSource.MARKET);
      case NHL -> new Prior(-0.3, 6, PriorSource.MARKET);
      case EPL -> new Prior(-0.5, 2.75, PriorSource.MARKET);
    };
  }

  String gameId() {
    return league.id() + "-20261122-awy-hom";
  }

  /** A period with what each team scores in it, to its end. */
  LeagueGame period(int number, int homePoints, int awayPoints) {
    double length = length(number);
    start(number);
    away += awayPoints;
    play(ActionType.SCORE, number, length / 2, length / 2, Situation.inning(false, 1, 0));
    home += homePoints;
    play(ActionType.SCORE, number, length / 2, length / 2, Situation.inning(true, 1, 0));
    play(ActionType.PERIOD_END, number, 0, length, Situation.inning(true, 3, 0));
    step(log.state());
    return this;
  }

  /** A soccer half is over when the next one begins: nobody knows how long it is prolonged. */
  LeagueGame start(int number) {
    play(ActionType.PERIOD_START, number, length(number), 0, Situation.inning(false, 0, 0));
    step(log.state());
    return this;
  }

  private double length(int number) {
    return switch (league) {
      case NBA -> 720;
      case NFL -> 900;
      case MLB -> 0;
      case NHL -> number > league.periods() ? 300 : 1200;
      case EPL -> 2700;
    };
  }

  LeagueGame end(int number) {
    play(ActionType.GAME_END, number, 0, 0, null);
    step(log.state());
    return this;
  }

  private void play(
      ActionType action, int period, double left, double elapsed, Situation situation) {
    plays++;
    PeriodType type =
        league == League.MLB || period <= league.periods()
            ? PeriodType.REG
            : league == League.NHL && period == 5 ? PeriodType.SO : PeriodType.OT;
    log.offer(
        new GameEvent(
            "e" + plays,
            1,
            plays,
            false,
            EventStatus.LIVE,
            new Clock(period, type, left, elapsed),
            null,
            Games.RECEIVED_MS,
            new Payload.Play(
                action, home, away, league == League.MLB ? situation : null, List.of())));
  }

  private void step(GameState state) {
    Cause cause = new Cause(league.id(), gameId(), "e" + plays, 0L);
    Priced priced = engine.step(book, state, cause, enrichment, 1);
    book = priced.book();
    priced.updates().forEach(update -> last.put(update.marketKey(), update));
  }

  /** Every market as it stands: a price that did not move is not written again otherwise. */
  Map<String, MarketUpdate> now() {
    Cause cause = new Cause(league.id(), gameId(), "again", 0L);
    Map<String, MarketUpdate> all = new TreeMap<>();
    engine
        .step(book, plays == 0 ? GameState.notStarted() : log.state(), cause, enrichment, 2)
        .updates()
        .forEach(update -> all.put(update.marketKey(), update));
    return all;
  }

  /** The last update of each market, in the order of the keys. */
  List<MarketUpdate> updates() {
    return List.copyOf(last.values());
  }

  MarketUpdate update(Market market) {
    return last.get(market.key(gameId()));
  }

  List<Market> markets() {
    return Lines.withGoals(book.markets(), log.state());
  }
}
