package io.oddsupdate.quant.archive;

import java.util.ArrayList;
import java.util.List;

/** How often games were won from each state, counted over all games that Retrosheet has. */
public final class MlbWinRates {
  public static final DataFile FILE =
      new DataFile(
          "mlb/mlb_we_empirical_retrosheet_gregstoll.csv",
          "https://github.com/gregstoll/baseballstats, statsyears, counted from Retrosheet",
          "CSV with inning,batting,outs,bases,batting_team_lead,n,batting_team_wins; batting home"
              + " or away, bases such as 101 for first and third");

  private MlbWinRates() {}

  /**
   * @throws UnreadableDataException where the file is missing or malformed
   */
  public static List<MlbWinRate> read(Archive archive) {
    List<MlbWinRate> cells = new ArrayList<>();
    for (CsvTable.Row row : archive.csv(FILE).rows()) {
      boolean bottom = row.text("batting").equals("home");
      int lead = row.whole("batting_team_lead");
      int games = row.whole("n");
      int wins = row.whole("batting_team_wins");
      try {
        cells.add(
            new MlbWinRate(
                row.whole("inning"),
                bottom,
                row.whole("outs"),
                bases(row),
                bottom ? lead : -lead,
                games,
                bottom ? wins : games - wins));
      } catch (IllegalArgumentException refused) {
        throw row.malformed("batting_team_wins", refused.getMessage());
      }
    }
    return cells;
  }

  private static int bases(CsvTable.Row row) {
    String taken = row.text("bases");
    if (!taken.matches("[01]{3}")) {
      throw row.malformed("bases", "must be three of 0 and 1, got " + taken);
    }
    int bases = 0;
    for (int base = 0; base < 3; base++) {
      bases |= taken.charAt(base) == '1' ? 1 << base : 0;
    }
    return bases;
  }
}
