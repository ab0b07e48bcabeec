package io.oddsupdate.lookup;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Reads the one row of a key. Absent where the query returns no row. */
public final class PostgresRow<K, V> implements Fetch<K, V> {
  /** HikariCP's shortest wait for a connection; the lookup's deadline is what binds. */
  private static final long CONNECTION_WAIT_MS = 250;

  /** The driver counts in seconds: a thread on a silent server comes back after this. */
  private static final String SOCKET_TIMEOUT_SECONDS = "1";

  /** Puts the key into the query. */
  @FunctionalInterface
  public interface KeyBinder<K> {
    void bind(PreparedStatement query, K key) throws SQLException;
  }

  /** Reads the value out of the row. */
  @FunctionalInterface
  public interface RowReader<V> {
    V read(ResultSet row) throws SQLException, MalformedValueException;
  }

  private final HikariDataSource pool;
  private final String query;
  private final KeyBinder<K> binder;
  private final RowReader<V> reader;

  /**
   * @param query with a {@code ?} for each part of the key
   */
  public PostgresRow(
      PostgresConfig config, String query, KeyBinder<K> binder, RowReader<V> reader) {
    this.pool = connect(config);
    this.query = query;
    this.binder = binder;
    this.reader = reader;
  }

  private static HikariDataSource connect(PostgresConfig config) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("lookup-postgres");
    // Named, because DriverManager does not see drivers of a job's own class loader.
    pool.setDriverClassName("org.postgresql.Driver");
    pool.setJdbcUrl(config.url());
    pool.setUsername(config.user());
    pool.setPassword(config.password().value());
    pool.setMaximumPoolSize(config.connections());
    pool.setMinimumIdle(1);
    pool.setConnectionTimeout(CONNECTION_WAIT_MS);
    pool.setValidationTimeout(CONNECTION_WAIT_MS);
    pool.setReadOnly(true);
    // A job starts without its database, too; lookups fail until it is there.
    pool.setInitializationFailTimeout(-1);
    pool.addDataSourceProperty("connectTimeout", SOCKET_TIMEOUT_SECONDS);
    pool.addDataSourceProperty("loginTimeout", SOCKET_TIMEOUT_SECONDS);
    pool.addDataSourceProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
    return new HikariDataSource(pool);
  }

  @Override
  public Optional<V> fetch(K key) throws SQLException, MalformedValueException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(query)) {
      binder.bind(statement, key);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
      }
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
