package io.oddsupdate.clickhouse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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
 * Speaks enough of ClickHouse's HTTP interface to accept inserts of {@link SampleRow}s, and to fail
 * as told. It keeps every row that it accepted, in the order of acceptance.
 */
final class FakeClickHouse implements AutoCloseable {
  /** How the fake answers one insert; accepts it when it was told nothing. */
  enum Answer {
    TOO_MANY_PARTS,
    UNKNOWN_TABLE,
    BAD_GATEWAY,
    CUT,
    CUT_AFTER_ACCEPTING,
    HANG
  }

  /** One insert as it came. */
  record Insert(String statement, Map<String, String> settings, List<SampleRow> rows) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
  private final List<Insert> attempts = new CopyOnWriteArrayList<>();
  private final List<SampleRow> accepted = new CopyOnWriteArrayList<>();

  FakeClickHouse() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  ClickHouseEndpoint endpoint() {
    return new ClickHouseEndpoint(
        "http://127.0.0.1:" + server.getAddress().getPort(), "default", Secret.NONE, "odds");
  }

  void next(Answer... answers) {
    script.addAll(Arrays.asList(answers));
  }

  List<Insert> attempts() {
    return attempts;
  }

  List<SampleRow> accepted() {
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

  private static Insert read(HttpExchange exchange) throws IOException {
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
        SampleRow.read(new ByteArrayInputStream(body, start, body.length - start)));
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  /** Names and types that a batch announces, then its rows. */
  static <T> List<T> rows(
      RowBinaryInput in, List<? extends Column<?, ?>> columns, RowReader<T> reader) {
    try {
      int count = in.length();
      List<String> names = new ArrayList<>();
      List<String> types = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        names.add(in.string());
      }
      for (int i = 0; i < count; i++) {
        types.add(in.string());
      }
      if (!names.equals(columns.stream().map(Column::name).toList())
          || !types.equals(columns.stream().map(column -> column.type().sql()).toList())) {
        throw new IllegalStateException("unexpected columns " + names + " " + types);
      }
      List<T> rows = new ArrayList<>();
      while (in.hasMore()) {
        rows.add(reader.read(in));
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads one row. */
  interface RowReader<T> {
    T read(RowBinaryInput in) throws IOException;
  }
}
