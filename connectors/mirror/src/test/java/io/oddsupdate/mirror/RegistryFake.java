package io.oddsupdate.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.oddsupdate.schemas.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;

/** The part of the Confluent API that looks schemas up; it can fall silent and come back. */
final class RegistryFake implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<Schema> schemas = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> subjects = new ConcurrentHashMap<>();
  private final AtomicInteger questions = new AtomicInteger();
  private volatile boolean silent;

  RegistryFake() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /** With every schema of topics.yaml, as a deployment leaves it. */
  static RegistryFake deployed() {
    RegistryFake registry = new RegistryFake();
    Topics.load().all().forEach(topic -> registry.register(topic.subject(), topic.schema()));
    return registry;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/apis/ccompat/v7";
  }

  int register(String subject, Schema schema) {
    schemas.add(schema);
    int id = 100 + schemas.size() - 1;
    subjects.put(subject, id);
    return id;
  }

  int idOf(String subject) {
    return subjects.get(subject);
  }

  void forget(String subject) {
    subjects.remove(subject);
  }

  /** Answers 503 to everything until told otherwise. */
  void silent(boolean now) {
    silent = now;
  }

  /** How often it was asked. */
  int questions() {
    return questions.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    questions.incrementAndGet();
    byte[] question = exchange.getRequestBody().readAllBytes();
    if (silent) {
      send(exchange, 503, "{\"error_code\":50003}");
      return;
    }
    String path = exchange.getRequestURI().getRawPath().replace("/apis/ccompat/v7", "");
    String last =
        URLDecoder.decode(path.substring(path.lastIndexOf('/') + 1), StandardCharsets.UTF_8);
    if (path.startsWith("/schemas/ids/")) {
      int index = Integer.parseInt(last) - 100;
      if (index < 0 || index >= schemas.size()) {
        send(exchange, 404, "{\"error_code\":40403}");
      } else {
        send(
            exchange,
            200,
            JSON.createObjectNode().put("schema", schemas.get(index).toString()).toString());
      }
    } else if (path.startsWith("/subjects/")) {
      JsonNode asked = JSON.readTree(question);
      Integer id = subjects.get(last);
      boolean same =
          id != null
              && schemas
                  .get(id - 100)
                  .equals(new Schema.Parser().parse(asked.path("schema").asText()));
      send(exchange, same ? 200 : 404, same ? "{\"id\":" + id + "}" : "{\"error_code\":40403}");
    } else {
      send(exchange, 404, "{}");
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
