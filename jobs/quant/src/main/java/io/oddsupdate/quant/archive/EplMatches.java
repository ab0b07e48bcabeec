package io.oddsupdate.quant.archive;

import io.oddsupdate.pricing.odds.Devig;
import io.oddsupdate.pricing.odds.DevigMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Results and closing prices of Premier League seasons. */
public final class EplMatches {
  private EplMatches() {}

  /**
   * @param season such as {@code 1516}
   */
  public static DataFile file(String season) {
    return new DataFile(
        "epl/football-data_E0_" + season + ".csv",
        "https://www.football-data.co.uk/mmz4281/" + season + "/E0.csv",
        "CSV with HomeTeam, AwayTeam, FTHG, FTAG, HTHG, HTAG, PSCH, PSCD, PSCA and, if known,"
            + " PC>2.5, PC<2.5");
  }

  /**
   * Without the matches that have no closing price.
   *
   * @throws UnreadableDataException where a season's file is missing or malformed
   */
  public static List<EplMatch> read(Archive archive, List<String> seasons) {
    List<EplMatch> matches = new ArrayList<>();
    for (String season : seasons) {
      for (CsvTable.Row row : archive.csv(file(season)).rows()) {
        if (!row.text("PSCH").isEmpty()) {
          matches.add(match(season, row));
        }
      }
    }
    return matches;
  }

  private static EplMatch match(String season, CsvTable.Row row) {
    return new EplMatch(
        season,
        row.text("HomeTeam"),
        row.text("AwayTeam"),
        row.whole("FTHG"),
        row.whole("FTAG"),
        row.whole("HTHG"),
        row.whole("HTAG"),
        List.of(row.number("PSCH"), row.number("PSCD"), row.number("PSCA")),
        fair(row, "PSCH", "PSCD", "PSCA"),
        row.isEmpty("PC>2.5")
            ? Optional.empty()
            : Optional.of(fair(row, "PC>2.5", "PC<2.5").get(0)));
  }

  private static List<Double> fair(CsvTable.Row row, String... outcomes) {
    List<Double> odds = Arrays.stream(outcomes).map(row::number).toList();
    try {
      return Devig.devig(DevigMethod.SHIN, odds).probabilities();
    } catch (IllegalArgumentException refused) {
      throw row.malformed(outcomes[0], "must be a decimal price: " + refused.getMessage());
    }
  }
}
