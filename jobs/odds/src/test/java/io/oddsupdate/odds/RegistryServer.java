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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;

/**
 * The part of a schema registry that the job asks, over HTTP, with the schemas of all topics
 * registered. It can be stopped and started again on its port, or be there and unable to answer.
 */
public final class RegistryServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Schema> schemas = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final Map<String, Integer> idByTopic = new HashMap<>();
  private volatile boolean broken;
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

  /** Registers a schema of no topic of ours, such as a newer writer's. */
  public int register(Schema schema) {
    schemas.add(schema);
    return idOf(schema);
  }

  /** Answers 503 to everything until it is repaired. */
  public void breakDown() {
    broken = true;
  }

  public void repair() {
    broken = false;
  }

  /** How many questions it could not answer. */
  public int refusals() {
    return refusals.get();
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
    if (broken) {
      refusals.incrementAndGet();
      send(exchange, 503, "{\"error_code\":50003}");
    } else if (path.startsWith("/schemas/ids/")) {
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
