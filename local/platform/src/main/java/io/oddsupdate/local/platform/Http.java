package io.oddsupdate.local.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Small questions to the platform's own servers. */
final class Http {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  private Http() {}

  /** Whether a GET is answered with a 2xx. */
  static boolean ok(String url) throws InterruptedException {
    try {
      return CLIENT.send(get(url, Map.of()), HttpResponse.BodyHandlers.discarding()).statusCode()
              / 100
          == 2;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The body of a GET.
   *
   * @throws IOException if the server does not answer, or not with a 2xx
   */
  static String text(String url, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        CLIENT.send(get(url, headers), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(url + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  private static HttpRequest get(String url, Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).GET();
    headers.forEach(request::header);
    return request.build();
  }
}
