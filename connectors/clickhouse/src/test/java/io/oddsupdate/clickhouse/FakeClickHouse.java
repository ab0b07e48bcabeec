package io.oddsupdate.clickhouse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Speaks enough of ClickHouse's HTTP interface to accept inserts of one kind of rows, and to fail
 * as told. It keeps every row that it accepted, in the order of acceptance.
 */
public final class FakeClickHouse implements AutoCloseable {
  /** How the fake answers one insert; accepts it when it was told nothing. */
  public enum Answer {
    TOO_MANY_PARTS,
    UNKNOWN_TABLE,
    BAD_GATEWAY,
    CUT,
    CUT_AFTER_ACCEPTING,
    HANG
  }

  /** One insert as it came; a row is column name to value. */
  public record Insert(
      String statement, Map<String, String> settings, List<Map<String, Object>> rows) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
  private final List<Insert> attempts = new CopyOnWriteArrayList<>();
  private final List<Map<String, Object>> accepted = new CopyOnWriteArrayList<>();
  private final List<? extends Column<?, ?>> columns;

  /**
   * @param columns what every insert must announce
   */
  public FakeClickHouse(List<? extends Column<?, ?>> columns) throws IOException {
    this.columns = columns;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public ClickHouseEndpoint endpoint() {
    return new ClickHouseEndpoint(
        "http://127.0.0.1:" + server.getAddress().getPort(), "default", Secret.NONE, "odds");
  }

  public void next(Answer... answers) {
    script.addAll(Arrays.asList(answers));
  }

  public List<Insert> attempts() {
    return attempts;
  }

  public List<Map<String, Object>> accepted() {
    return accepted;
  }

  private void answer(HttpExchange exchange) throws IOException {
    Insert insert = read(exchange);
    attempts.add(insert);
    Answer told = script.poll();
    if (told == null) {
      accepted.addAll(insert.rows());
      reply(exchange, 200, 0, "");
      return;
    }
    switch (told) {
      case TOO_MANY_PARTS -> reply(exchange, 500, 252, "Code: 252. DB::Exception: Too many parts");
      case UNKNOWN_TABLE -> reply(exchange, 404, 60, "Code: 60. DB::Exception: Unknown table");
      case BAD_GATEWAY -> reply(exchange, 502, 0, "upstream is away");
      case CUT -> exchange.close();
      case CUT_AFTER_ACCEPTING -> {
        accepted.addAll(insert.rows());
        exchange.close();
      }
      case HANG -> hang(exchange);
    }
  }

  private void hang(HttpExchange exchange) {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private static void reply(HttpExchange exchange, int status, int code, String text)
      throws IOException {
    exchange.getResponseHeaders().add("X-ClickHouse-Timezone", "UTC");
    if (code > 0) {
      exchange.getResponseHeaders().add("X-ClickHouse-Exception-Code", Integer.toString(code));
    }
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Insert read(HttpExchange exchange) throws IOException {
    Map<String, String> settings = new TreeMap<>();
    String query = exchange.getRequestURI().getRawQuery();
    for (String pair : query == null ? new String[0] : query.split("&")) {
      String[] parts = pair.split("=", 2);
      settings.put(
          parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    String statement = settings.remove("query");
    int start = 0;
    if (statement == null) {
      while (body[start] != '\n') {
        start++;
      }
      statement = new String(body, 0, start, StandardCharsets.UTF_8);
      start++;
    }
    return new Insert(
        statement.strip(),
        settings,
        rows(new RowBinaryInput(new ByteArrayInputStream(body, start, body.length - start))));
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private List<Map<String, Object>> rows(RowBinaryInput in) throws IOException {
    int count = in.length();
    List<String> announced = new ArrayList<>();
    for (int i = 0; i < 2 * count; i++) {
      announced.add(in.string());
    }
    List<String> expected = new ArrayList<>(columns.stream().map(Column::name).toList());
    columns.forEach(column -> expected.add(column.type().sql()));
    if (!announced.equals(expected)) {
      throw new IllegalStateException("unexpected names and types: " + announced);
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    while (in.hasMore()) {
      Map<String, Object> row = new LinkedHashMap<>();
      for (Column<?, ?> column : columns) {
        row.put(column.name(), column.type().read(in));
      }
      rows.add(row);
    }
    return rows;
  }
}
