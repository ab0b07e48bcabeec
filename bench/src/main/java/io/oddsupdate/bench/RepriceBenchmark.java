package io.oddsupdate.bench;

import io.oddsupdate.pricing.engine.Cause;
import io.oddsupdate.pricing.engine.GameBook;
import io.oddsupdate.pricing.engine.GameEngine;
import io.oddsupdate.pricing.engine.Priced;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.market.Answers;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.market.Market;
import io.oddsupdate.pricing.market.PlayerOutlook;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Leagues;
import io.oddsupdate.pricing.model.LineParts;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.RememberedOutlook;
import io.oddsupdate.pricing.odds.DecimalOdds;
import io.oddsupdate.pricing.odds.Margin;
import io.oddsupdate.pricing.odds.MarginMethod;
import io.oddsupdate.pricing.player.PlayerCounts;
import io.oddsupdate.pricing.reference.Enrichment;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.oddsupdate.pricing.reference.PlayerHot;
import io.oddsupdate.pricing.reference.Prior;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A game with about sixty markets, a third of them of players, priced anew for a state that it was
 * not in before. {@code answers} is the model and every question; {@code step} is what the job
 * does: margins, prices, statuses and the updates of all that changed too.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RepriceBenchmark {
  @Param({"NBA", "NFL", "MLB", "NHL", "EPL"})
  public League league;

  private final GameEngine engine = new GameEngine();
  private GameState[] states;
  private Enrichment enrichment;
  private Cause cause;
  private GameBook book;
  private GameModel model;
  private Constants constants;
  private int next;

  @Setup
  public void prepare() {
    PricedGame game = new PricedGame(league);
    states = game.states();
    enrichment = game.enrichment();
    cause = new Cause(league.id(), game.gameId(), "e", 0L);
    book = engine.step(GameBook.EMPTY, GameState.notStarted(), cause, enrichment, 1).book();
    ModelVersion version = enrichment.reference().model();
    constants = version.constants();
    LeagueModel leagueModel = Leagues.of(version.modelId(), version.constants());
    Prior prior = enrichment.reference().prior();
    model =
        leagueModel.prepare(
            new Fixture(leagueModel.ofLines(prior.homeSpread(), prior.total()), false));
    System.out.println("markets of the game: " + book.markets().size());
  }

  @Benchmark
  public void answers(Blackhole hole) {
    GameState state = state();
    Outlook outlook = new RememberedOutlook(model.outlook(state));
    PlayerOutlook players = players(state, outlook);
    for (Market market : book.markets()) {
      hole.consume(Answers.of(market, league, outlook, players));
    }
  }

  @Benchmark
  public void prices(Blackhole hole) {
    GameState state = state();
    Outlook outlook = new RememberedOutlook(model.outlook(state));
    PlayerOutlook players = players(state, outlook);
    for (Market market : book.markets()) {
      Answers.of(market, league, outlook, players).ifPresent(parts -> price(parts, hole));
    }
  }

  private PlayerOutlook players(GameState state, Outlook outlook) {
    Map<String, PlayerHot> hot = new HashMap<>();
    enrichment.hot().forEach(player -> hot.put(player.playerId(), player));
    return new PlayerCounts(state, outlook, constants, enrichment.reference().players(), hot);
  }

  private static void price(List<LineParts> parts, Blackhole hole) {
    double[] chances = new double[parts.size()];
    for (int i = 0; i < chances.length; i++) {
      chances[i] = parts.get(i).probability();
    }
    for (double booked : Margin.book(MarginMethod.POWER, chances, 0.05)) {
      hole.consume(DecimalOdds.price(booked, 500));
    }
  }

  @Benchmark
  public Priced step() {
    Priced priced = engine.step(book, state(), cause, enrichment, 1);
    book = priced.book();
    return priced;
  }

  private GameState state() {
    next = (next + 1) % states.length;
    return states[next];
  }
}
