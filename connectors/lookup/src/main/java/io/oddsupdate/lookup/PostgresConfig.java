package io.oddsupdate.lookup;

import java.io.Serializable;

/**
 * A Postgres database.
 *
 * @param url {@code jdbc:postgresql://host:port/database}
 * @param connections at most this many at once
 */
public record PostgresConfig(String url, String user, Secret password, int connections)
    implements Serializable {
  public PostgresConfig {
    if (url == null || !url.startsWith("jdbc:postgresql://")) {
      throw new IllegalArgumentException(
          "postgres.url must be jdbc:postgresql://host:port/database, got " + url);
    }
    if (user == null || user.isBlank()) {
      throw new IllegalArgumentException("postgres.user must not be empty");
    }
    if (connections <= 0) {
      throw new IllegalArgumentException(
          "postgres connections must be positive, got " + connections);
    }
  }
}
