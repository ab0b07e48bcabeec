package io.oddsupdate.local.board;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The page: a closed list of files from the class path. */
final class PageFiles implements HttpHandler {
  private record Page(String resource, String type) {}

  private static final Map<String, Page> PAGES =
      Map.of(
          "/", new Page("/board/index.html", "text/html; charset=utf-8"),
          "/board.css", new Page("/board/board.css", "text/css; charset=utf-8"),
          "/board.js", new Page("/board/board.js", "text/javascript; charset=utf-8"),
          "/flow.js", new Page("/board/flow.js", "text/javascript; charset=utf-8"),
          "/markets.js", new Page("/board/markets.js", "text/javascript; charset=utf-8"),
          "/icon.svg", new Page("/board/icon.svg", "image/svg+xml"));

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Page page = PAGES.get(exchange.getRequestURI().getPath());
    if (page == null) {
      answer(exchange, 404, "text/plain; charset=utf-8", "no such page\n");
      return;
    }
    try (InputStream in = PageFiles.class.getResourceAsStream(page.resource())) {
      if (in == null) {
        throw new IOException("not on the class path: " + page.resource());
      }
      answer(exchange, 200, page.type(), in.readAllBytes());
    }
  }

  static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    answer(exchange, status, type, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.getResponseHeaders().set("Cache-Control", "no-cache");
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      exchange
          .getResponseHeaders()
          .set("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
