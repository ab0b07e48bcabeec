package io.oddsupdate.pricing.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.model.GridScore;
import io.oddsupdate.pricing.model.LineParts;
import io.oddsupdate.pricing.model.Poisson;
import io.oddsupdate.pricing.model.ScoreDistribution;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class AnswersTest {
  private static final ScoreDistribution SCORE = independent(1.5, 1.2);

  @ParameterizedTest
  @EnumSource(
      value = Question.class,
      mode = Mode.EXCLUDE,
      names = {"NEXT_SCORE", "PLAYER_SCORES", "PLAYER_TOTAL"})
  void chancesOfAMarketSumToWhatItPaysOut(Question question) {
    List<LineParts> parts = Answers.ask(question, 1.25, SCORE);

    assertThat(parts).hasSize(question.outcomeIds().size());
    assertThat(parts.stream().mapToDouble(LineParts::probability).sum())
        .isCloseTo(question.target(), within(1e-9));
  }

  @Test
  void resultDoubleChanceAndDrawNoBetAreOneDistribution() {
    List<LineParts> result = Answers.ask(Question.RESULT, 0, SCORE);
    List<LineParts> doubleChance = Answers.ask(Question.DOUBLE_CHANCE, 0, SCORE);
    List<LineParts> drawNoBet = Answers.ask(Question.DRAW_NO_BET, 0, SCORE);

    double home = result.get(0).win();
    double draw = result.get(1).win();
    assertThat(doubleChance.get(0).win()).isCloseTo(home + draw, within(1e-12));
    assertThat(doubleChance.get(1).win()).isCloseTo(1 - draw, within(1e-12));
    assertThat(drawNoBet.get(0).refund()).isCloseTo(draw, within(1e-12));
    assertThat(drawNoBet.get(0).probability()).isCloseTo(home / (1 - draw), within(1e-12));
  }

  @Test
  void asksForTheScoreThatUofNames() {
    List<LineParts> parts = Answers.ask(Question.CORRECT_SCORE, 0, SCORE);

    int twoOne = Question.CORRECT_SCORE.outcomeNames().indexOf("2:1");
    assertThat(Question.CORRECT_SCORE.outcomeIds().get(twoOne)).isEqualTo("288");
    assertThat(parts.get(twoOne).win()).isCloseTo(SCORE.exactly(2, 1), within(1e-15));
    assertThat(Question.CORRECT_SCORE.outcomeIds()).last().isEqualTo("324");
  }

  @ParameterizedTest
  @EnumSource(League.class)
  void noTwoMarketsOfALeagueHaveOneNameOrOneId(League league) {
    Set<String> names = new HashSet<>();
    Set<Integer> ids = new HashSet<>();
    for (MarketKind kind : Catalogue.of(league)) {
      assertThat(names.add(Catalogue.name(league, kind))).as(kind.name()).isTrue();
      assertThat(ids.add(kind.id())).as(kind.name()).isTrue();
      assertThat(Catalogue.kind(league, Catalogue.name(league, kind))).isEqualTo(kind);
    }
  }

  @Test
  void aMarketOfTheWholeGameHasTheShortName() {
    assertThat(Catalogue.kind(League.NHL, "total").id()).isEqualTo(412);
    assertThat(Catalogue.kind(League.NHL, "regulation_total").id()).isEqualTo(18);
    assertThat(Catalogue.kind(League.EPL, "total").id()).isEqualTo(18);
    assertThatThrownBy(() -> Catalogue.kind(League.EPL, "winner"))
        .hasMessageContaining("market must be one of")
        .hasMessageContaining("1x2");
  }

  @Test
  void sortsSpecifiers() {
    assertThat(new Market(MarketKind.QUARTER_HANDICAP, -1.5, 2, null).specifiers())
        .isEqualTo("hcp=-1.5|quarternr=2");
    assertThat(new Market(MarketKind.PERIOD_TOTAL, 1.5, 3, null).specifiers())
        .isEqualTo("periodnr=3|total=1.5");
    assertThat(Market.of(MarketKind.RESULT).key("g")).isEqualTo("g|1||");
  }

  private static ScoreDistribution independent(double home, double away) {
    int size = 30;
    double[] mass = new double[size * size];
    double[] homeMass = Poisson.masses(home, size);
    double[] awayMass = Poisson.masses(away, size);
    for (int cell = 0; cell < mass.length; cell++) {
      mass[cell] = homeMass[cell / size] * awayMass[cell % size];
    }
    return GridScore.of(0, 0, size, mass);
  }
}
