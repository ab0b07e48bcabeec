package io.oddsupdate.local.proof;

import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.internal.Outcome;
import io.oddsupdate.schemas.Headers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Header;

/**
 * Invariant 6: nothing internal reaches Edge. Collects every distinctive value that was published
 * in an internal-only field, and searches for each of them, as text and as the bytes of a double in
 * both orders, at every position of every Edge record: key, value and headers. No schema is asked,
 * so that a field which nobody thought of shows too.
 */
final class LeakSearch {
  /** Shorter texts turn up by chance, such as {@code hot} in a player's name. */
  private static final int DISTINCTIVE_CHARS = 6;

  private static final int WINDOW = 8;
  private static final Set<String> PUBLIC_HEADERS =
      Set.of(Headers.LEAGUE, Headers.GAME_ID, Headers.PLAYER_ID);

  /** Internal values that partners are told as well, in a field of their own. */
  private final Set<String> publicTexts = new HashSet<>();

  private final Set<String> texts = new HashSet<>();
  private final Map<Long, String> doubles = new HashMap<>();

  /** By their first eight bytes; shorter ones are searched one by one. */
  private final Map<Long, List<byte[]>> longTexts = new HashMap<>();

  private final List<byte[]> shortTexts = new ArrayList<>();

  private LeakSearch() {}

  /**
   * @param canaries texts that the seed planted where only the inside may see them
   */
  static InvariantResult check(
      List<Decoded<OddsUpdate>> internal,
      List<Decoded<PublicOddsUpdate>> published,
      Set<String> canaries) {
    LeakSearch search = new LeakSearch();
    published.forEach(record -> search.allow(record.value()));
    internal.forEach(record -> search.collect(record.value()));
    search.texts.addAll(canaries);
    search.index();
    InvariantResult.Check check =
        new InvariantResult.Check(6, "no internal-only value reaches Edge");
    for (Decoded<PublicOddsUpdate> record : published) {
      check.checked();
      search.searchIn(record.record(), check);
    }
    return check.result();
  }

  private void allow(PublicOddsUpdate update) {
    if (update != null && update.getReason() != null) {
      publicTexts.add(update.getReason());
    }
  }

  private void collect(OddsUpdate update) {
    if (update == null) {
      return;
    }
    text(update.getReason());
    text(update.getAsOfEventId());
    text(update.getModelId());
    text(update.getModelVersion());
    text(update.getConfigVersion());
    text(update.getDevigMethod());
    text(update.getPrior().name());
    update.getDefaulted().forEach(this::text);
    number(update.getMarginTarget());
    number(update.getMarginActual());
    if (update.getConsensus() != null) {
      number(update.getConsensus().getDispersion());
      update.getConsensus().getProbabilities().forEach(this::number);
    }
    for (Outcome outcome : update.getOutcomes()) {
      number(outcome.getProbability());
      number(outcome.getWin());
      number(outcome.getHalfWin());
      number(outcome.getRefund());
      number(outcome.getHalfLose());
      number(outcome.getLose());
      number(outcome.getFairPrice());
    }
  }

  private void text(String value) {
    if (value != null && value.length() >= DISTINCTIVE_CHARS) {
      texts.add(value);
    }
  }

  /** Doubles with a short mantissa, such as 0, 0.5 or 1, turn up by chance. */
  private void number(double value) {
    long bits = Double.doubleToLongBits(value);
    if ((bits & 0xFFFF_FFFFL) == 0) {
      return;
    }
    String shown = Double.toString(value);
    doubles.put(bits, shown);
    doubles.put(Long.reverseBytes(bits), shown);
    if (shown.length() > WINDOW) {
      texts.add(shown);
    }
  }

  private void index() {
    texts.removeAll(publicTexts);
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      if (bytes.length < WINDOW) {
        shortTexts.add(bytes);
      } else {
        longTexts
            .computeIfAbsent(ByteBuffer.wrap(bytes).getLong(), head -> new ArrayList<>(1))
            .add(bytes);
      }
    }
  }

  private void searchIn(LoggedRecord record, InvariantResult.Check check) {
    search(record.key(), record.where() + " key", check);
    search(record.value(), record.where() + " value", check);
    for (Header header : record.headers()) {
      if (!PUBLIC_HEADERS.contains(header.key())) {
        check.violated(record.where() + " has the header " + header.key());
      }
      search(header.value(), record.where() + " header " + header.key(), check);
    }
  }

  private void search(byte[] bytes, String where, InvariantResult.Check check) {
    if (bytes == null) {
      return;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
    for (int at = 0; at + WINDOW <= bytes.length; at++) {
      long window = buffer.getLong(at);
      String number = doubles.get(window);
      if (number != null) {
        check.violated(where + " has the double " + number + " at byte " + at);
      }
      for (byte[] text : longTexts.getOrDefault(window, List.of())) {
        if (matches(bytes, at, text)) {
          check.violated(where + " has '" + utf8(text) + "' at byte " + at);
        }
      }
    }
    for (byte[] text : shortTexts) {
      for (int at = 0; at + text.length <= bytes.length; at++) {
        if (matches(bytes, at, text)) {
          check.violated(where + " has '" + utf8(text) + "' at byte " + at);
        }
      }
    }
  }

  private static boolean matches(byte[] bytes, int at, byte[] text) {
    if (at + text.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (bytes[at + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  private static String utf8(byte[] text) {
    return new String(text, StandardCharsets.UTF_8);
  }
}
