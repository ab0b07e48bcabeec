package io.oddsupdate.pricing.model.nhl;

import io.oddsupdate.pricing.Shared;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A season's results: date, time, visitor, goals, home, goals, and OT or SO where the game was
 * extended.
 */
final class NhlResults {
  /** 32 teams with 82 games each; what follows in a season's file are the play-offs. */
  private static final int REGULAR_SEASON = 1312;

  /** A game with its goals in regulation. */
  record Game(
      int season,
      String homeTeam,
      String awayTeam,
      int home,
      int away,
      boolean homeWon,
      boolean playoff,
      String extension) {}

  private NhlResults() {}

  /** The calling test is skipped where a season is not here. */
  static List<Game> seasons(int... seasons) throws IOException {
    List<Game> games = new ArrayList<>();
    for (int season : seasons) {
      Path file = Shared.path("data/nhl/nhl_results_" + season + ".csv.gz");
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
        lines.readLine();
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          games.add(game(season, line.split(",", -1), number++ >= REGULAR_SEASON));
        }
      }
    }
    return games;
  }

  private static Game game(int season, String[] cells, boolean playoff) {
    int away = Integer.parseInt(cells[3]);
    int home = Integer.parseInt(cells[5]);
    boolean extended = !cells[6].isEmpty();
    return new Game(
        season,
        cells[4],
        cells[2],
        extended ? Math.min(home, away) : home,
        extended ? Math.min(home, away) : away,
        home > away,
        playoff,
        cells[6]);
  }
}
