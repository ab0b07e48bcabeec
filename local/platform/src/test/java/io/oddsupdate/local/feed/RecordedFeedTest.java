package io.oddsupdate.local.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.local.reference.GameSheet;
import io.oddsupdate.local.reference.PlayerSheet;
import io.oddsupdate.local.simulator.TimedPush;
import io.oddsupdate.pricing.game.PlayerStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedFeedTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FORMAT = "nba-livedata";

  @TempDir private Path folder;

  /** Three actions; the second was edited after the third. */
  private Path smallGame() throws IOException {
    return Files.writeString(
        folder.resolve("game.json"),
        """
        {"meta":{"time":"2026-12-01 03:00:00.0"},"game":{"gameId":"0022600009","actions":[
        {"actionNumber":2,"orderNumber":20000,"edited":"2026-12-01T00:06:00Z",
         "timeActual":"2026-12-01T00:06:00.0Z","actionType":"period","subType":"start",
         "scoreHome":"0","scoreAway":"0","personId":0},
        {"actionNumber":4,"orderNumber":40000,"edited":"2026-12-01T00:09:00Z",
         "timeActual":"2026-12-01T00:06:30.0Z","actionType":"2pt","shotResult":"Made","teamId":11,
         "teamTricode":"AWY","personId":101,"playerNameI":"A. One","scoreHome":"0","scoreAway":"2"},
        {"actionNumber":5,"orderNumber":50000,"edited":"2026-12-01T00:07:00Z",
         "timeActual":"2026-12-01T00:06:50.0Z","actionType":"3pt","shotResult":"Made","teamId":22,
         "teamTricode":"HOM","personId":201,"playerNameI":"B. Two","scoreHome":"3","scoreAway":"2"}
        ]}}
        """);
  }

  private static List<TimedPush> pushes(RecordedFeed feed) {
    List<TimedPush> pushes = new ArrayList<>();
    feed.game(0, 0).orElseThrow().pushes().get().forEachRemaining(pushes::add);
    return pushes;
  }

  @Test
  void pushesAtEachEditTimeWhatWasEditedByThen() throws IOException {
    List<TimedPush> pushes = pushes(new RecordedFeed(smallGame(), FORMAT));

    assertThat(pushes)
        .extracting(TimedPush::at)
        .containsExactly(
            Instant.parse("2026-12-01T00:06:00Z"),
            Instant.parse("2026-12-01T00:07:00Z"),
            Instant.parse("2026-12-01T00:09:00Z"));
    assertThat(pushes)
        .map(push -> push.actions().stream().map(TimedPush.ListedAction::number).toList())
        .containsExactly(List.of(2), List.of(2, 5), List.of(2, 4, 5));
    assertThat(JSON.readTree(pushes.get(1).body()).path("meta").path("time").asText())
        .isEqualTo("2026-11-30 19:07:00.000000");
  }

  @Test
  void theTeamWhoseBasketsRaiseScoreHomeIsAtHome() throws IOException {
    GameSheet sheet = new RecordedFeed(smallGame(), FORMAT).sheet();

    assertThat(sheet.home().tricode()).isEqualTo("HOM");
    assertThat(sheet.away().tricode()).isEqualTo("AWY");
    assertThat(sheet.gameId()).isEqualTo("nba-20261201-awy-hom");
    assertThat(sheet.scheduledStart()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
  }

  @Test
  void inventedGamesMayFollowTheRecordedOne() throws IOException {
    FeedSource feed =
        new RecordedThenSimulated(
            new RecordedFeed(smallGame(), FORMAT),
            new SimulatedFeed(1, 1, Duration.ofMinutes(1), false));

    assertThat(feed.game(0, 0).orElseThrow().sheet().vendorGameId()).isEqualTo("0022600009");
    assertThat(feed.game(1, 0).orElseThrow().sheet().vendorGameId()).isEqualTo("0022600001");
    assertThat(feed.game(2, 0)).isPresent();
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    Path noGame = Files.writeString(folder.resolve("a.json"), "{\"game\":{}}");
    Path noJson = Files.writeString(folder.resolve("b.json"), "{\"game\":");

    assertThatThrownBy(() -> new RecordedFeed(folder.resolve("none.json"), FORMAT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none.json")
        .hasMessageContaining("existing file");
    assertThatThrownBy(() -> new RecordedFeed(noGame, FORMAT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("game.gameId");
    assertThatThrownBy(() -> new RecordedFeed(noJson, FORMAT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no JSON");
    assertThatThrownBy(() -> new RecordedFeed(smallGame(), "espn"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("FORMAT=espn");
  }

  private static Path realGame() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("schemas/topics.yaml"))) {
      folder = folder.getParent();
    }
    Path shared =
        System.getProperty("odds.shared") != null
            ? Path.of(System.getProperty("odds.shared"))
            : folder == null ? Path.of("none") : folder.resolve("../shared");
    Path file = shared.resolve("data/nba/nba_liveData_playbyplay_0022000001.json");
    assumeTrue(Files.exists(file), "the recorded game is not on this machine: " + file);
    return file;
  }

  @Test
  void theRecordedGameEndsInExactlyItsFile() throws IOException {
    Path file = realGame();
    JsonNode actions = JSON.readTree(file.toFile()).path("game").path("actions");
    TreeSet<String> edits = new TreeSet<>();
    actions.forEach(action -> edits.add(action.path("edited").asText()));

    List<TimedPush> pushes = pushes(new RecordedFeed(file, FORMAT));

    assertThat(pushes).hasSameSizeAs(edits);
    TimedPush last = pushes.get(pushes.size() - 1);
    assertThat(JSON.readTree(last.body()).path("game").path("actions")).isEqualTo(actions);
    Iterator<TimedPush> each = pushes.iterator();
    int listed = 0;
    while (each.hasNext()) {
      TimedPush push = each.next();
      assertThat(push.actions().size()).isGreaterThan(listed - 1);
      listed = push.actions().size();
    }
  }

  @Test
  void theRecordedGameIsGoldenStateInBrooklyn() {
    GameSheet sheet = new RecordedFeed(realGame(), FORMAT).sheet();

    assertThat(sheet.gameId()).isEqualTo("nba-20201223-gsw-bkn");
    assertThat(sheet.home().vendorTeamId()).isEqualTo("1610612751");
    assertThat(sheet.home().players()).hasSize(15);
    assertThat(sheet.away().players()).hasSize(13);
    assertThat(sheet.home().players().stream().filter(p -> p.weight(PlayerStat.POINTS) > 1))
        .extracting(PlayerSheet::name)
        .containsExactlyInAnyOrder(
            "D. Jordan", "K. Irving", "K. Durant", "J. Harris", "S. Dinwiddie");
  }
}
