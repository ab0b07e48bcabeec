package io.oddsupdate.pricing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.Games;
import io.oddsupdate.pricing.Log;
import io.oddsupdate.pricing.PlayLogs;
import io.oddsupdate.pricing.game.GameEvent;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.Payload.InstructionType;
import io.oddsupdate.pricing.game.Verdict;
import io.oddsupdate.pricing.market.MarketStatus;
import io.oddsupdate.pricing.market.MarketUpdate;
import io.oddsupdate.pricing.market.Outcome;
import io.oddsupdate.pricing.reference.Availability;
import io.oddsupdate.pricing.reference.Enrichment;
import io.oddsupdate.pricing.reference.Prior;
import io.oddsupdate.pricing.reference.PriorSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What holds of every update, whatever the log and whatever the lookups. */
@Domain(PlayLogs.class)
@Domain(DomainContext.Global.class)
class GameEnginePropertyTest {

  @Property(tries = 200)
  void everyUpdateIsSoundAndNumberedDensely(@ForAll List<GameEvent> plays, @ForAll long seed) {
    Map<String, MarketUpdate> last = new HashMap<>();
    for (Step step : run(plays, seed)) {
      for (MarketUpdate update : step.updates()) {
        isSound(update);
        MarketUpdate before = last.put(update.marketKey(), update);
        long expected =
            before == null || before.epoch() < update.epoch() ? 1 : before.sequence() + 1;
        assertThat(update.sequence()).isEqualTo(expected);
        assertThat(update.updateId())
            .isEqualTo(update.marketKey() + "#" + update.epoch() + "." + expected);
      }
      assertThat(step.updates()).extracting(MarketUpdate::marketKey).isSorted();
      fallWithTheLine(step.updates(), GameEnginePropertyTest::chance);
      // An update is only written where a price moves, so of what readers hold the prices agree.
      fallWithTheLine(List.copyOf(last.values()), market -> -market.outcomes().get(0).price());
    }
  }

  @Property(tries = 200)
  void nothingIsActiveBetweenASuspensionAndItsRelease(
      @ForAll List<GameEvent> plays, @ForAll long seed) {
    Map<String, MarketUpdate> last = new HashMap<>();
    for (Step step : run(plays, seed)) {
      step.updates().forEach(update -> last.put(update.marketKey(), update));
      GameState state = step.state();
      if (state.traderSuspended()
          || state.feedDown()
          || state.suspendingActions().stream()
              .anyMatch(Games.CONFIG.suspendingActions()::contains)) {
        assertThat(last.values())
            .allSatisfy(
                market -> {
                  assertThat(market.status()).isNotEqualTo(MarketStatus.ACTIVE);
                  assertThat(market.outcomes()).noneMatch(Outcome::active);
                });
      }
    }
  }

  @Property(tries = 100)
  void theSameLogAndTheSameLookupsGiveTheSameUpdates(
      @ForAll List<GameEvent> plays, @ForAll long seed) {
    assertThat(run(plays, seed)).isEqualTo(run(plays, seed));
  }

  @Property(tries = 100)
  void theLastUpdatesSayWhatAFreshBookWould(@ForAll List<GameEvent> plays, @ForAll long seed) {
    Map<String, MarketUpdate> last = new HashMap<>();
    List<Step> steps = run(plays, seed);
    for (Step step : steps) {
      step.updates().forEach(update -> last.put(update.marketKey(), update));
    }
    if (steps.isEmpty()) {
      return;
    }
    Step end = steps.get(steps.size() - 1);

    // A new epoch says everything again: it must not differ from what readers already hold.
    Priced again =
        new GameEngine().step(end.book(), end.state(), Games.cause("again"), end.enrichment(), 99);

    assertThat(again.updates()).hasSize(last.size());
    for (MarketUpdate update : again.updates()) {
      MarketUpdate held = last.get(update.marketKey());
      assertThat(update.status()).isEqualTo(held.status());
      assertThat(update.results()).isEqualTo(held.results());
      if (update.status() != MarketStatus.SETTLED) {
        assertThat(update.outcomes()).extracting(Outcome::price).isEqualTo(prices(held));
        assertThat(update.reason()).isEqualTo(held.reason());
      }
    }
  }

  private record Step(
      GameState state, Enrichment enrichment, GameBook book, List<MarketUpdate> updates) {}

