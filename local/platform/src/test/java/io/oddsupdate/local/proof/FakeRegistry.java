package io.oddsupdate.local.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.Schema;

/** The part of a schema registry that gives the schema of an id, and the id of a schema. */
public final class FakeRegistry implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BY_ID = "/schemas/ids/";

  private final HttpServer http;

  public FakeRegistry(Map<Integer, Schema> schemas) throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    http.createContext(
        BY_ID,
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          Schema schema = schemas.get(Integer.valueOf(path.substring(BY_ID.length())));
          answer(
              exchange,
              schema == null ? null : JSON.createObjectNode().put("schema", schema.toString()));
        });
    http.createContext(
        "/subjects/",
        exchange -> {
          JsonNode question = JSON.readTree(exchange.getRequestBody().readAllBytes());
          Schema schema = new Schema.Parser().parse(question.path("schema").asText());
          answer(
              exchange,
              schemas.entrySet().stream()
                  .filter(known -> known.getValue().equals(schema))
                  .map(known -> JSON.createObjectNode().put("id", known.getKey()))
                  .findFirst()
                  .orElse(null));
        });
    http.start();
  }

  private static void answer(HttpExchange exchange, JsonNode found) throws IOException {
    JsonNode answer = found == null ? JSON.createObjectNode().put("error_code", 40403) : found;
    byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(found == null ? 404 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  public String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
