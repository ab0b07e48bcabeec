package io.oddsupdate.local.servers;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A statement as it came, in bytes: an INSERT carries data of any encoding behind its text, so it
 * is split and never decoded.
 */
sealed interface Statement {
  /** Everything that needs no data: its text goes to the engine as it is. */
  record Plain(byte[] sql, Optional<String> format) implements Statement {}

  /**
   * An INSERT whose data follows in the format that it names.
   *
   * @param sql up to the FORMAT clause, which the engine's streaming insert takes apart from it
   * @param data what followed the statement in the same bytes
   */
  record Insert(byte[] sql, String format, byte[] data) implements Statement {}

  /** Looks at a statement's words, outside of quotes, comments and brackets. */
  static Statement of(byte[] text) {
    Words words = new Words(text);
    if (words.next() && words.word().equals("INSERT")) {
      while (words.next()) {
        String word = words.word();
        if (word.equals("VALUES") || word.equals("SELECT") || word.equals("WITH")) {
          // VALUES carries its data as text; a SELECT carries none.
          return new Plain(text, Optional.empty());
        }
        int formatAt = words.start();
        if (word.equals("FORMAT") && words.next()) {
          byte[] sql = Arrays.copyOf(text, formatAt);
          return new Insert(sql, words.text(), dataAfter(text, words.end()));
        }
      }
    }
    return new Plain(text, formatOf(words));
  }

  /** A clause FORMAT stands at the end, or before SETTINGS; any other "format" is a name. */
  private static Optional<String> formatOf(Words words) {
    boolean more = words.next();
    while (more) {
      boolean clause = words.word().equals("FORMAT") && words.beforeWord();
      more = words.next();
      if (clause && more) {
        String name = words.text();
        more = words.next();
        if (!more || words.word().equals("SETTINGS")) {
          return Optional.of(name);
        }
      }
    }
    return Optional.empty();
  }

  /** Behind the name of the format stand blanks, at most one semicolon and one line break. */
  private static byte[] dataAfter(byte[] text, int end) {
    int at = skipBlanks(text, end);
    if (at < text.length && text[at] == ';') {
      at = skipBlanks(text, at + 1);
    }
    if (at < text.length && text[at] == '\r') {
      at++;
    }
    if (at < text.length && text[at] == '\n') {
      at++;
    }
    return Arrays.copyOfRange(text, at, text.length);
  }

  private static int skipBlanks(byte[] text, int from) {
    int at = from;
    while (at < text.length && (text[at] == ' ' || text[at] == '\t')) {
      at++;
    }
    return at;
  }

  /** The words of a statement at its outermost level. */
  final class Words {
    private final byte[] text;
    private int at;
    private int start;
    private int end;

    Words(byte[] text) {
      this.text = text;
    }

    int start() {
      return start;
    }

    int end() {
      return end;
    }

    String text() {
      return new String(text, start, end - start, StandardCharsets.US_ASCII);
    }

    String word() {
      return text().toUpperCase(Locale.ROOT);
    }

    /** Whether a word follows with nothing but white space between. */
    boolean beforeWord() {
      int next = end;
      while (next < text.length && Character.isWhitespace(text[next])) {
        next++;
      }
      return next > end && next < text.length && wordCharacter(text[next]);
    }

    /** Goes to the next word; false at the end. */
    boolean next() {
      int depth = 0;
      while (at < text.length) {
        byte c = text[at];
        if (c == '\'' || c == '"' || c == '`') {
          skipQuoted(c);
        } else if (c == '-' && follows('-')) {
          skipTo("\n");
        } else if (c == '/' && follows('*')) {
          skipTo("*/");
        } else if (c == '(' || c == '[' || c == '{') {
          depth++;
          at++;
        } else if (c == ')' || c == ']' || c == '}') {
          depth--;
          at++;
        } else if (wordCharacter(c)) {
          start = at;
          while (at < text.length && wordCharacter(text[at])) {
            at++;
          }
          end = at;
          if (depth <= 0) {
            return true;
          }
        } else {
          at++;
        }
      }
      return false;
    }

    private boolean follows(char c) {
      return at + 1 < text.length && text[at + 1] == c;
    }

    private void skipQuoted(byte quote) {
      at++;
      while (at < text.length && text[at] != quote) {
        at += text[at] == '\\' ? 2 : 1;
      }
      at++;
    }

    private void skipTo(String mark) {
      byte[] wanted = mark.getBytes(StandardCharsets.US_ASCII);
      at += wanted.length;
      while (at < text.length
          && !Arrays.equals(
              text, at, Math.min(text.length, at + wanted.length), wanted, 0, wanted.length)) {
        at++;
      }
      at += wanted.length;
    }

    private static boolean wordCharacter(byte c) {
      return c == '_' || (c > 0 && Character.isLetterOrDigit(c));
    }
  }
}
