package io.oddsupdate.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.oddsupdate.avro.deadletter.DeadLetter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaRegistryTest {
  private final AtomicInteger requests = new AtomicInteger();
  private volatile int status = 200;
  private volatile String body = "{\"id\":7}";
  private HttpServer server;
  private SchemaRegistry registry;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          byte[] answer = body.getBytes(StandardCharsets.UTF_8);
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    registry = new SchemaRegistry("http://127.0.0.1:" + server.getAddress().getPort() + "/v7");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void asksForAnIdOnce() {
    assertThat(registry.idOf("a-value", DeadLetter.getClassSchema())).contains(7);
    assertThat(registry.idOf("a-value", DeadLetter.getClassSchema())).contains(7);

    assertThat(requests).hasValue(1);
  }

  @Test
  void saysThatASchemaIsNotThere() {
    status = 404;
    body = "{\"error_code\":40403,\"message\":\"Schema not found\"}";

    assertThat(registry.byId(12)).isEmpty();
    assertThat(registry.idOf("a-value", DeadLetter.getClassSchema())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>no such route</html>", "", "{}", "{\"error_code\":404}", "[]"})
  void waitsWhereSomebodyElseSaysThatNothingIsThere(String answered) {
    status = 404;
    body = answered;

    assertThatThrownBy(() -> registry.byId(12))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("404");
  }

  @Test
  void tellsAnIncompatibleSchemaFromARegistryThatIsDown() {
    status = 409;
    assertThatThrownBy(() -> registry.register("a-value", DeadLetter.getClassSchema()))
        .isInstanceOf(IncompatibleSchemaException.class)
        .hasMessageContaining("a-value");

    status = 503;
    assertThatThrownBy(() -> registry.byId(12)).isInstanceOf(RegistryUnavailableException.class);

    server.stop(0);
    assertThatThrownBy(() -> registry.byId(12)).isInstanceOf(RegistryUnavailableException.class);
  }
}
