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
  private static final String TABLE =
      "CREATE TABLE job_starts (job text NOT NULL, started_at timestamptz NOT NULL DEFAULT"
          + " now(), epoch bigint NOT NULL, restored_from text, reason text NOT NULL)";

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
    JobStarts starts = new JobStarts(config(postgres, "postgres", "postgres"));
    CompletableFuture<JobStart> early =
        CompletableFuture.supplyAsync(() -> freshStart(starts, "odds-nba"));
    assertThatThrownBy(() -> early.get(1500, TimeUnit.MILLISECONDS))
        .as("there is no table yet")
        .isInstanceOf(TimeoutException.class);

    execute(postgres, TABLE);

    assertThat(early.get(20, TimeUnit.SECONDS).epoch()).isEqualTo(1);
    assertThat(freshStart(starts, "odds-nba").epoch()).isEqualTo(2);
    assertThat(freshStart(starts, "odds-nba-nfl").epoch()).isEqualTo(3);
    assertThat(freshStart(starts, "odds-nba").epoch()).isEqualTo(4);
  }

  @Test
  void waitsForTheRightsOnItsTableWhichComeAfterIt() throws Exception {
    // Given the table of an account, and its login without any right on it
    try (EmbeddedPostgres account = EmbeddedPostgres.builder().start()) {
      execute(account, TABLE + "; CREATE ROLE odds_job LOGIN");
      JobStarts starts = new JobStarts(config(account, "postgres", "odds_job"));
      CompletableFuture<JobStart> early =
          CompletableFuture.supplyAsync(() -> freshStart(starts, "odds-nba"));
      assertThatThrownBy(() -> early.get(1500, TimeUnit.MILLISECONDS))
          .as("there are no rights yet")
          .isInstanceOf(TimeoutException.class);

      execute(account, "GRANT SELECT ON job_starts TO odds_job");
      assertThatThrownBy(() -> early.get(1500, TimeUnit.MILLISECONDS))
          .as("it may read and not yet write")
          .isInstanceOf(TimeoutException.class);

      execute(account, "GRANT INSERT ON job_starts TO odds_job");
      assertThat(early.get(20, TimeUnit.SECONDS).epoch()).isEqualTo(1);
    }
  }

  @Test
  void refusesToWaitForARefusal() {
    JobStarts starts = new JobStarts(config(postgres, "no-such-database", "postgres"));

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

  private static PostgresConfig config(EmbeddedPostgres server, String database, String user) {
    return new PostgresConfig(
        "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database, user, Secret.NONE, 1);
  }

  private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
