package io.oddsupdate.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopicsTest {
  @Test
  void fillsInEveryLeague() {
    assertThat(Topics.load().all())
        .extracting(Topics.Topic::name)
        .contains(
            Topics.raw("nba"),
            Topics.internal("nba"),
            Topics.decisions("nba"),
            Topics.shadow("nba"),
            Topics.publicUpdates("nba"),
            Topics.DEAD_LETTERS_INGEST,
            Topics.DEAD_LETTERS_ODDS)
        .doesNotHaveDuplicates()
        .noneMatch(name -> name.contains("{"));
    for (String league : List.of("nba", "nfl", "mlb", "nhl", "epl")) {
      assertThat(Topics.load().all())
          .extracting(Topics.Topic::name)
          .contains(Topics.raw(league), Topics.publicUpdates(league));
    }
  }

  @Test
  void givesTheShadowToNobodyWhoHandsItOn() {
    assertThat(Topics.load().all())
        .filteredOn(topic -> topic.name().startsWith("odds.shadow."))
        .hasSize(5)
        .allSatisfy(
            topic -> {
              assertThat(topic.cluster()).isEqualTo("core");
              assertThat(topic.reads()).doesNotContain("mirror", "analytics", "partners");
            });
  }

  @Test
  void putsOnlyPublicTopicsOnTheEdge() {
    assertThat(Topics.load().of("edge"))
        .isNotEmpty()
        .allMatch(topic -> topic.name().startsWith("odds.updates.public."))
        .allMatch(topic -> topic.compatibility().equals("FULL_TRANSITIVE"));
  }

  @Test
  void keepsTheNumberOfPartitionsFromRawToPublicSoThatAKeyStaysInItsPartition() {
    assertThat(
            Topics.load().all().stream()
                .filter(topic -> topic.name().endsWith(".nba"))
                .map(Topics.Topic::partitions)
                .distinct())
        .hasSize(1);
  }
}
