package io.oddsupdate.pricing.model.epl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.pricing.Shared;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** A match as StatsBomb's open data tells it, event by event. */
final class EventStream {
  private static final Set<String> DISMISSALS = Set.of("Red Card", "Second Yellow");

  private EventStream() {}

  /** The test is skipped where the file is absent. */
  static Timeline read(String file) throws IOException {
    JsonNode events;
    try (InputStream packed = Files.newInputStream(Shared.path(file));
        InputStream json = new GZIPInputStream(packed)) {
      events = new ObjectMapper().readTree(json);
    }
    // The line-ups come first, the home team's before the away team's.
    String home = events.get(0).at("/team/name").asText();
    String away = events.get(1).at("/team/name").asText();
    List<Timeline.Moment> moments = new ArrayList<>();
    for (JsonNode event : events) {
      boolean red = DISMISSALS.contains(card(event));
      if (red || goal(event)) {
        moments.add(
            new Timeline.Moment(
                red,
                event.at("/team/name").asText().equals(home),
                event.get("period").asInt(),
                seconds(event.get("timestamp").asText())));
      }
    }
    return new Timeline("1516", home, away, 0, 0, moments);
  }

  private static boolean goal(JsonNode event) {
    return event.at("/shot/outcome/name").asText().equals("Goal")
        || event.at("/type/name").asText().equals("Own Goal For");
  }

  private static String card(JsonNode event) {
    return event.at("/foul_committed/card/name").asText()
        + event.at("/bad_behaviour/card/name").asText();
  }

  private static double seconds(String timestamp) {
    String[] parts = timestamp.split(":");
    return Integer.parseInt(parts[0]) * 3600
        + Integer.parseInt(parts[1]) * 60
        + Double.parseDouble(parts[2]);
  }
}
