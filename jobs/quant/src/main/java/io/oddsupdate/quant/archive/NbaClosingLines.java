package io.oddsupdate.quant.archive;

import java.util.ArrayList;
import java.util.List;

/** Closing lines of the games of 2007-15. */
public final class NbaClosingLines {
  public static final DataFile FILE =
      new DataFile(
          "nba/nba_odds_sbr_2007_2015_klland.csv.gz",
          "https://github.com/klland/nba-odds-analysis, data/raw/nba_odds_sbr.csv",
          "CSV with away_pts,home_pts,close_spread,close_total; gzip");

  private static final double LEAST_TOTAL = 140;
  private static final double MOST_TOTAL = 260;
  private static final double MOST_SPREAD = 30;

  private NbaClosingLines() {}

  /**
   * Where the home team is the underdog the archive has spread and total swapped: put right here.
   * Without rows that lack a line or have an impossible one.
   *
   * @throws UnreadableDataException where the file is missing or malformed
   */
  public static List<NbaClosingLine> read(Archive archive) {
    List<NbaClosingLine> lines = new ArrayList<>();
    for (CsvTable.Row row : archive.csv(FILE).rows()) {
      if (row.isEmpty("close_spread") || row.isEmpty("close_total") || row.isEmpty("away_pts")) {
        continue;
      }
      double first = row.number("close_spread");
      double second = row.number("close_total");
      double spread = first > second ? second : -first;
      double total = Math.max(first, second);
      if (total > LEAST_TOTAL && total < MOST_TOTAL && Math.abs(spread) < MOST_SPREAD) {
        boolean homeWon = row.number("home_pts") > row.number("away_pts");
        lines.add(new NbaClosingLine(spread, total, homeWon));
      }
    }
    return lines;
  }
}
