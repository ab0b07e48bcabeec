package io.oddsupdate.pricing.odds;

/** Odds that no market can have; names what is wrong, where, and what would be right. */
public final class RefusedOddsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String field;

  /**
   * @param code what is wrong, in snake case: the same for every occurrence
   * @param field what it is wrong with, such as {@code odds[1]}
   */
  public RefusedOddsException(String code, String field, String message) {
    super(message);
    this.code = code;
    this.field = field;
  }

  public String code() {
    return code;
  }

  public String field() {
    return field;
  }
}