  /** Plays mixed with controls, lookups that come and go, and rising epochs. */
  private static List<Step> run(List<GameEvent> plays, long seed) {
    Random random = new Random(seed);
    GameEngine engine = new GameEngine();
    Log log = new Log();
    List<Step> steps = new ArrayList<>();
    GameBook book = GameBook.EMPTY;
    Enrichment enrichment = Enrichment.UNKNOWN;
    long epoch = 1;
    for (GameEvent play : plays) {
      for (GameEvent event : List.of(play, control(random, steps.size()))) {
        if (log.offer(event) != Verdict.ACCEPTED) {
          continue;
        }
        enrichment = random.nextInt(4) == 0 ? enrichment(random) : enrichment;
        epoch += random.nextInt(20) == 0 ? 1 : 0;
        GameState state = log.state();
        Priced priced = engine.step(book, state, Games.cause(event.eventId()), enrichment, epoch);
        book = priced.book();
        steps.add(new Step(state, enrichment, book, priced.updates()));
      }
    }
    return steps;
  }

  private static GameEvent control(Random random, int number) {
    return switch (random.nextInt(8)) {
      case 0 -> Games.order("c" + number, InstructionType.SUSPEND);
      case 1, 2 -> Games.order("c" + number, InstructionType.RESUME);
      case 3 -> Games.feed("c" + number, false);
      default -> Games.feed("c" + number, true);
    };
  }

  private static Enrichment enrichment(Random random) {
    Prior prior =
        new Prior(
            random.nextInt(61) / 2.0 - 15, 180 + random.nextInt(160) / 2.0, PriorSource.RATINGS);
    Availability availability =
        List.of(Availability.IN, Availability.OUT, Availability.QUESTIONABLE)
            .get(random.nextInt(3));
    return switch (random.nextInt(6)) {
      case 0 -> Games.known(Games.reference(null), availability);
      case 1 -> new Enrichment(Games.reference(prior), List.of(), List.of("hot"));
      default -> Games.known(Games.reference(prior), availability);
    };
  }

  private static void isSound(MarketUpdate update) {
    double sum = 0;
    for (Outcome outcome : update.outcomes()) {
      sum += outcome.probability();
      assertThat(
              outcome.win()
                  + outcome.halfWin()
                  + outcome.refund()
                  + outcome.halfLose()
                  + outcome.lose())
          .isCloseTo(1, within(1e-9));
      assertThat(outcome.probability()).isBetween(0.0, 1.0);
      assertThat(outcome.fairPrice()).isBetween(1.0, 1e6);
      assertThat(outcome.price()).isBetween(10_100L, 5_000_000L);
      assertThat(outcome.active() && update.status() != MarketStatus.ACTIVE).isFalse();
    }
    assertThat(update.marginActual()).isFinite();
    boolean unpriced = update.outcomes().isEmpty();
    assertThat(sum).isCloseTo(unpriced ? 0 : 1, within(1e-9));
    if (unpriced) {
      assertThat(update.status()).isIn(MarketStatus.SUSPENDED, MarketStatus.SETTLED);
    }
    assertThat(update.results().isEmpty()).isEqualTo(update.status() != MarketStatus.SETTLED);
  }

  private static void fallWithTheLine(
      List<MarketUpdate> markets, ToDoubleFunction<MarketUpdate> measure) {
    for (MarketUpdate market : markets) {
      for (MarketUpdate other : markets) {
        if (market.marketId() == other.marketId()
            && market.playerId() == null
            && market.marketId() != 219
            && line(market) < line(other)
            && !market.outcomes().isEmpty()
            && !other.outcomes().isEmpty()) {
          assertThat(measure.applyAsDouble(market))
              .isGreaterThanOrEqualTo(measure.applyAsDouble(other) - 1e-12);
        }
      }
    }
  }

  private static double chance(MarketUpdate market) {
    return market.outcomes().get(0).probability();
  }

  /** What has to be exceeded: of a handicap, its opposite. */
  private static double line(MarketUpdate market) {
    double line =
        Double.parseDouble(market.specifiers().substring(market.specifiers().indexOf('=') + 1));
    return market.marketId() == 223 ? -line : line;
  }

  private static List<Long> prices(MarketUpdate market) {
    return market.outcomes().stream().map(Outcome::price).toList();
  }
}
