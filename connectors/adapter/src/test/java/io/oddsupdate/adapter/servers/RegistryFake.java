package io.oddsupdate.adapter.servers;

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
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** A schema registry that knows the lookups of Confluent's API, and every schema of Core. */
public final class RegistryFake implements AutoCloseable {
  private record Registered(int id, String subject, Schema schema) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Registered> registered = new ArrayList<>();
  private int port;
  private HttpServer server;

  public RegistryFake() {
    for (Topics.Topic topic : Topics.load().of("core")) {
      registered.add(new Registered(registered.size() + 1, topic.subject(), topic.schema()));
    }
  }

  public void start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    port = server.getAddress().getPort();
    server.createContext("/", this::answer);
    server.start();
  }

  public void stop() {
    server.stop(0);
  }

  public String url() {
    return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
  }

  public int idOf(String topic) {
    return registered.stream()
        .filter(schema -> schema.subject().equals(topic + "-value"))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().replace("/apis/ccompat/v7", "");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Object found = null;
    for (Registered schema : registered) {
      if (path.equals("/schemas/ids/" + schema.id())) {
        found = Map.of("schema", schema.schema().toString());
      } else if (path.equals("/subjects/" + schema.subject()) && same(schema, body)) {
        found = Map.of("subject", schema.subject(), "id", schema.id(), "version", 1);
      }
    }
    byte[] answer = JSON.writeValueAsBytes(found == null ? Map.of("error_code", 40403) : found);
    exchange.sendResponseHeaders(found == null ? 404 : 200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static boolean same(Registered schema, String body) throws IOException {
    JsonNode asked = JSON.readTree(body).path("schema");
    return new Schema.Parser().parse(asked.asText()).equals(schema.schema());
  }

  @Override
  public void close() {
    stop();
  }
}
