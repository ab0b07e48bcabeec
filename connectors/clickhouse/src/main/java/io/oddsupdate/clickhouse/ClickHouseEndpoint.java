package io.oddsupdate.clickhouse;

import com.clickhouse.client.api.Client;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * Where ClickHouse is and who asks.
 *
 * @param url its HTTP interface, such as {@code http://127.0.0.1:8123}
 * @param database the database of unqualified names; it must exist
 */
public record ClickHouseEndpoint(String url, String user, Secret password, String database)
    implements Serializable {

  public ClickHouseEndpoint {
    require(isHttp(url), "clickhouse.url must be an http or https address, got '%s'", url);
    require(filled(user), "clickhouse.user must name a user, such as 'default'", "");
    require(password != null, "the password must be a Secret, Secret.NONE for none", "");
    require(
        filled(database) && database.matches("[A-Za-z_][A-Za-z0-9_]*"),
        "clickhouse.database must be a plain name, such as odds, got '%s'",
        database);
  }

  /**
   * A client of this endpoint that never retries by itself: retrying is the caller's decision.
   *
   * @param timeout how long one answer may take
   */
  public Client open(Duration timeout) {
    return new Client.Builder()
        .addEndpoint(url)
        .setUsername(user)
        .setPassword(password.value())
        .setDefaultDatabase(database)
        .setClientName("odds-update")
        .setMaxRetries(0)
        .setConnectTimeout(timeout.toMillis(), ChronoUnit.MILLIS)
        .setSocketTimeout(timeout.toMillis(), ChronoUnit.MILLIS)
        .build();
  }

  private static boolean isHttp(String url) {
    if (url == null) {
      return false;
    }
    try {
      URI address = URI.create(url);
      return address.getHost() != null
          && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean filled(String text) {
    return text != null && !text.isBlank();
  }

  private static void require(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(String.format(message, value));
    }
  }
}
