package io.oddsupdate.quant.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A match as StatsBomb's open data tells it, event by event. */
public final class EplEventStream {
  private static final String NAME = "epl/statsbomb_events_";
  private static final String PACKED = ".json.gz";
  private static final String PLAIN = ".json";

  private static final Set<String> DISMISSALS = Set.of("Red Card", "Second Yellow");

  private EplEventStream() {}

  /**
   * @param match StatsBomb's number of the match, or what stands for it
   */
  public static DataFile file(String match) {
    return file(NAME + match + PACKED, match);
  }

  private static DataFile file(String name, String match) {
    return new DataFile(
        name,
        "https://github.com/statsbomb/open-data, data/events/" + match + ".json",
        "the list of events, as published" + (name.endsWith(PACKED) ? ", gzip" : ""));
  }

  /** Those that are at hand, packed or not, in the order of their numbers. */
  public static List<DataFile> files(Archive archive) {
    List<DataFile> files = new ArrayList<>();
    for (String end : List.of(PACKED, PLAIN)) {
      for (String name : archive.names(NAME, end)) {
        files.add(file(name, name.substring(NAME.length(), name.length() - end.length())));
      }
    }
    return files;
  }

  /**
   * @throws UnreadableDataException where the file is missing or malformed
   */
  public static EplTimeline read(Archive archive, DataFile file, String season) {
    JsonNode events = archive.json(file);
    // The line-ups come first, the home team's before the away team's.
    String home = events.path(0).at("/team/name").asText();
    String away = events.path(1).at("/team/name").asText();
    if (home.isEmpty() || away.isEmpty()) {
      throw UnreadableDataException.malformed(file, "must begin with the two teams' line-ups");
    }
    List<EplTimeline.Moment> moments = new ArrayList<>();
    for (JsonNode event : events) {
      boolean red = DISMISSALS.contains(card(event));
      if (red || goal(event)) {
        moments.add(
            new EplTimeline.Moment(
                red,
                event.at("/team/name").asText().equals(home),
                event.path("period").asInt(),
                seconds(file, event.path("timestamp").asText())));
      }
    }
    return new EplTimeline(season, home, away, 0, 0, moments);
  }

  private static boolean goal(JsonNode event) {
    return event.at("/shot/outcome/name").asText().equals("Goal")
        || event.at("/type/name").asText().equals("Own Goal For");
  }

  private static String card(JsonNode event) {
    return event.at("/foul_committed/card/name").asText()
        + event.at("/bad_behaviour/card/name").asText();
  }

  private static double seconds(DataFile file, String timestamp) {
    String[] parts = timestamp.split(":");
    try {
      return Integer.parseInt(parts[0]) * 3600
          + Integer.parseInt(parts[1]) * 60
          + Double.parseDouble(parts[2]);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException malformed) {
      throw UnreadableDataException.malformed(
          file, "timestamp must be like 00:12:34.567, got " + timestamp, malformed);
    }
  }
}
