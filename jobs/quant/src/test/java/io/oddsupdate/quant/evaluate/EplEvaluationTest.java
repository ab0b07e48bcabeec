package io.oddsupdate.quant.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.Leagues;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.Strengths;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.oddsupdate.quant.Shared;
import io.oddsupdate.quant.archive.DataFile;
import io.oddsupdate.quant.archive.EplEventStream;
import io.oddsupdate.quant.archive.EplMatches;
import io.oddsupdate.quant.archive.EplTimeline;
import io.oddsupdate.quant.archive.EplTimelines;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How good the forecasts are of matches that no constant was fitted on. */
class EplEvaluationTest {
  private static final DataFile[] SEASONS =
      Stream.concat(Stream.of(EplEvaluation.HELD_OUT), EplEvaluation.FITTED.stream())
          .map(EplMatches::file)
          .toArray(DataFile[]::new);

  @Test
  void repricesTheClosingResultAndKnowsItBetterAtHalfTime() {
    List<Checkpoint> checkpoints = HeldOut.of(League.EPL, SEASONS);

    Checkpoint start = HeldOut.named(checkpoints, "start, 2019-24");
    assertThat(start.scores().games()).isEqualTo(1680);
    assertThat(start.scores().logLoss()).isCloseTo(0.96122, within(2e-5));
    assertThat(start.benchmarks())
        .filteredOn(benchmark -> !benchmark.metric().equals("log loss"))
        .hasSize(7)
        .allMatch(benchmark -> benchmark.isMetBy(start.scores()));
    // Of prices that lose their margin by the odds ratio, the published closing figures are met.
    Checkpoint ratio = HeldOut.named(checkpoints, "start, 2019-24, odds_ratio");
    assertThat(ratio.benchmarks()).hasSize(6).allMatch(each -> each.isMetBy(ratio.scores()));
    Checkpoint heldOut = HeldOut.named(checkpoints, "start, 2015/16");
    assertThat(heldOut.benchmarks()).hasSize(6).allMatch(each -> each.isMetBy(heldOut.scores()));
    Checkpoint half = HeldOut.named(checkpoints, "half-time, 2015/16");
    assertThat(half.scores().games()).isEqualTo(380);
    assertThat(half.scores().logLoss()).isLessThan(0.849);
    for (String name : List.of("half-time, 2015/16", "half-time, 2019-24")) {
      Checkpoint checkpoint = HeldOut.named(checkpoints, name);
      assertThat(checkpoint.benchmarks())
          .filteredOn(benchmark -> benchmark.source().equals(EvenPoisson.SOURCE))
          .singleElement()
          .matches(benchmark -> benchmark.isMetBy(checkpoint.scores()), name);
    }
  }

  /** The floor: the model of the measured baseline, which was fitted on these very matches. */
  @Test
  void beatsTheBaselineInPlay() {
    assumeTrue(
        Shared.archive(SEASONS).has(EplTimelines.IN_PLAY),
        "skipped: " + EplTimelines.IN_PLAY.name() + " is not here");

    List<Checkpoint> checkpoints = HeldOut.of(League.EPL, SEASONS);

    for (int minute = 15; minute <= 75; minute += 15) {
      Checkpoint checkpoint = HeldOut.named(checkpoints, minute + " min");
      assertThat(checkpoint.scores().games()).isEqualTo(318);
      // Early on there is next to nothing that independent Poisson does not know.
      boolean early = minute == 15;
      assertThat(checkpoint.benchmarks())
          .as(checkpoint.name())
          .filteredOn(benchmark -> !early || !benchmark.source().equals(EvenPoisson.SOURCE))
          .hasSizeGreaterThanOrEqualTo(2)
          .allMatch(benchmark -> benchmark.isMetBy(checkpoint.scores()));
    }
  }

  /** Minute by minute through whole matches: never lost, and surer and surer of how they end. */
  @ParameterizedTest
  @ValueSource(strings = {"3754006", "3754058", "3754129", "3754166", "3754202"})
  void followsAMatchToItsEnd(String match) {
    EplTimeline timeline =
        EplEventStream.read(
            Shared.archive(EplEventStream.file(match)), EplEventStream.file(match), "1516");
    int home = timeline.count(false, true, 2, 9999);
    int away = timeline.count(false, false, 2, 9999);
    ModelVersion shipped = HeldOut.shipped(League.EPL);
    GameModel model =
        Leagues.of(shipped.modelId(), shipped.constants())
            .prepare(new Fixture(new Strengths(1.6, 1.1, true), false));
    List<Double> likely = new ArrayList<>();
    for (int half = 1; half <= 2; half++) {
      for (int minute = 1; minute <= 50; minute++) {
        GameState state = at(timeline, half, minute);
        Outlook outlook = model.outlook(state);
        likely.add(outlook.finalScore().exactly(home, away));
        assertThat(outlook.finalScore().total().atLeast(state.homeScore() + state.awayScore()))
            .isEqualTo(1);
      }
    }

    assertThat(likely).allMatch(chance -> chance > 1e-4);
    assertThat(likely.get(99)).isGreaterThan(0.95).isGreaterThan(likely.get(0));
  }

  private static GameState at(EplTimeline timeline, int half, int minute) {
    double second = minute * 60.0;
    int home = timeline.count(false, true, half, second);
    int away = timeline.count(false, false, half, second);
    PeriodScore first =
        new PeriodScore(
            1, timeline.count(false, true, 1, 9999), timeline.count(false, false, 1, 9999));
    return GameState.of(
        EventStatus.LIVE,
        half,
        PeriodType.REG,
        Math.max(0, 2700 - second),
        second,
        home,
        away,
        List.of(half == 1 ? new PeriodScore(1, home, away) : first),
        Situation.cards(
            timeline.count(true, true, half, second),
            timeline.count(true, false, half, second),
            0));
  }

  @Test
  void readsGoalsAndRedCardsOfAnEventStream() {
    EplTimeline goals =
        EplEventStream.read(
            Shared.archive(EplEventStream.file("3754006")), EplEventStream.file("3754006"), "1516");
    EplTimeline red =
        EplEventStream.read(
            Shared.archive(EplEventStream.file("3754058")), EplEventStream.file("3754058"), "1516");

    assertThat(goals.home()).isEqualTo("West Bromwich Albion");
    assertThat(goals.count(false, true, 2, 9999)).isEqualTo(2);
    assertThat(goals.count(false, false, 2, 9999)).isEqualTo(3);
    assertThat(red.count(true, false, 2, 711)).isZero();
    assertThat(red.count(true, false, 2, 712)).isEqualTo(1);
    assertThat(red.away()).isEqualTo("AFC Bournemouth");
  }
}
