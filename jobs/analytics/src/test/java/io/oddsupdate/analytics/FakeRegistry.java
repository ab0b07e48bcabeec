package io.oddsupdate.analytics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.oddsupdate.avro.internal.OddsUpdate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A schema registry that knows one schema, and may be told to be down. */
final class FakeRegistry implements AutoCloseable {
  private final HttpServer server;
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger questions = new AtomicInteger();

  FakeRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/schemas/ids/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next answers are those of a registry that is not ready. */
  void refuse(int times) {
    refusals.set(times);
  }

  int questions() {
    return questions.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    questions.incrementAndGet();
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      reply(exchange, 503, "");
    } else if (exchange.getRequestURI().getPath().endsWith("/" + SampleUpdates.SCHEMA_ID)) {
      String schema = OddsUpdate.getClassSchema().toString();
      reply(exchange, 200, JsonNodeFactory.instance.objectNode().put("schema", schema).toString());
    } else {
      reply(exchange, 404, "{\"error_code\":40403}");
    }
  }

  private static void reply(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
