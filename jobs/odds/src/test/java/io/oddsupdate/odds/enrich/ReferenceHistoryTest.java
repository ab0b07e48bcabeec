package io.oddsupdate.odds.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.lookup.At;
import io.oddsupdate.lookup.During;
import io.oddsupdate.lookup.PostgresRow;
import io.oddsupdate.odds.SampleGame;
import io.oddsupdate.odds.Servers;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.LookupOutcome;
import io.oddsupdate.pricing.reference.Lookups;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which of a game's documents is the one of a time; each turns two seconds after it was written.
 */
class ReferenceHistoryTest {
  private static final SampleGame GAME = new SampleGame("nba-20261121-aaa-hhh");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static Servers servers;

  @BeforeAll
  static void start() throws Exception {
    servers = new Servers();
    document(GAME, 1, NOON);
    document(GAME, 2, NOON.plusSeconds(600));
    // Begun before version 3 and committed after it: its clock is behind, its number is not.
    document(GAME, 4, NOON.plusSeconds(1_200));
    document(GAME, 3, NOON.plusSeconds(1_201));
  }

  @AfterAll
  static void stop() throws Exception {
    servers.close();
  }

  @ParameterizedTest(name = "{0} s after noon: version {1}")
  @CsvSource({
    "-86400, 1",
    "0, 1",
    "2, 1",
    "601.999, 1",
    "602, 2",
    "1201.999, 2",
    "1202, 4",
    "1203, 4",
    "86400, 4"
  })
  void findsTheDocumentOfTheTime(double secondsAfterNoon, long version) throws Exception {
    long atMs = NOON.toEpochMilli() + Math.round(secondsAfterNoon * 1000);
    try (PostgresRow<At<String>, During<GameReference>> history =
        ReferenceHistory.in(servers.postgres())) {
      During<GameReference> found = history.fetch(new At<>(GAME.gameId(), atMs)).orElseThrow();

      assertThat(found.value().version()).isEqualTo(version);
      assertThat(found.holdsAt(atMs)).isTrue();
      if (found.untilMs() != During.OPEN) {
        At<String> next = new At<>(GAME.gameId(), found.untilMs());
        assertThat(history.fetch(next).orElseThrow().value().version()).isGreaterThan(version);
        assertThat(
                history
                    .fetch(new At<>(GAME.gameId(), found.untilMs() - 1))
                    .orElseThrow()
                    .value()
                    .version())
            .isEqualTo(version);
      }
    }
  }

  @Test
  void vouchesForTheNewestDocumentAsLongAsNoNewerOneCanBeOfTheTime() throws Exception {
    try (PostgresRow<At<String>, During<GameReference>> history =
        ReferenceHistory.in(servers.postgres())) {
      long beforeMs = System.currentTimeMillis();
      During<GameReference> newest = history.fetch(new At<>(GAME.gameId(), beforeMs)).orElseThrow();
      long afterMs = System.currentTimeMillis();

      // One that is written right now turns in two seconds, one of which is for its commit.
      assertThat(newest.knownUntilMs()).isBetween(beforeMs + 999, afterMs + 1_000);
    }
  }

  @Test
  void aClockThatIsLateTakesNoGamesReferenceAway() throws Exception {
    SampleGame fresh = new SampleGame("nba-20261121-fff-hhh");
    servers.register(fresh);
    try (GameLookups lookups =
        ServerLookups.factory(servers.enrich()).open(new UnregisteredMetricsGroup())) {
      for (long lateMs : new long[] {0, 700, 3_600_000, -700}) {
        Lookups found =
            lookups.of("nba", fresh.gameId(), System.currentTimeMillis() - lateMs).join();

        assertThat(found.referenceOutcome()).isEqualTo(LookupOutcome.FOUND);
        assertThat(found.reference()).isEqualTo(fresh.reference());
      }
    }
  }

  @Test
  void answersOfAnotherTimeAreNotTakenFromMemory() throws Exception {
    try (GameLookups lookups =
        ServerLookups.factory(servers.enrich()).open(new UnregisteredMetricsGroup())) {
      for (int turn = 0; turn < 3; turn++) {
        assertThat(at(lookups, 300)).isEqualTo(1);
        assertThat(at(lookups, 900)).isEqualTo(2);
        assertThat(at(lookups, 5_000)).isEqualTo(4);
      }
    }
  }

  private static long at(GameLookups lookups, int secondsAfterNoon) {
    long atMs = NOON.plusSeconds(secondsAfterNoon).toEpochMilli();
    return lookups.of("nba", GAME.gameId(), atMs).join().reference().version();
  }

  private static void document(SampleGame game, long version, Instant writtenAt) throws Exception {
    try (Connection connection = servers.connection()) {
      try (PreparedStatement known =
          connection.prepareStatement(
              """
              INSERT INTO teams VALUES ('nba-h', 'nba', 'HHH', 'Home'), ('nba-a', 'nba', 'AAA', 'Away')
                ON CONFLICT DO NOTHING;
              INSERT INTO games VALUES (?, 'nba', '2026-11-21T00:00:00Z', 'nba-h', 'nba-a')
                ON CONFLICT DO NOTHING
              """)) {
        known.setString(1, game.gameId());
        known.execute();
      }
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO game_reference VALUES (?, ?, ?::jsonb, ?)")) {
        insert.setString(1, game.gameId());
        insert.setLong(2, version);
        insert.setString(3, game.document());
        insert.setObject(4, writtenAt.atOffset(ZoneOffset.UTC));
        insert.execute();
      }
    }
  }
}
