package io.oddsupdate.pricing.model.mlb;

import static io.oddsupdate.pricing.model.mlb.MlbGames.homeWins;
import static io.oddsupdate.pricing.model.mlb.MlbGames.state;

import io.oddsupdate.pricing.Shared;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.ScoreDistribution;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How often the home team won from a state (Retrosheet, all games to 2023, innings 1 to 5), held
 * against a model of two average teams.
 */
final class WinRates {
  private static final double UNLIKELY = 1e-6;

  private WinRates() {}

  /**
   * @param lead home minus away
   * @param rate share of the games that the home team won
   */
  record Cell(int inning, boolean bottom, int outs, int bases, int lead, int games, double rate) {
    boolean inningStart() {
      return outs == 0 && bases == 0;
    }
  }

  /**
   * @param mean mean absolute error
   * @param deviance per cell; 1 if nothing but chance separated model and games
   */
  record Errors(int cells, double mean, double most, double bias, double deviance) {
    @Override
    public String toString() {
      return "%d cells: mean error %.4f, most %.4f, bias %+.4f, deviance %.2f a cell"
          .formatted(cells, mean, most, bias, deviance);
    }
  }

  /** The file tells the lead and the wins of the team at bat. */
  static List<Cell> read() throws IOException {
    List<Cell> cells = new ArrayList<>();
    for (String line :
        Shared.read("vectors/mlb_we_empirical_retrosheet_gregstoll.csv").lines().skip(1).toList()) {
      String[] column = line.split(",", -1);
      boolean bottom = column[1].equals("home");
      int lead = Integer.parseInt(column[4]);
      int games = Integer.parseInt(column[5]);
      double rate = Double.parseDouble(column[6]) / games;
      cells.add(
          new Cell(
              Integer.parseInt(column[0]),
              bottom,
              Integer.parseInt(column[2]),
              MlbGames.bases(column[3]),
              bottom ? lead : -lead,
              games,
              bottom ? rate : 1 - rate));
    }
    return cells;
  }

  static Errors errors(LeagueModel model, List<Cell> cells) {
    GameModel game = model.prepare(new Fixture(model.average(), false));
    double sum = 0;
    double most = 0;
    double bias = 0;
    double deviance = 0;
    for (Cell cell : cells) {
      double chance = chance(game, cell);
      double error = chance - cell.rate;
      sum += Math.abs(error);
      bias += error;
      most = Math.max(most, Math.abs(error));
      deviance +=
          2
              * cell.games
              * (cell.rate * Math.log(cell.rate / chance)
                  + (1 - cell.rate) * Math.log((1 - cell.rate) / (1 - chance)));
    }
    int n = cells.size();
    return new Errors(n, sum / n, most, bias / n, deviance / n);
  }

  /** A cell tells only the lead: the mean over the scores that it may be, as likely as they are. */
  static double chance(GameModel game, Cell cell) {
    Outlook start = game.outlook(GameState.notStarted());
    ScoreDistribution homeRuns = first(start, cell.inning - 1);
    ScoreDistribution awayRuns = first(start, cell.bottom ? cell.inning : cell.inning - 1);
    Situation situation = Situation.inning(cell.bottom, cell.outs, cell.bases);
    double sum = 0;
    double weights = 0;
    for (int home = Math.max(0, cell.lead); home < 22; home++) {
      int away = home - cell.lead;
      double weight = homeRuns.home().exactly(home) * awayRuns.away().exactly(away);
      if (weight > UNLIKELY) {
        sum += weight * homeWins(game, state(cell.inning, situation, home, away, List.of()));
        weights += weight;
      }
    }
    if (weights == 0) {
      int home = Math.max(0, cell.lead);
      return homeWins(game, state(cell.inning, situation, home, home - cell.lead, List.of()));
    }
    return sum / weights;
  }

  private static ScoreDistribution first(Outlook start, int innings) {
    return innings == 0 ? ScoreDistribution.certain(0, 0) : start.periods(1, innings).orElseThrow();
  }
}
