package io.oddsupdate.odds.start;

import io.oddsupdate.lookup.PostgresConfig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.postgresql.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table {@code job_starts}: one row for each start of a job, which is where epochs live. */
public final class JobStarts {
  private static final Logger LOG = LoggerFactory.getLogger(JobStarts.class);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** The driver counts in seconds; a server that is silent for longer is asked again. */
  private static final String TIMEOUT_SECONDS = "5";

  private static final String UNDEFINED_TABLE = "42P01";

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private final PostgresConfig config;

  public JobStarts(PostgresConfig config) {
    this.config = config;
  }

  /**
   * Records a start and returns it. Without an epoch that is known to be new no price may go out,
   * so this waits for the database, for its tables and for the login's rights on them, which come
   * within minutes of the tables.
   *
   * @param decide from the highest epoch of earlier starts, empty if there was none, to the start
   * @throws SQLException if the database refuses us: login, password, wrong database
   * @throws InterruptedException if the wait is interrupted
   */
  public JobStart record(String job, Function<OptionalLong, JobStart> decide)
      throws SQLException, InterruptedException {
    while (true) {
      try {
        return attempt(job, decide);
      } catch (SQLException e) {
        if (!passes(e.getSQLState())) {
          throw e;
        }
        LOG.warn(
            "waiting_for={} url={} user={} state={} cause='{}'",
            awaited(e.getSQLState()),
            config.url(),
            config.user(),
            e.getSQLState(),
            e.getMessage());
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      }
    }
  }

  private static String awaited(String state) {
    return INSUFFICIENT_PRIVILEGE.equals(state)
        ? "'rights of the login on job_starts, due within 5 minutes of the table'"
        : "postgres";
  }

  /** No connection, no resources, shutting down or starting up, not yet migrated or granted. */
  private static boolean passes(String state) {
    return state == null
        || state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57P")
        || state.equals(UNDEFINED_TABLE)
        || state.equals(INSUFFICIENT_PRIVILEGE);
  }

  private JobStart attempt(String job, Function<OptionalLong, JobStart> decide)
      throws SQLException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      lock(connection);
      JobStart start = decide.apply(lastEpoch(connection));
      insert(connection, job, start);
      connection.commit();
      return start;
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", config.user());
    properties.setProperty("password", config.password().value());
    properties.setProperty("connectTimeout", TIMEOUT_SECONDS);
    properties.setProperty("loginTimeout", TIMEOUT_SECONDS);
    properties.setProperty("socketTimeout", TIMEOUT_SECONDS);
    // Not through DriverManager, which does not see drivers of a job's own class loader.
    Connection connection = new Driver().connect(config.url(), properties);
    if (connection == null) {
      throw new IllegalArgumentException("postgres.url is not one: " + config.url());
    }
    return connection;
  }

  /** Two starts at once must not take the same epoch. */
  private static void lock(Connection connection) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtext(?))")) {
      lock.setString(1, "job_starts");
      lock.execute();
    }
  }

  /** Of any job: one that takes over a league under another name must not give its epochs twice. */
  private static OptionalLong lastEpoch(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT max(epoch) FROM job_starts")) {
      try (ResultSet row = query.executeQuery()) {
        row.next();
        long epoch = row.getLong(1);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(epoch);
      }
    }
  }

  private static void insert(Connection connection, String job, JobStart start)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO job_starts (job, epoch, restored_from, reason) VALUES (?, ?, ?, ?)")) {
      insert.setString(1, job);
      insert.setLong(2, start.epoch());
      insert.setString(3, start.restoreFrom().orElse(null));
      insert.setString(4, start.reason());
      insert.executeUpdate();
    }
  }
}
