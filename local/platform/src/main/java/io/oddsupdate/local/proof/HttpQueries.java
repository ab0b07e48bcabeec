package io.oddsupdate.local.proof;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Statements over ClickHouse's HTTP interface. */
final class HttpQueries {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** So that numbers, times and decimals come back as they are, whatever the server's defaults. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "output_format_json_quote_64bit_integers", "0",
          "output_format_json_quote_denormals", "1",
          "output_format_json_quote_decimals", "1",
          "date_time_output_format", "iso",
          "mutations_sync", "2",
          "async_insert", "0");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI address;
  private final String user;
  private final String password;

  HttpQueries(String url, String user, String password) {
    String settings =
        SETTINGS.entrySet().stream()
            .map(
                setting ->
                    setting.getKey()
                        + "="
                        + URLEncoder.encode(setting.getValue(), StandardCharsets.UTF_8))
            .sorted()
            .collect(Collectors.joining("&"));
    this.address = URI.create((url.endsWith("/") ? url : url + "/") + "?" + settings);
    this.user = user;
    this.password = password;
  }

  /**
   * The answer to a statement.
   *
   * @throws IOException if the server does not answer or refuses; the message has its words
   */
  String run(String statement) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .header("X-ClickHouse-User", user)
            .POST(HttpRequest.BodyPublishers.ofString(statement));
    if (!password.isEmpty()) {
      request.header("X-ClickHouse-Key", password);
    }
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (answer.statusCode() != 200) {
        throw new IOException(
            "ClickHouse answered " + answer.statusCode() + ": " + answer.body().strip());
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking ClickHouse", e);
    }
  }
}
