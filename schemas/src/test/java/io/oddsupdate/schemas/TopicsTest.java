package io.oddsupdate.schemas;

import static org.assertj.core.api.Assertions.assertThat;

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
            Topics.publicUpdates("nba"),
            Topics.DEAD_LETTERS_INGEST,
            Topics.DEAD_LETTERS_ODDS)
        .doesNotHaveDuplicates()
        .noneMatch(name -> name.contains("{"));
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
