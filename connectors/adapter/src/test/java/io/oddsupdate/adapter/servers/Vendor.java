package io.oddsupdate.adapter.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.adapter.AdapterSecrets;
import io.oddsupdate.adapter.http.WebhookSecrets;
import io.oddsupdate.adapter.http.WebhookSignature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A vendor that pushes as vendors do: signed, with an id that stays the same on a retry. */
public final class Vendor {
  public static final String SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
  public static final WebhookSecrets KEYS = WebhookSecrets.parse(SECRET);
  public static final AdapterSecrets SECRETS = new AdapterSecrets(KEYS, "");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger IDS = new AtomicInteger();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** What came back. */
  public record Reply(int status, JsonNode body, HttpResponse<String> http) {}

  private final String base;

  public Vendor(int port) {
    this.base = "http://127.0.0.1:" + port;
  }

  public static String newId() {
    return "msg_" + IDS.incrementAndGet() + "_" + System.nanoTime();
  }

  public Reply push(LiveList list) {
    return push(newId(), list.bytes());
  }

  public Reply push(String id, byte[] body) {
    return send(signed(id, body)).join();
  }

  public CompletableFuture<Reply> pushAsync(String id, byte[] body) {
    return send(signed(id, body));
  }

  /** A correct request, to be spoiled by tests. */
  public HttpRequest.Builder signed(String id, byte[] body) {
    return signed(id, System.currentTimeMillis() / 1000, body, "nba-livedata");
  }

  public HttpRequest.Builder signed(String id, long timestamp, byte[] body, String vendor) {
    String stamp = Long.toString(timestamp);
    return HttpRequest.newBuilder(URI.create(base + "/v1/feeds/" + vendor + "/events"))
        .header("content-type", "application/json")
        .header("webhook-id", id)
        .header("webhook-timestamp", stamp)
        .header("webhook-signature", WebhookSignature.sign(KEYS, id, stamp, body))
        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
  }

  public Reply get(String path) {
    return send(HttpRequest.newBuilder(URI.create(base + path)).GET()).join();
  }

  public CompletableFuture<Reply> send(HttpRequest.Builder request) {
    return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
        .thenApply(answer -> new Reply(answer.statusCode(), json(answer), answer));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    boolean isJson = answer.headers().firstValue("content-type").orElse("").contains("json");
    try {
      return isJson ? JSON.readTree(answer.body()) : JSON.nullNode();
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + answer.body(), e);
    }
  }
}
