package io.oddsupdate.local.servers;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What ClickHouse answers to a statement that it does not run. */
final class EngineException extends Exception {
  private static final long serialVersionUID = 1L;

  private static final Pattern CODE = Pattern.compile("Code: (\\d+)");

  /** ClickHouse's UNKNOWN_EXCEPTION, for a message that names no code. */
  private static final int UNKNOWN = 1002;

  private final int code;

  EngineException(String message) {
    this(codeOf(message), message);
  }

  EngineException(int code, String message) {
    super(message);
    this.code = code;
  }

  /** ClickHouse's error code, for example 60 where a table is not known. */
  int code() {
    return code;
  }

  /** The status that ClickHouse's HTTP interface answers with. */
  int httpStatus() {
    return switch (code) {
      // Syntax and values that a client got wrong.
      case 6, 26, 27, 36, 38, 41, 53, 62, 69, 72, 80, 115, 117, 130, 131, 194, 271, 456, 457 -> 400;
      case 516 -> 403;
      // Unknown table, database, function, identifier, ...
      case 16, 43, 46, 47, 50, 60, 81, 82, 83, 84 -> 404;
      case 159, 209 -> 408;
      case 48 -> 501;
      default -> 500;
    };
  }

  private static int codeOf(String message) {
    Matcher matcher = CODE.matcher(message);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : UNKNOWN;
  }
}
