package io.oddsupdate.quant.archive;

import java.util.ArrayList;
import java.util.List;

/** Results of seasons. */
public final class NhlGames {
  /** 32 teams with 82 games each; what follows in a season's file are the play-offs. */
  private static final int REGULAR_SEASON = 1312;

  private static final int VISITOR = 2;
  private static final int VISITOR_GOALS = 3;
  private static final int HOME = 4;
  private static final int HOME_GOALS = 5;
  private static final int EXTENSION = 6;

  private NhlGames() {}

  /**
   * @param season the year it ended
   */
  public static DataFile file(int season) {
    return new DataFile(
        "nhl/nhl_results_" + season + ".csv.gz",
        "https://www.hockey-reference.com/leagues/NHL_%d_games.html, regular season, then play-offs"
            .formatted(season),
        "CSV: date, time, visitor, goals, home, goals, and OT or SO where the game was extended;"
            + " gzip");
  }

  /**
   * @throws UnreadableDataException where a season's file is missing or malformed
   */
  public static List<NhlGame> read(Archive archive, List<Integer> seasons) {
    List<NhlGame> games = new ArrayList<>();
    for (int season : seasons) {
      int number = 0;
      for (CsvTable.Row row : archive.csv(file(season)).rows()) {
        games.add(game(season, row, number++ >= REGULAR_SEASON));
      }
    }
    return games;
  }

  private static NhlGame game(int season, CsvTable.Row row, boolean playoff) {
    int away = row.whole(VISITOR_GOALS);
    int home = row.whole(HOME_GOALS);
    String extension = row.text(EXTENSION);
    if (home == away) {
      throw row.malformed("G", "must name a winner, got " + away + "-" + home);
    }
    if (!extension.isEmpty() && !extension.matches("SO|\\d?OT")) {
      throw row.malformed("number 7", "must be empty, OT or SO, got " + extension);
    }
    boolean extended = !extension.isEmpty();
    return new NhlGame(
        season,
        row.text(HOME),
        row.text(VISITOR),
        extended ? Math.min(home, away) : home,
        extended ? Math.min(home, away) : away,
        home > away,
        playoff,
        extension);
  }
}
