package io.oddsupdate.pricing.model.epl;

import io.oddsupdate.pricing.odds.Devig;
import io.oddsupdate.pricing.odds.DevigMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A match that was played, with what Pinnacle's closing prices said, as football-data.co.uk has it.
 *
 * @param result chances of home, draw and away, by Shin's method
 * @param over chance of more than 2.5 goals; empty where the closing price is not known
 */
record PastMatch(
    String season,
    String home,
    String away,
    int homeGoals,
    int awayGoals,
    int homeAtHalf,
    int awayAtHalf,
    List<Double> result,
    Optional<Double> over) {

  /** A CSV file of one season; a row without a closing price is left out. */
  static List<PastMatch> season(String season, String csv) {
    List<String> lines = csv.lines().toList();
    Map<String, Integer> columns = new LinkedHashMap<>();
    String[] names = lines.get(0).replace("\uFEFF", "").split(",", -1);
    for (int i = 0; i < names.length; i++) {
      columns.put(names[i], i);
    }
    List<PastMatch> matches = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      if (cells.length < names.length || cell(cells, columns, "PSCH").isEmpty()) {
        continue;
      }
      matches.add(
          new PastMatch(
              season,
              cell(cells, columns, "HomeTeam"),
              cell(cells, columns, "AwayTeam"),
              Integer.parseInt(cell(cells, columns, "FTHG")),
              Integer.parseInt(cell(cells, columns, "FTAG")),
              Integer.parseInt(cell(cells, columns, "HTHG")),
              Integer.parseInt(cell(cells, columns, "HTAG")),
              fair(cells, columns, "PSCH", "PSCD", "PSCA"),
              over(cells, columns)));
    }
    return matches;
  }

  private static Optional<Double> over(String[] cells, Map<String, Integer> columns) {
    return cell(cells, columns, "PC>2.5").isEmpty()
        ? Optional.empty()
        : Optional.of(fair(cells, columns, "PC>2.5", "PC<2.5").get(0));
  }

  private static List<Double> fair(
      String[] cells, Map<String, Integer> columns, String... outcomes) {
    List<Double> odds =
        Arrays.stream(outcomes)
            .map(outcome -> Double.valueOf(cell(cells, columns, outcome)))
            .toList();
    return Devig.devig(DevigMethod.SHIN, odds).probabilities();
  }

  private static String cell(String[] cells, Map<String, Integer> columns, String name) {
    Integer column = columns.get(name);
    return column == null ? "" : cells[column];
  }
}
