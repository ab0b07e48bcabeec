package io.oddsupdate.local.servers;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * ClickHouse's HTTP interface in front of the engine: {@code GET /ping}; {@code GET} and {@code
 * POST /} with the statement in the parameter {@code query}, in the body, or in both, one after the
 * other. Sessions are not kept: a request stands for itself.
 */
final class ClickHouseHttp implements HttpHandler {
  private static final System.Logger LOG = System.getLogger(ClickHouseHttp.class.getName());
  private static final int CANNOT_DECOMPRESS = 271;
  private static final int AUTHENTICATION_FAILED = 516;
  private static final int FORBIDDEN = 403;
  private static final byte[] OK = "Ok.\n".getBytes(StandardCharsets.UTF_8);

  private final ChDbEngine engine;
  private final String timezone;
  private final String password;

  /**
   * @param timezone of the engine, which every answer names
   * @param password that a request must carry; empty asks for none
   */
  ClickHouseHttp(ChDbEngine engine, String timezone, String password) {
    this.engine = engine;
    this.timezone = timezone;
    this.password = password;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      ClickHouseRequest request = ClickHouseRequest.of(exchange);
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/ping") || path.equals("/replicas_status")) {
        answer(exchange, 200, OK);
      } else if (!path.equals("/")) {
        answer(
            exchange, 404, ("There is no handle " + path + "\n").getBytes(StandardCharsets.UTF_8));
      } else {
        serve(exchange, request);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      // The server would close the connection without a word.
      LOG.log(System.Logger.Level.WARNING, "event=request_failed", e);
      throw e;
    }
  }

  private void serve(HttpExchange exchange, ClickHouseRequest request)
      throws IOException, InterruptedException {
    try {
      requirePassword(request);
      byte[] inUrl = request.query();
      InputStream body = exchange.getRequestBody();
      if (request.decompress()) {
        body = CompressedBlocks.reader(body);
      }
      Statement statement = Statement.of(inUrl);
      if (!(statement instanceof Statement.Insert)) {
        statement = Statement.of(joined(inUrl, body));
      }
      run(exchange, request, statement, body);
    } catch (MalformedBlockException e) {
      refuse(
          exchange,
          request,
          new EngineException(
              CANNOT_DECOMPRESS,
              "Code: 271. DB::Exception: %s. (CANNOT_DECOMPRESS)".formatted(e.getMessage())));
    } catch (EngineException e) {
      // What is left of the body would be read as the next request.
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      refuse(exchange, request, e);
    }
  }

  private void run(
      HttpExchange exchange, ClickHouseRequest request, Statement statement, InputStream body)
      throws EngineException, IOException, InterruptedException {
    if (statement instanceof Statement.Insert insert) {
      InputStream data =
          new SequenceInputStream(new ByteArrayInputStream(insert.data()), new Unclosed(body));
      try (EngineResult result =
          engine.insert(insert.sql(), request.context(insert.format()), data)) {
        send(exchange, request, insert.format(), result);
      }
    } else if (statement instanceof Statement.Plain plain) {
      if (new String(plain.sql(), StandardCharsets.ISO_8859_1).isBlank()) {
        answer(exchange, 200, OK);
        return;
      }
      String format = plain.format().orElse(request.defaultFormat());
      try (EngineResult result = engine.query(plain.sql(), request.context(format))) {
        send(exchange, request, format, result);
      }
    }
  }

  private void send(
      HttpExchange exchange, ClickHouseRequest request, String format, EngineResult result)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    common(headers, request);
    headers.set("X-ClickHouse-Format", format);
    headers.set("X-ClickHouse-Summary", result.summary());
    headers.set("Content-Type", "application/octet-stream");
    long length = result.length();
    if (length == 0) {
      exchange.sendResponseHeaders(200, -1);
    } else if (request.compress()) {
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = CompressedBlocks.writer(exchange.getResponseBody())) {
        result.writeTo(out);
      }
    } else {
      exchange.sendResponseHeaders(200, length);
      result.writeTo(exchange.getResponseBody());
    }
  }

  private void refuse(HttpExchange exchange, ClickHouseRequest request, EngineException error)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    common(headers, request);
    headers.set("X-ClickHouse-Exception-Code", Integer.toString(error.code()));
    headers.set("Content-Type", "text/plain; charset=UTF-8");
    byte[] text = (error.getMessage().strip() + "\n").getBytes(StandardCharsets.UTF_8);
    int status = error.httpStatus();
    if (!request.compress() || status == FORBIDDEN) {
      answer(exchange, status, text);
      return;
    }
    exchange.sendResponseHeaders(status, 0);
    try (OutputStream out = CompressedBlocks.writer(exchange.getResponseBody())) {
      out.write(text);
    }
  }

  private void common(Headers headers, ClickHouseRequest request) {
    headers.set("X-ClickHouse-Query-Id", request.queryId());
    headers.set("X-ClickHouse-Timezone", timezone);
    headers.set("X-ClickHouse-Server-Display-Name", "odds-local");
  }

  private void requirePassword(ClickHouseRequest request) throws EngineException {
    byte[] given = request.password().getBytes(StandardCharsets.UTF_8);
    byte[] wanted = password.getBytes(StandardCharsets.UTF_8);
    if (wanted.length > 0 && !MessageDigest.isEqual(given, wanted)) {
      throw new EngineException(
          AUTHENTICATION_FAILED,
          "Code: 516. DB::Exception: Authentication failed: password is incorrect, it must be that"
              + " of CLICKHOUSE_PASSWORD. (AUTHENTICATION_FAILED)");
    }
  }

  /**
   * A sequence closes its parts, but what a refused INSERT leaves of a body is still to be read.
   */
  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }

  private static byte[] joined(byte[] first, InputStream rest) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(first);
    if (first.length > 0) {
      all.write('\n');
    }
    rest.transferTo(all);
    return all.toByteArray();
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
