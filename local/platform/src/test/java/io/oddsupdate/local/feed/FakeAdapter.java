package io.oddsupdate.local.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.oddsupdate.local.feed.PushAnswer.Acknowledged;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An adapter that keeps the contract of its answers and fails as real ones do: before it has
 * anything, after it has everything, and with every status that means "come again".
 */
final class FakeAdapter implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_BODY = 1_000_000;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final WebhookSecret secret;
  private final Random trouble;
  private final double troubleShare;

  private final Set<String> mapped = new HashSet<>();
  private final Map<String, Map<Integer, Long>> images = new HashMap<>();
  private final Map<String, Map<Integer, String>> contents = new HashMap<>();
  private final Map<String, byte[]> answers = new HashMap<>();
  private final Map<String, Integer> statuses = new HashMap<>();
  private final Map<String, String> newestTime = new HashMap<>();
  final List<Acknowledged> log = new ArrayList<>();
  final List<String> ids = new ArrayList<>();
  int deadLetters;
  int failures;

  FakeAdapter(WebhookSecret secret, double troubleShare, long seed) throws IOException {
    this.secret = secret;
    this.troubleShare = troubleShare;
    this.trouble = new Random(seed);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/feeds/", this::serve);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  synchronized void map(String vendorGameId) {
    mapped.add(vendorGameId);
  }

  private void serve(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    synchronized (this) {
      boolean bad = trouble.nextDouble() < troubleShare;
      int kind = trouble.nextInt(5);
      if (bad && kind < 4) {
        failures++;
        refuseForNow(exchange, kind);
        return;
      }
      handle(exchange, body, bad);
    }
  }

  private void refuseForNow(HttpExchange exchange, int kind) throws IOException {
    if (kind == 0) {
      // Nothing was read, nothing is known: the connection is gone.
      exchange.close();
      return;
    }
    if (kind == 1) {
      exchange.getResponseHeaders().add("retry-after", "0");
    }
    exchange.sendResponseHeaders(new int[] {0, 429, 503, 408}[kind], -1);
    exchange.close();
  }

  private void handle(HttpExchange exchange, byte[] body, boolean loseTheAnswer)
      throws IOException {
    String id = exchange.getRequestHeaders().getFirst("webhook-id");
    ids.add(id);
    if (!exchange.getRequestURI().getPath().equals("/v1/feeds/nba-livedata/events")) {
      answer(exchange, 404, problem("unknown_vendor"));
      return;
    }
    long timestamp = Long.parseLong(exchange.getRequestHeaders().getFirst("webhook-timestamp"));
    boolean fresh = Math.abs(System.currentTimeMillis() / 1000 - timestamp) < 300;
    boolean signed =
        secret
            .sign(id, timestamp, body)
            .equals(exchange.getRequestHeaders().getFirst("webhook-signature"));
    if (!fresh || !signed) {
      answer(exchange, 401, problem("unauthenticated"));
      return;
    }
    if (!answers.containsKey(id)) {
      accept(id, body);
    }
    if (loseTheAnswer) {
      failures++;
      exchange.close();
      return;
    }
    answer(exchange, statuses.get(id), answers.get(id));
  }

  private void accept(String id, byte[] body) throws IOException {
    if (body.length > MAX_BODY) {
      refuse(id, 413, "oversized");
      return;
    }
    JsonNode document;
    try {
      document = JSON.readTree(body);
    } catch (IOException e) {
      refuse(id, 400, "malformed_json");
      return;
    }
    String game = document.path("game").path("gameId").asText();
    for (JsonNode action : document.path("game").path("actions")) {
      if (!action.path("actionNumber").isInt()) {
        refuse(id, 422, "invalid_field");
        return;
      }
    }
    if (!mapped.contains(game)) {
      refuse(id, 422, "mapping_missing");
      return;
    }
    take(id, game, document);
  }

  private void take(String id, String game, JsonNode document) throws IOException {
    ObjectNode reply = JSON.createObjectNode();
    ArrayNode accepted = reply.putArray("accepted");
    String time = document.path("meta").path("time").asText();
    boolean older = time.compareTo(newestTime.getOrDefault(game, "")) < 0;
    Map<Integer, String> content = contents.computeIfAbsent(game, g -> new HashMap<>());
    int duplicates = 0;
    Set<Integer> listed = new HashSet<>();
    for (JsonNode action : document.path("game").path("actions")) {
      int number = action.path("actionNumber").asInt();
      listed.add(number);
      String now = action.toString();
      if (older || now.equals(content.get(number))) {
        duplicates++;
      } else {
        content.put(number, now);
        append(accepted, game, number);
      }
    }
    if (!older) {
      newestTime.put(game, time);
      for (int number : List.copyOf(content.keySet())) {
        if (!listed.contains(number)) {
          content.remove(number);
          append(accepted, game, number);
        }
      }
    }
    reply.put("duplicates", duplicates);
    reply.putArray("dead_lettered");
    answers.put(id, JSON.writeValueAsBytes(reply));
    statuses.put(id, 202);
  }

  private void append(ArrayNode accepted, String game, int number) {
    String eventId = "nba-livedata:" + game + ":" + number;
    long revision = images.computeIfAbsent(game, g -> new HashMap<>()).merge(number, 1L, Long::sum);
    log.add(new Acknowledged(eventId, revision));
    accepted.addObject().put("event_id", eventId).put("revision", revision);
  }

  /** What the log's fold holds of a game. */
  synchronized Set<Integer> image(String game) {
    return Set.copyOf(contents.getOrDefault(game, Map.of()).keySet());
  }

  private void refuse(String id, int status, String reason) throws IOException {
    deadLetters++;
    answers.put(id, problem(reason));
    statuses.put(id, status);
  }

  private static byte[] problem(String reason) throws IOException {
    return JSON.writeValueAsBytes(JSON.createObjectNode().put("reason", reason));
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
