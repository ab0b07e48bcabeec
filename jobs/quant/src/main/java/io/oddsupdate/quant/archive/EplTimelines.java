package io.oddsupdate.quant.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** When goals and red cards fell, of many matches. */
public final class EplTimelines {
  /** Of matches whose strengths only closing prices tell. */
  public static final DataFile IN_PLAY = file("timelines_statsbomb_2015_16.csv");

  /** Of seasons whose goals tell when goals fall. */
  public static final DataFile GOALS = file("timelines_understat_2019_21.csv");

  /** Of matches with rates, which tell what a red card changes. */
  public static final DataFile REDS = file("timelines_red_cards_2018_20.csv");

  private EplTimelines() {}

  private static DataFile file(String name) {
    return new DataFile(
        "epl/" + name,
        "goals and cards of event streams, such as https://github.com/statsbomb/open-data",
        "CSV with league,season,home,away,home_rate,away_rate,event,side,half,second in order;"
            + " events start (one a match), goal and red, side home or away, second of the half");
  }

  /**
   * @throws UnreadableDataException where the file is missing or malformed
   */
  public static List<EplTimeline> read(Archive archive, DataFile file) {
    Map<String, CsvTable.Row> starts = new LinkedHashMap<>();
    Map<String, List<EplTimeline.Moment>> moments = new LinkedHashMap<>();
    for (CsvTable.Row row : archive.csv(file).rows()) {
      String match =
          String.join(
              ",", row.text("league"), row.text("season"), row.text("home"), row.text("away"));
      starts.putIfAbsent(match, row);
      List<EplTimeline.Moment> of = moments.computeIfAbsent(match, each -> new ArrayList<>());
      switch (row.text("event")) {
        case "start" -> {}
        case "goal" -> of.add(moment(row, false));
        case "red" -> of.add(moment(row, true));
        default ->
            throw row.malformed("event", "must be start, goal or red, got " + row.text("event"));
      }
    }
    List<EplTimeline> timelines = new ArrayList<>();
    starts.forEach(
        (match, row) ->
            timelines.add(
                new EplTimeline(
                    row.text("season"),
                    row.text("home"),
                    row.text("away"),
                    row.isEmpty("home_rate") ? 0 : row.number("home_rate"),
                    row.isEmpty("away_rate") ? 0 : row.number("away_rate"),
                    moments.get(match))));
    return timelines;
  }

  private static EplTimeline.Moment moment(CsvTable.Row row, boolean red) {
    String side = row.text("side");
    if (!side.equals("home") && !side.equals("away")) {
      throw row.malformed("side", "must be home or away, got " + side);
    }
    return new EplTimeline.Moment(
        red, side.equals("home"), row.whole("half"), row.number("second"));
  }
}
