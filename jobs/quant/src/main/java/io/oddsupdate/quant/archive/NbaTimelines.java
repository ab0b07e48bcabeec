package io.oddsupdate.quant.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Courses of the games of 2019-22. */
public final class NbaTimelines {
  public static final DataFile FILE =
      new DataFile(
          "nba/nba_score_margin_timeline_2019_2021_hasithv.csv.gz",
          "https://github.com/hasithv/nba-odds, game_data/*.csv, one after the other",
          "CSV with game_id,seconds_since_start,away_minus_home, one line a change; gzip");

  /** Seconds. */
  public static final int REGULATION = 2880;

  private NbaTimelines() {}

  /**
   * Each change of the margin is somebody's points.
   *
   * @throws UnreadableDataException where the file is missing or malformed
   */
  public static List<NbaTimeline> read(Archive archive) {
    Map<String, List<NbaTimeline.Change>> games = new LinkedHashMap<>();
    for (CsvTable.Row row : archive.csv(FILE).rows()) {
      String game = row.text("game_id");
      if (!game.matches("\\d{10}")) {
        throw row.malformed("game_id", "must be ten digits, got " + game);
      }
      List<NbaTimeline.Change> changes = games.computeIfAbsent(game, each -> new ArrayList<>());
      int margin = -row.whole("away_minus_home");
      NbaTimeline.Change before =
          changes.isEmpty() ? new NbaTimeline.Change(0, 0, 0) : changes.get(changes.size() - 1);
      changes.add(
          new NbaTimeline.Change(
              (int) row.number("seconds_since_start"),
              margin,
              before.total() + Math.abs(margin - before.margin())));
    }
    List<NbaTimeline> timelines = new ArrayList<>();
    games.forEach(
        (game, changes) ->
            timelines.add(new NbaTimeline(game, Integer.parseInt(game.substring(3, 5)), changes)));
    return timelines;
  }
}
