package io.oddsupdate.odds;

import io.oddsupdate.lookup.PostgresConfig;
import io.oddsupdate.lookup.RedisConfig;
import io.oddsupdate.lookup.Secret;
import io.oddsupdate.odds.enrich.EnrichConfig;
import io.oddsupdate.odds.enrich.HotStateStore;
import io.oddsupdate.pricing.reference.Availability;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import redis.embedded.RedisServer;

/** Postgres with our tables and Redis, both real, each of which can be stopped and started. */
public final class Servers implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private final int redisPort;
  private RedisServer redis;

  public Servers() throws IOException, SQLException {
    postgres = EmbeddedPostgres.builder().start();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String migration :
          List.of(
              "V1__reference_and_current.sql",
              "V2__versions_of_every_league.sql",
              "V3__documents_of_the_time.sql")) {
        try (InputStream ddl = Servers.class.getResourceAsStream("/postgres/" + migration)) {
          statement.execute(new String(ddl.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    redisPort = KafkaBroker.freePort();
    startRedis();
  }

  public void startRedis() throws IOException {
    redis =
        RedisServer.newRedisServer().port(redisPort).bind("127.0.0.1").setting("save \"\"").build();
    redis.start();
  }

  public void stopRedis() throws IOException {
    redis.stop();
  }

  public void stopPostgres() throws IOException {
    postgres.close();
  }

  /** Registers the sample game, its document and its players' hot state. */
  public void register(SampleGame game) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO teams VALUES ('nba-h', 'nba', 'HHH', 'Harbour Home'),"
              + " ('nba-a', 'nba', 'AAA', 'Alpine Away') ON CONFLICT DO NOTHING");
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO games VALUES (?, 'nba', '2026-11-21T00:00:00Z', 'nba-h', 'nba-a',"
                  + " -4.5, 221.5, 'MARKET')")) {
        insert.setString(1, game.gameId());
        insert.execute();
      }
      publish(game, game.document(), 3);
    }
    try (HotStateStore hot = new HotStateStore(redis())) {
      hot.set("nba", "nba-1", Availability.IN, 1.0);
      hot.set("nba", "nba-2", Availability.IN, 1.0);
    }
  }

  public void publish(SampleGame game, String document, long version) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO game_reference VALUES (?, ?, ?::jsonb)")) {
      insert.setString(1, game.gameId());
      insert.setLong(2, version);
      insert.setString(3, document);
      insert.execute();
    }
  }

  public Connection connection() throws SQLException {
    return postgres.getPostgresDatabase().getConnection();
  }

  public PostgresConfig postgres() {
    return new PostgresConfig(
        "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
        "postgres",
        Secret.NONE,
        4);
  }

  public RedisConfig redis() {
    return new RedisConfig(
        URI.create("redis://127.0.0.1:" + redisPort), Secret.NONE, 4, Duration.ofSeconds(1));
  }

  /** Patient, so that a busy machine does not decide what a test sees. */
  public EnrichConfig enrich() {
    return new EnrichConfig(
        postgres(),
        redis(),
        Duration.ofSeconds(4),
        Duration.ofMillis(100),
        Duration.ofMillis(100),
        64);
  }

  @Override
  public void close() throws IOException {
    redis.stop();
    postgres.close();
  }
}
