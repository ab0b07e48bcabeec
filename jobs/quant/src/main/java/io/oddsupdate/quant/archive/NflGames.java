package io.oddsupdate.quant.archive;

import com.fasterxml.jackson.databind.JsonNode;
import io.oddsupdate.pricing.odds.AmericanOdds;
import io.oddsupdate.pricing.odds.Devig;
import io.oddsupdate.pricing.odds.DevigMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Games of 2011-21 by quarter, with closing lines. */
public final class NflGames {
  public static final DataFile FILE =
      new DataFile(
          "nfl/nfl_sbr_archive_2011_2021.json.gz",
          "https://github.com/flancast90/sportsbookreview-scraper, data/nfl_archive_10Y.json",
          "JSON list with season, home_1stQtr .. home_4thQtr, home_final, the same of away,"
              + " home_close_spread, close_over_under and, if known, home_close_ml and away_close_ml"
              + " (American); gzip");

  private static final String[] QUARTERS = {"1stQtr", "2ndQtr", "3rdQtr", "4thQtr"};

  /** No spread is as large, no total as small: a row beyond has the two swapped. */
  private static final double BETWEEN = 28;

  /** No American price is between -100 and 100. */
  private static final int AMERICAN_LEAST = 100;

  private NflGames() {}

  /**
   * Where spread and total are swapped, the sign of the spread is lost: the lines are not used. A
   * game whose quarters do not add up to its score is left out.
   *
   * @throws UnreadableDataException where the file is missing or malformed
   */
  public static List<NflGame> read(Archive archive) {
    JsonNode rows = archive.json(FILE);
    if (!rows.isArray()) {
      throw UnreadableDataException.malformed(FILE, "must be a list of games");
    }
    List<NflGame> games = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      NflGame game = game(rows.get(i), i);
      if (game.isPossible()) {
        games.add(game);
      }
    }
    return games;
  }

  private static NflGame game(JsonNode row, int index) {
    List<Integer> home = new ArrayList<>();
    List<Integer> away = new ArrayList<>();
    for (String quarter : QUARTERS) {
      home.add((int) number(row, index, "home_" + quarter));
      away.add((int) number(row, index, "away_" + quarter));
    }
    double spread = number(row, index, "home_close_spread");
    double total = number(row, index, "close_over_under");
    return new NflGame(
        (int) number(row, index, "season"),
        home,
        away,
        (int) number(row, index, "home_final"),
        (int) number(row, index, "away_final"),
        spread,
        total,
        Math.abs(spread) < BETWEEN && total > BETWEEN,
        moneyline(row));
  }

  private static OptionalDouble moneyline(JsonNode row) {
    long home = row.path("home_close_ml").asLong();
    long away = row.path("away_close_ml").asLong();
    if (Math.abs(home) < AMERICAN_LEAST || Math.abs(away) < AMERICAN_LEAST) {
      return OptionalDouble.empty();
    }
    List<Double> odds = List.of(AmericanOdds.decimal(home), AmericanOdds.decimal(away));
    return OptionalDouble.of(Devig.devig(DevigMethod.MULTIPLICATIVE, odds).probabilities().get(0));
  }

  /** Numbers are spelled as numbers or as text, and unknown ones as nothing. */
  private static double number(JsonNode row, int index, String field) {
    JsonNode value = row.get(field);
    if (value == null) {
      throw UnreadableDataException.malformed(FILE, "game " + index + " has no " + field);
    }
    return value.asDouble();
  }
}
