package io.oddsupdate.pricing.odds;

import java.util.Locale;

/** How a bookmaker's margin is taken out of its odds. Formulas: {@link Devig}. */
public enum DevigMethod {
  MULTIPLICATIVE,
  ADDITIVE,
  POWER,
  SHIN,
  ODDS_RATIO;

  /** As it is written in messages and settings: {@code odds_ratio}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws RefusedOddsException for an unknown one; the message lists the known
   */
  public static DevigMethod of(String id) {
    StringBuilder known = new StringBuilder();
    for (DevigMethod method : values()) {
      if (method.id().equals(id)) {
        return method;
      }
      known.append(known.length() == 0 ? "" : ", ").append(method.id());
    }
    throw new RefusedOddsException(
        "unknown_method", "method", "method must be one of " + known + ", got " + id);
  }
}
