package io.oddsupdate.pricing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.Games;
import io.oddsupdate.pricing.Shared;
import io.oddsupdate.pricing.game.GameState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Our chance of the home team against the cells of Stern's table for 1991-92 (mu 4.87, sigma
 * 15.82), whole points and overtimes included: his P(margin > 0) of a continuous margin gives half
 * of the tie to each side, our overtime gives it by its own distribution.
 */
class SternTableTest {
  private static final Pattern CELL =
      Pattern.compile(
          "\"t\":\\s*([\\d.]+),\\s*\"lead\":\\s*(-?\\d+),[^}]*?\"p_formula\":\\s*([\\d.]+)");
  private static final PointsConstants STERN =
      new PointsConstants(15.82, 17.3, 300.0 / 2880, 2880, 300);

  private record Cell(double elapsed, int lead, double chance) {}

  @Test
  void agreesWithEveryCell() throws IOException {
    String table = Shared.read("vectors/nba_stern_1994.json");
    List<Cell> cells = new ArrayList<>();
    Matcher matcher = CELL.matcher(table);
    while (matcher.find()) {
      cells.add(
          new Cell(
              Double.parseDouble(matcher.group(1)),
              Integer.parseInt(matcher.group(2)),
              Double.parseDouble(matcher.group(3))));
    }

    assertThat(cells).hasSize(29);
    for (Cell cell : cells) {
      FinalScore score = FinalScore.of(-4.87, 210, STERN, state(cell));
      assertThat(score.marginAtLeast(1)).as("%s", cell).isCloseTo(cell.chance(), within(0.005));
    }
  }

  private static GameState state(Cell cell) {
    int away = 60 - Math.min(0, cell.lead());
    double left = 2880 * (1 - cell.elapsed());
    int period = Math.min(4, 4 - (int) Math.ceil(left / 720) + 1);
    return Games.live(period, left - (4 - period) * 720, away + cell.lead(), away);
  }
}
