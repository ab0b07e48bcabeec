package io.oddsupdate.pricing.model.nfl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.pricing.Shared;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Real games by quarter, with closing lines. */
final class NflResults {
  private static final String[] QUARTERS = {"1stQtr", "2ndQtr", "3rdQtr", "4thQtr"};

  /** No spread is as large, no total as small: a row beyond has the two swapped. */
  private static final double BETWEEN = 28;

  private NflResults() {}

  /**
   * @param home points by quarter
   * @param away points by quarter
   * @param spread closing home handicap
   * @param lines whether the lines can be trusted
   */
  record Game(
      int season,
      int[] home,
      int[] away,
      int homeFinal,
      int awayFinal,
      double spread,
      double total,
      boolean lines) {
    int home(int quarters) {
      return sum(home, quarters);
    }

    int away(int quarters) {
      return sum(away, quarters);
    }

    private static int sum(int[] points, int quarters) {
      int sum = 0;
      for (int i = 0; i < quarters; i++) {
        sum += points[i];
      }
      return sum;
    }

    int margin() {
      return homeFinal - awayFinal;
    }
  }

  /**
   * Games of 2011-21. Where spread and total are swapped, the sign of the spread is lost: the lines
   * are not used. A game whose quarters do not add up to its score is left out.
   */
  static List<Game> read() throws IOException {
    List<Game> games = new ArrayList<>();
    try (InputStream file =
        new GZIPInputStream(
            Files.newInputStream(Shared.path("data/nfl/nfl_sbr_archive_2011_2021.json.gz")))) {
      for (JsonNode row : new ObjectMapper().readTree(file)) {
        Game game = game(row);
        boolean overtime = game.homeFinal != game.home(4) || game.awayFinal != game.away(4);
        boolean level = game.home(4) == game.away(4);
        boolean negative = false;
        for (int quarter = 0; quarter < 4; quarter++) {
          negative |= game.home[quarter] < 0 || game.away[quarter] < 0;
        }
        if (!negative && (!overtime || level)) {
          games.add(game);
        }
      }
    }
    return games;
  }

  private static Game game(JsonNode row) {
    int[] home = new int[4];
    int[] away = new int[4];
    for (int i = 0; i < 4; i++) {
      home[i] = row.get("home_" + QUARTERS[i]).asInt();
      away[i] = row.get("away_" + QUARTERS[i]).asInt();
    }
    double spread = row.get("home_close_spread").asDouble();
    double total = row.get("close_over_under").asDouble();
    return new Game(
        row.get("season").asInt(),
        home,
        away,
        row.get("home_final").asInt(),
        row.get("away_final").asInt(),
        spread,
        total,
        Math.abs(spread) < BETWEEN && total > BETWEEN);
  }
}
