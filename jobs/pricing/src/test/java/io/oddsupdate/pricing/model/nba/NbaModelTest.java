package io.oddsupdate.pricing.model.nba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.pricing.Shared;
import io.oddsupdate.pricing.ShippedModels;
import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Coherence;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.model.Strengths;
import io.oddsupdate.pricing.reference.Side;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NbaModelTest {
  private static final LeagueModel MODEL = ShippedModels.model("nba-2026.2");

  private static Outlook outlook(Strengths strengths, GameState state) {
    return MODEL.prepare(new Fixture(strengths, false)).outlook(state);
  }

  private static GameState live(int period, double seconds, int home, int away) {
    return live(period, seconds, home, away, List.of());
  }

  private static GameState live(
      int period, double seconds, int home, int away, List<PeriodScore> periods) {
    PeriodType type = period > 4 ? PeriodType.OT : PeriodType.REG;
    return GameState.of(
        EventStatus.LIVE, period, type, seconds, 0, home, away, periods, Situation.NONE);
  }

  @Test
  void agreesWithSternsTableForItsSeason() throws IOException {
    // Given Stern's constants: one deviation for the whole game, leads that do not revert
    Constants shipped = ShippedModels.constants("nba-2026.2");
    Map<String, List<Double>> values = new TreeMap<>(shipped.values());
    int points = values.get("time_left").size();
    values.put("margin_left", values.get("time_left"));
    values.put("margin_reversion", Collections.nCopies(points, 0.0));
    values.put("margin_sd", Collections.nCopies(points, 15.82));
    values.put("close_weights", Collections.nCopies(values.get("close_weights").size(), 1.0));
    GameModel stern =
        NbaModel.of(new Constants(values))
            .prepare(new Fixture(new Strengths(102.435, 97.565, true), false));

    for (JsonNode row :
        new ObjectMapper().readTree(Shared.read("vectors/nba_stern_1994.json")).get("rows")) {
      // When a cell of the table is asked for
      double left = 2880 * (1 - row.get("t").asDouble());
      int period = 4 - (int) Math.min(3, Math.ceil(left / 720) - 1);
      double seconds = left - (4 - period) * 720;
      int lead = row.get("lead").asInt();
      double chance =
          stern.outlook(live(period, seconds, 60 + lead, 60)).finalScore().margin().atLeast(1);

      // Then it is the table's
      assertThat(chance)
          .as(row.toString())
          .isCloseTo(row.get("p_formula").asDouble(), within(0.005));
    }
  }

  @Test
  void aLineIsAsLikelyToBeBeatenAsNot() {
    ScoreDistribution score =
        outlook(MODEL.ofLines(-4.5, 221.5), GameState.notStarted()).finalScore();

    assertThat(score.margin().atLeast(5)).isCloseTo(0.5, within(1e-7));
    assertThat(score.total().atLeast(222)).isCloseTo(0.5, within(1e-7));
  }

  @Test
  void aWholeLineIsAsLikelyToBeBeatenAsToBeMissed() {
    ScoreDistribution score = outlook(MODEL.ofLines(7, 228), GameState.notStarted()).finalScore();

    assertThat(score.margin().atLeast(-6)).isCloseTo(1 - score.margin().atLeast(-7), within(1e-7));
    assertThat(score.total().atLeast(229)).isCloseTo(1 - score.total().atLeast(228), within(1e-7));
  }

  @Test
  void refusesLinesThatNoGameHas() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MODEL.ofLines(Double.NaN, 220))
        .withMessageContaining("spread");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MODEL.ofLines(-4.5, 20))
        .withMessageContaining("total");
  }

  @Test
  void equalTeamsOnNeutralGroundAreSymmetric() {
    ScoreDistribution score = outlook(MODEL.neutral(), GameState.notStarted()).finalScore();

    for (int n = -40; n <= 40; n++) {
      assertThat(score.margin().atLeast(n))
          .isCloseTo(1 - score.margin().atLeast(1 - n), within(1e-9));
    }
    assertThat(score.home().atLeast(114)).isCloseTo(score.away().atLeast(114), within(1e-9));
  }

  @Test
  void oneGameInEighteenIsLevelAfterRegulation() {
    // 5.4 % of 3,369 games 2019-22; the wider courses of unknown strengths are those of all games
    Outlook outlook = outlook(MODEL.average(), GameState.notStarted());

    assertThat(outlook.regulation().margin().exactly(0)).isCloseTo(0.0543, within(0.006));
    assertThat(outlook.finalScore().margin().exactly(0)).isLessThan(1e-9);
  }

  @Test
  void everyCellOfTheFinalScoreSumsToOne() {
    ScoreDistribution score =
        outlook(MODEL.ofLines(-4.5, 221.5), live(4, 300, 90, 92)).finalScore();

    assertThat(Coherence.sum(score, 90, 92, 140)).isCloseTo(1, within(1e-9));
  }

  @Test
  void endsInAPoint() {
    Outlook ended =
        outlook(
            MODEL.average(),
            GameState.of(
                EventStatus.ENDED, 4, PeriodType.REG, 0, 0, 101, 99, List.of(), Situation.NONE));

    assertThat(ended.finalScore().exactly(101, 99)).isEqualTo(1);
    assertThat(ended.finalScore().margin().atLeast(3)).isZero();
    assertThat(ended.shareLeft(Side.HOME)).isZero();
    // The clock has run out with a lead
    assertThat(outlook(MODEL.average(), live(4, 0, 101, 99)).finalScore().exactly(101, 99))
        .isEqualTo(1);
  }

  @Test
  void anOvertimeFollowsATie() {
    // Given regulation that has run out level
    Outlook outlook = outlook(MODEL.neutral(), live(4, 0, 100, 100));

    // Then somebody wins; 183 overtimes 2019-22 brought 24.1 points with those that followed, and
    // one in ten was followed by another
    ScoreDistribution score = outlook.finalScore();
    assertThat(score.margin().atLeast(1)).isCloseTo(0.5, within(1e-9));
    assertThat(Coherence.mean(score.total(), 200, 340)).isBetween(222.0, 227.0);
    assertThat(score.exactly(100, 100)).isLessThan(1e-9);
    assertThat(outlook.regulation().exactly(100, 100)).isEqualTo(1);
    assertThat(outlook.shareLeft(Side.AWAY)).isBetween(325 / 2880.0, 345 / 2880.0);
  }

  @Test
  void quartersAndHalvesAddUpToTheGame() {
    // Given the third quarter of a game
    List<PeriodScore> periods =
        List.of(new PeriodScore(1, 28, 30), new PeriodScore(2, 27, 26), new PeriodScore(3, 15, 9));
    Outlook outlook = outlook(MODEL.ofLines(-4.5, 221.5), live(3, 432, 70, 65, periods));

    // Then what is played is certain, and the means of the parts are those of the whole
    assertThat(outlook.periods(1, 1).orElseThrow().exactly(28, 30)).isEqualTo(1);
    assertThat(outlook.periods(1, 2).orElseThrow().exactly(55, 56)).isEqualTo(1);
    double third = marginMean(outlook.periods(3, 3).orElseThrow());
    double fourth = marginMean(outlook.periods(4, 4).orElseThrow());
    double half = marginMean(outlook.periods(3, 4).orElseThrow());
    assertThat(third + fourth).isCloseTo(half, within(0.02));
    assertThat(half - 1).isCloseTo(marginMean(outlook.regulation()), within(1e-6));
    assertThat(outlook.periods(0, 1)).isEmpty();
    assertThat(outlook.periods(4, 5)).isEmpty();
  }

  @Test
  void aQuarterWhoseStartTheStateDoesNotTellIsNotPriced() {
    Outlook outlook = outlook(MODEL.average(), live(3, 432, 70, 65));

    assertThat(outlook.periods(3, 3)).isEmpty();
    assertThat(outlook.periods(4, 4)).isPresent();
  }

  private static double marginMean(ScoreDistribution score) {
    return Coherence.mean(score.margin(), -150, 150);
  }

  @Test
  void namesTheConstantThatIsWrong() {
    Map<String, List<Double>> values =
        new TreeMap<>(ShippedModels.constants("nba-2026.2").values());
    values.put("time_left", Collections.nCopies(values.get("time_left").size(), 0.5));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> NbaModel.of(new Constants(values)))
        .withMessageContaining("time_left");
  }
}
