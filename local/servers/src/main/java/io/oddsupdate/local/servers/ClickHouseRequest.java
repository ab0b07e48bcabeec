package io.oddsupdate.local.servers;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a request says beside its body.
 *
 * @param parameters of the URL
 */
record ClickHouseRequest(Map<String, String> parameters, Headers headers, String queryId) {
  private static final String PARAMETER = "param_";
  private static final Pattern SETTING = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

  /** Parameters of the interface; every other one is a setting of the engine. */
  private static final Set<String> OF_THE_INTERFACE =
      Set.of(
          "query",
          "database",
          "default_format",
          "query_id",
          "user",
          "password",
          "quota_key",
          "role",
          "session_id",
          "session_timeout",
          "session_check",
          "close_session",
          "compress",
          "decompress",
          "enable_http_compression",
          "buffer_size",
          "wait_end_of_query",
          "client_protocol_version",
          "stacktrace");

  static ClickHouseRequest of(HttpExchange exchange) {
    Map<String, String> parameters = new LinkedHashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      if (!key.isEmpty()) {
        parameters.put(decoded(key), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    String queryId =
        parameters.getOrDefault("query_id", "").isBlank()
            ? Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-ClickHouse-Query-Id"))
                .orElseGet(() -> UUID.randomUUID().toString())
            : parameters.get("query_id");
    return new ClickHouseRequest(parameters, exchange.getRequestHeaders(), queryId);
  }

  byte[] query() {
    return parameters.getOrDefault("query", "").getBytes(StandardCharsets.UTF_8);
  }

  boolean compress() {
    return parameters.getOrDefault("compress", "0").equals("1");
  }

  boolean decompress() {
    return parameters.getOrDefault("decompress", "0").equals("1");
  }

  /** The format of an answer to a statement that names none. */
  String defaultFormat() {
    return first("default_format", "X-ClickHouse-Format").orElse("TabSeparated");
  }

  /** From the parameter, ClickHouse's header, or basic authentication; empty if there is none. */
  String password() {
    Optional<String> password = first("password", "X-ClickHouse-Key");
    String authorization = headers.getFirst("Authorization");
    if (password.isPresent() || authorization == null || !authorization.startsWith("Basic ")) {
      return password.orElse("");
    }
    try {
      byte[] both = Base64.getDecoder().decode(authorization.substring("Basic ".length()).trim());
      String text = new String(both, StandardCharsets.UTF_8);
      return text.substring(text.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /**
   * What the engine is to run the statement with.
   *
   * @throws EngineException if a setting has a name that no setting can have
   */
  ChDbEngine.Context context(String format) throws EngineException {
    Map<String, String> settings = new LinkedHashMap<>();
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : parameters.entrySet()) {
      String key = entry.getKey();
      if (key.startsWith(PARAMETER)) {
        values.put(key.substring(PARAMETER.length()), entry.getValue());
      } else if (!OF_THE_INTERFACE.contains(key)) {
        if (!SETTING.matcher(key).matches()) {
          throw new EngineException(
              115,
              "Code: 115. DB::Exception: Unknown setting '%s'. (UNKNOWN_SETTING)".formatted(key));
        }
        settings.put(key, entry.getValue());
      }
    }
    String database = first("database", "X-ClickHouse-Database").orElse("default");
    return new ChDbEngine.Context(database, format, settings, values);
  }

  private Optional<String> first(String parameter, String header) {
    return Optional.ofNullable(parameters.get(parameter))
        .or(() -> Optional.ofNullable(headers.getFirst(header)))
        .filter(text -> !text.isBlank());
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
