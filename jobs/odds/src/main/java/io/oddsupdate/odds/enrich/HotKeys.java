package io.oddsupdate.odds.enrich;

import io.oddsupdate.lookup.MalformedValueException;
import io.oddsupdate.pricing.reference.Availability;
import io.oddsupdate.pricing.reference.PlayerHot;
import java.util.Map;

/** Names and fields of a player's hot state in Redis. */
final class HotKeys {
  static final String VERSION = "version";
  static final String AVAILABILITY = "availability";
  static final String FORM = "form";

  private HotKeys() {}

  static String current(String league, String playerId) {
    return "hot:" + league + ":player:" + playerId;
  }

  static String history(String league, String playerId) {
    return current(league, playerId) + ":history";
  }

  /**
   * Reads a player's hash.
   *
   * @throws MalformedValueException if a field is missing or cannot be read
   */
  static PlayerHot read(String playerId, Map<String, String> hash) throws MalformedValueException {
    try {
      long version = Long.parseLong(field(hash, VERSION));
      double form = Double.parseDouble(field(hash, FORM));
      if (!(form > 0) || Double.isInfinite(form)) {
        throw new IllegalArgumentException("form must be positive, got " + form);
      }
      return new PlayerHot(
          playerId, version, Availability.valueOf(field(hash, AVAILABILITY)), form);
    } catch (IllegalArgumentException e) {
      throw new MalformedValueException(
          "hot state of player " + playerId + ": " + e.getMessage(), e);
    }
  }

  private static String field(Map<String, String> hash, String name) {
    String value = hash.get(name);
    if (value == null) {
      throw new IllegalArgumentException("field " + name + " is missing");
    }
    return value;
  }
}
