package io.oddsupdate.local.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * Postgres: {@code --port 15432 --data DIR}, with {@code POSTGRES_PASSWORD}. It holds a database
 * {@code odds} that belongs to a user {@code odds}, who is no superuser: what is migrated here can
 * be migrated in production.
 */
public final class PostgresMain {
  private static final long READY_LIMIT_SECONDS = 60;
  private static final String STARTING_UP = "57P03";

  private PostgresMain() {}

  public static void main(String[] args) {
    ServerProcess.run("postgres", args, List.of("port", "data"), PostgresMain::start);
  }

  private static void start(Arguments arguments) throws Exception {
    int port = arguments.port("port");
    Path data = arguments.folder("data");
    String password = System.getenv().getOrDefault("POSTGRES_PASSWORD", "");
    if (password.isEmpty() || password.chars().anyMatch(c -> c < ' ')) {
      throw new UsageException(
          "POSTGRES_PASSWORD must be set to the password of user odds, without control characters");
    }
    DataFolder.claim(data);
    ServerProcess.requireFree(port, "POSTGRES_PORT");
    PostgresCluster cluster = PostgresCluster.in(data);
    cluster.prepare(password);
    NativeChild postgres =
        NativeChild.start(cluster.command(port), cluster.environment(), data, "INT");
    postgres.bindTo("postgres");
    awaitReady(postgres, port, password);
  }

  private static void awaitReady(NativeChild postgres, int port, String password)
      throws IOException, InterruptedException {
    String url = "jdbc:postgresql://%s:%d/odds".formatted(ServerProcess.LOOPBACK, port);
    Properties login = new Properties();
    login.putAll(Map.of("user", "odds", "password", password));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_LIMIT_SECONDS);
    while (System.nanoTime() < deadline && postgres.alive()) {
      try (Connection connection = DriverManager.getConnection(url, login)) {
        if (connection.isValid(1)) {
          return;
        }
      } catch (SQLException e) {
        boolean notYet =
            STARTING_UP.equals(e.getSQLState()) || String.valueOf(e.getSQLState()).startsWith("08");
        if (!notYet) {
          throw new IOException("Postgres refuses its own user: " + e.getMessage(), e);
        }
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new IOException("Postgres is not ready after " + READY_LIMIT_SECONDS + " s");
  }
}
