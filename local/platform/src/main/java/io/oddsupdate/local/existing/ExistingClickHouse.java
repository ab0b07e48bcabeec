package io.oddsupdate.local.existing;

import io.oddsupdate.lookup.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A ClickHouse server.
 *
 * @param url of its HTTP interface
 */
public record ExistingClickHouse(String url, String user, Secret password)
    implements ExistingServer {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** UNKNOWN_USER, WRONG_PASSWORD, REQUIRED_PASSWORD, AUTHENTICATION_FAILED. */
  private static final Set<String> LOGIN_CODES = Set.of("192", "193", "194", "516");

  private static final String OK = "1";

  @Override
  public Optional<String> refusal() throws InterruptedException {
    try {
      HttpResponse<String> answer = ask("SELECT 1");
      if (answer.statusCode() == 200 && answer.body().strip().equals(OK)) {
        return Optional.empty();
      }
      String said = answer.body().strip();
      return Optional.of(
          LOGIN_CODES.contains(
                  answer.headers().firstValue("X-ClickHouse-Exception-Code").orElse(""))
              ? "CLICKHOUSE_USER=%s at %s: ClickHouse refuses the login (%s): correct CLICKHOUSE_USER or CLICKHOUSE_PASSWORD"
                  .formatted(user, url, said)
              : "CLICKHOUSE_URL=%s: it must be ClickHouse's HTTP interface, such as http://host:8123; SELECT 1 was answered %d: %s"
                  .formatted(url, answer.statusCode(), said));
    } catch (IOException e) {
      return Optional.of(
          "CLICKHOUSE_URL=%s: no ClickHouse answers there (%s): start it, or correct the variable"
              .formatted(url, e));
    }
  }

  @Override
  public List<String> remains() throws InterruptedException {
    try {
      String exists = ask("EXISTS TABLE odds.odds_updates").body().strip();
      if (!exists.equals(OK)) {
        return List.of();
      }
      HttpResponse<String> rows = ask("SELECT count() > 0 FROM odds.odds_updates");
      if (rows.statusCode() != 200) {
        throw new IllegalStateException("CLICKHOUSE_URL=" + url + ": " + rows.body().strip());
      }
      return rows.body().strip().equals(OK)
          ? List.of(
              "CLICKHOUSE_URL=%s: table odds.odds_updates holds rows: TRUNCATE TABLE odds.odds_updates"
                  .formatted(url))
          : List.of();
    } catch (IOException e) {
      throw new IllegalStateException("CLICKHOUSE_URL=" + url + ": " + e, e);
    }
  }

  private HttpResponse<String> ask(String statement) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + "/"))
            .timeout(LIMIT)
            .header("X-ClickHouse-User", user)
            .POST(HttpRequest.BodyPublishers.ofString(statement));
    if (password.isPresent()) {
      request.header("X-ClickHouse-Key", password.value());
    }
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(LIMIT)
        .build()
        .send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
