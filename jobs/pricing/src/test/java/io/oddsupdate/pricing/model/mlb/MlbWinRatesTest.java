package io.oddsupdate.pricing.model.mlb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.pricing.Shared;
import io.oddsupdate.pricing.ShippedModels;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.model.mlb.WinRates.Cell;
import io.oddsupdate.pricing.model.mlb.WinRates.Errors;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The model of two unknown teams against how often games were won. Prints what it measures. */
class MlbWinRatesTest {
  private static final double GAMES = 190_000;

  @Test
  void isWithinHalfAPointOfTheWinRatesWhereHalfInningsBegin() throws IOException {
    assertThat(errors("half-inning starts, innings 1-5", Cell::inningStart).mean())
        .isLessThan(0.005);
  }

  @Test
  void isCloserStillInTheInningsThatTheConstantsWereNotFittedOn() throws IOException {
    assertThat(
            errors(
                    "half-inning starts, innings 4-5 (held out)",
                    cell -> cell.inningStart() && cell.inning() > WinRateFit.LAST_FITTED)
                .mean())
        .isLessThan(0.0035);
  }

  @Test
  void isWithinAPointOfTheWinRatesInMidInning() throws IOException {
    assertThat(errors("mid-inning, innings 1-5 (held out)", cell -> !cell.inningStart()).mean())
        .isLessThan(0.008);
  }

  @Test
  void learnsFromTheScoreWhoIsStronger() throws IOException {
    List<Cell> cells = WinRates.read().stream().filter(Cell::inningStart).toList();
    Errors average = WinRates.errors(with("strength_spread", List.of(0.0)), cells);
    System.out.println("MLB half-inning starts, strengths taken as average: " + average);
    assertThat(average.mean()).isGreaterThan(2 * WinRates.errors(MlbGames.MODEL, cells).mean());
  }

  @Test
  void trustsALeadInTheNinthMoreThanOneRateForAllInningsWould() {
    LeagueModel flat = with("inning_rates", Collections.nCopies(9, 1.0));
    GameState state = MlbGames.top(9, 0, "---", 4, 3);
    double late = MlbGames.homeWins(MlbGames.unknown(), state);
    double level = MlbGames.homeWins(flat.prepare(new Fixture(flat.average(), false)), state);
    System.out.printf("MLB one run up in the ninth: %.3f, one rate %.3f%n", late, level);
    assertThat(late - level).isBetween(0.005, 0.02);
  }

  private static LeagueModel with(String name, List<Double> value) {
    Map<String, List<Double>> values =
        new TreeMap<>(ShippedModels.constants("mlb-2026.1").values());
    values.put(name, value);
    return MlbModel.of(new Constants(values));
  }

  @Test
  void losesHardlyMoreThanTheWinRatesThemselvesWould() throws IOException {
    // Given the log loss of the win rates themselves at the start of each inning
    JsonNode floor = new ObjectMapper().readTree(Shared.read("vectors/mlb_team_blind_floor.json"));
    GameModel game = MlbGames.unknown();
    List<Cell> cells = WinRates.read();
    for (int inning = 1; inning <= 9; inning++) {
      double best = floor.get("log_loss").get(inning - 1).asDouble();
      if (inning <= 5) {
        // Then the model's chances lose next to nothing more on the same games
        double loss = logLoss(game, cells, inning);
        System.out.printf("MLB inning %d log loss %.4f, floor %.4f%n", inning, loss, best);
        assertThat(loss).isCloseTo(best, within(0.0006));
      } else {
        // And where no win rates are at hand, it expects of itself what the games show
        double expected = expectedLogLoss(game, inning);
        System.out.printf(
            "MLB inning %d expected log loss %.4f, floor %.4f%n", inning, expected, best);
        assertThat(expected).isCloseTo(best, within(0.01));
      }
    }
  }

  private static Errors errors(String which, Predicate<Cell> cells) throws IOException {
    Errors errors =
        WinRates.errors(MlbGames.MODEL, WinRates.read().stream().filter(cells).toList());
    System.out.println("MLB " + which + ": " + errors);
    return errors;
  }

  private static double logLoss(GameModel game, List<Cell> cells, int inning) {
    double loss = 0;
    double games = 0;
    for (Cell cell : cells) {
      if (cell.inningStart() && !cell.bottom() && cell.inning() == inning) {
        double chance = WinRates.chance(game, cell);
        loss -=
            cell.games()
                * (cell.rate() * Math.log(chance) + (1 - cell.rate()) * Math.log(1 - chance));
        games += cell.games();
      }
    }
    return loss / games;
  }

  /** Over the leads that at least a thousand games have, as in the floor. */
  private static double expectedLogLoss(GameModel game, int inning) {
    ScoreDistribution before =
        game.outlook(GameState.notStarted()).periods(1, inning - 1).orElseThrow();
    double loss = 0;
    double weights = 0;
    for (int lead = -12; lead <= 12; lead++) {
      Cell cell = new Cell(inning, false, 0, 0, lead, 0, 0);
      double weight = before.margin().exactly(lead);
      if (weight * GAMES >= 1000) {
        double chance = WinRates.chance(game, cell);
        loss -= weight * (chance * Math.log(chance) + (1 - chance) * Math.log(1 - chance));
        weights += weight;
      }
    }
    return loss / weights;
  }
}
