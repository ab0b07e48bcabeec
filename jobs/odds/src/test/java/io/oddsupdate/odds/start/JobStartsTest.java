package io.oddsupdate.odds.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.lookup.PostgresConfig;
import io.oddsupdate.lookup.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JobStartsTest {
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws Exception {
    postgres = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
  }

  @Test
  void waitsForItsTableAndGivesNoEpochTwiceWhateverTheJobIsCalled() throws Exception {
    JobStarts starts = new JobStarts(config("postgres", "postgres"));
    CompletableFuture<JobStart> early =
        CompletableFuture.supplyAsync(() -> freshStart(starts, "odds-nba"));
    assertThatThrownBy(() -> early.get(1500, TimeUnit.MILLISECONDS))
        .as("there is no table yet")
        .isInstanceOf(TimeoutException.class);

    execute(
        "CREATE TABLE job_starts (job text NOT NULL, started_at timestamptz NOT NULL DEFAULT"
            + " now(), epoch bigint NOT NULL, restored_from text, reason text NOT NULL)");

    assertThat(early.get(20, TimeUnit.SECONDS).epoch()).isEqualTo(1);
    assertThat(freshStart(starts, "odds-nba").epoch()).isEqualTo(2);
    assertThat(freshStart(starts, "odds-nba-nfl").epoch()).isEqualTo(3);
    assertThat(freshStart(starts, "odds-nba").epoch()).isEqualTo(4);
  }

  @Test
  void refusesToWaitForARefusal() {
    JobStarts starts = new JobStarts(config("no-such-database", "postgres"));

    assertThatThrownBy(
            () ->
                starts.record(
                    "odds-nba", last -> JobStart.decide(Optional.empty(), List.of(), last)))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("no-such-database");
  }

  private static JobStart freshStart(JobStarts starts, String job) {
    try {
      return starts.record(job, last -> JobStart.decide(Optional.empty(), List.of(), last));
    } catch (SQLException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static PostgresConfig config(String database, String user) {
    return new PostgresConfig(
        "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database, user, Secret.NONE, 1);
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
