package io.oddsupdate.adapter.vendor.nba;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.GameUpdate;
import io.oddsupdate.avro.raw.Operation;
import io.oddsupdate.avro.raw.RawEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real game's final list, pushed as a poller would have seen it. Skipped where it is absent. */
class RealGameTest {
  private static final String FILE = "data/nba/nba_liveData_playbyplay_0022000001.json";

  private final ObjectMapper json = new ObjectMapper();
  private JsonNode whole;

  @BeforeEach
  void read() throws IOException {
    String shared = System.getProperty("odds.shared");
    Path folder = shared == null ? root().resolve("../shared") : Path.of(shared);
    Path file = folder.resolve(FILE);
    Assumptions.assumeTrue(Files.exists(file), "no real game at " + file);
    whole = json.readTree(file.toFile());
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("schemas/topics.yaml"))) {
      folder = folder.getParent();
    }
    Assumptions.assumeTrue(folder != null, "not inside the repository");
    return folder;
  }

  /** The list of all actions that were edited up to a time. */
  private JsonNode until(Instant edited) {
    ObjectNode payload = json.createObjectNode();
    payload.putObject("meta").put("time", edited.toString());
    ArrayNode actions = payload.putObject("game").put("gameId", "0022000001").putArray("actions");
    for (JsonNode action : whole.path("game").path("actions")) {
      if (!Instant.parse(action.path("edited").asText()).isAfter(edited)) {
        actions.add(action);
      }
    }
    return payload;
  }

  @Test
  void takesEveryActionOfTheFinalListAsItIs() {
    Fold fold = new Fold();

    fold.apply(whole);

    assertThat(fold.log()).hasSize(610).allMatch(e -> e.getOperation() == Operation.ADD);
    RawEvent last = fold.log().get(609);
    GameUpdate end = (GameUpdate) last.getPayload();
    assertThat(end.getAction()).isEqualTo(ActionType.GAME_END);
    assertThat(end.getAwayScore()).isEqualTo(99);
    assertThat(end.getHomeScore()).isEqualTo(125);
    assertThat(fold.image().open()).isFalse();
    int points = fold.log().stream().mapToInt(e -> ((GameUpdate) e.getPayload()).getPoints()).sum();
    assertThat(points).isEqualTo(99 + 125);
    // The vendor's time has no zone: New York's evening is the next day in UTC.
    assertThat(last.getPublishedAt()).isEqualTo("2020-12-23T04:23:42.771674Z");
  }

  @Test
  void replayedEditByEditFoldsBackToTheFinalList() {
    TreeSet<Instant> edits = new TreeSet<>();
    whole
        .path("game")
        .path("actions")
        .forEach(action -> edits.add(Instant.parse(action.path("edited").asText())));
    Fold fold = new Fold();
    for (Instant edited : edits) {
      fold.apply(until(edited));
    }

    Fold once = new Fold();
    once.apply(whole);
    assertThat(edits).hasSize(440);
    assertThat(fold.log()).hasSize(610);
    assertThat(content(fold)).isEqualTo(content(once));
    List<RawEvent> inOrder = new ArrayList<>(fold.folded().values());
    inOrder.sort(Comparator.comparingLong(RawEvent::getVendorOrder));
    assertThat(inOrder.get(609).getVendorEventId()).isEqualTo("729");
  }

  private static Map<String, String> content(Fold fold) {
    Map<String, String> content = new TreeMap<>();
    fold.folded()
        .forEach(
            (id, event) ->
                content.put(
                    id,
                    event.getRevision()
                        + " "
                        + event.getVendorOrder()
                        + " "
                        + event.getClock()
                        + " "
                        + event.getOccurredAt()
                        + " "
                        + event.getPayload()));
    return content;
  }
}
