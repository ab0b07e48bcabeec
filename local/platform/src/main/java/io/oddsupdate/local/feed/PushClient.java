package io.oddsupdate.local.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes until there is an answer for good: a connection that fails and the statuses 408, 429 and
 * 5xx are tried again under the same webhook-id, for as long as it takes.
 */
final class PushClient {
  private static final Logger LOG = LoggerFactory.getLogger(PushClient.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long FIRST_BACKOFF_MS = 50;

  /** An adapter that restarts is back within seconds; waiting longer only makes a burst. */
  private static final long MAX_BACKOFF_MS = 1000;

  private static final long MAX_RETRY_AFTER_MS = 10_000;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final WebhookSecret secret;
  private final Duration timeout;
  private final Clock clock;

  PushClient(WebhookSecret secret, Duration timeout, Clock clock) {
    this.secret = secret;
    this.timeout = timeout;
    this.clock = clock;
  }

  /**
   * One request; the signature is of its own time where nothing else is asked for.
   *
   * @param ageSeconds how old the timestamp claims to be
   * @param forged whether the signature is of another body
   */
  record Request(URI uri, String webhookId, byte[] body, long ageSeconds, boolean forged) {
    static Request honest(URI uri, String webhookId, byte[] body) {
      return new Request(uri, webhookId, body, 0, false);
    }
  }

  /**
   * @param attempts how many it took, at least one
   */
  record Delivered(PushAnswer answer, int attempts) {}

  Delivered push(Request request) throws InterruptedException {
    long backoffMs = FIRST_BACKOFF_MS;
    for (int attempt = 1; ; attempt++) {
      long waitMs;
      try {
        HttpResponse<byte[]> response =
            http.send(signed(request), HttpResponse.BodyHandlers.ofByteArray());
        int status = response.statusCode();
        if (status < 500 && status != 408 && status != 429) {
          return new Delivered(answer(status, response.body()), attempt);
        }
        waitMs = Math.max(jittered(backoffMs), retryAfterMs(response));
        log(request, attempt, "status_" + status);
      } catch (IOException e) {
        waitMs = jittered(backoffMs);
        log(request, attempt, e.getClass().getSimpleName());
      }
      TimeUnit.MILLISECONDS.sleep(waitMs);
      backoffMs = Math.min(backoffMs * 2, MAX_BACKOFF_MS);
    }
  }

  private static void log(Request request, int attempt, String cause) {
    // One line a second and push at most: every tenth attempt at the longest back-off.
    if (attempt == 1 || attempt % 10 == 0) {
      LOG.info(
          "event=push_retried webhook_id={} attempt={} cause={}",
          request.webhookId(),
          attempt,
          cause);
    }
  }

  private HttpRequest signed(Request request) {
    long timestamp = clock.millis() / 1000 - request.ageSeconds();
    byte[] signedBody = request.forged() ? new byte[] {'x'} : request.body();
    return HttpRequest.newBuilder(request.uri())
        .timeout(timeout)
        .header("content-type", "application/json")
        .header("webhook-id", request.webhookId())
        .header("webhook-timestamp", Long.toString(timestamp))
        .header("webhook-signature", secret.sign(request.webhookId(), timestamp, signedBody))
        .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()))
        .build();
  }

  private static PushAnswer answer(int status, byte[] body) throws IOException {
    if (status == 202) {
      return taken(JSON.readTree(body));
    }
    JsonNode problem;
    try {
      problem = JSON.readTree(body);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      problem = JSON.createObjectNode();
    }
    return new PushAnswer.Refused(
        status, problem.path("reason").asText(""), problem.path("detail").asText(""));
  }

  private static PushAnswer.Taken taken(JsonNode body) {
    List<PushAnswer.Acknowledged> accepted = new ArrayList<>();
    for (JsonNode event : body.path("accepted")) {
      accepted.add(
          new PushAnswer.Acknowledged(
              event.path("event_id").asText(), event.path("revision").asLong()));
    }
    List<PushAnswer.DeadLettered> deadLettered = new ArrayList<>();
    for (JsonNode letter : body.path("dead_lettered")) {
      deadLettered.add(
          new PushAnswer.DeadLettered(
              letter.path("index").asInt(), letter.path("reason").asText()));
    }
    return new PushAnswer.Taken(accepted, body.path("duplicates").asInt(), deadLettered);
  }

  private static long jittered(long backoffMs) {
    return backoffMs / 2 + ThreadLocalRandom.current().nextLong(backoffMs / 2 + 1);
  }

  private static long retryAfterMs(HttpResponse<byte[]> response) {
    String seconds = response.headers().firstValue("retry-after").orElse("");
    return seconds.matches("\\d{1,4}")
        ? Math.min(Long.parseLong(seconds) * 1000, MAX_RETRY_AFTER_MS)
        : 0;
  }
}
