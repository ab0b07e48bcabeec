package io.oddsupdate.odds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.oddsupdate.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.avro.Schema;

/**
 * The part of a schema registry that the job asks, over HTTP, with the schemas of all topics
 * registered. It can be stopped and started again on its port.
 */
public final class RegistryServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Schema> schemas = new ArrayList<>();
  private final Map<String, Integer> idByTopic = new HashMap<>();
  private ExecutorService threads;
  private HttpServer server;
  private int port;

  public RegistryServer() {
    for (Topics.Topic topic : Topics.load().all()) {
      if (!schemas.contains(topic.schema())) {
        schemas.add(topic.schema());
      }
      idByTopic.put(topic.name(), idOf(topic.schema()));
    }
    start();
  }

  public void start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    port = server.getAddress().getPort();
    threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** The id of a topic's schema. */
  public int idOf(String topic) {
    Integer id = idByTopic.get(topic);
    if (id != null) {
      return id;
    }
    throw new IllegalArgumentException("no such topic: " + topic);
  }

  private int idOf(Schema schema) {
    return schemas.indexOf(schema) + 1;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (path.startsWith("/schemas/ids/")) {
      int id = Integer.parseInt(path.substring("/schemas/ids/".length()));
      boolean known = id >= 1 && id <= schemas.size();
      send(
          exchange,
          known ? 200 : 404,
          known
              ? JSON.createObjectNode().put("schema", schemas.get(id - 1).toString()).toString()
              : "{\"error_code\":40403}");
    } else {
      JsonNode question = JSON.readTree(body);
      int id = idOf(new Schema.Parser().parse(question.path("schema").asText()));
      send(exchange, id > 0 ? 200 : 404, "{\"id\":" + id + "}");
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    stop();
  }
}
