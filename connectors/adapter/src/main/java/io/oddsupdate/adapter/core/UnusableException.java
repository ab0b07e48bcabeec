package io.oddsupdate.adapter.core;

/** A payload that cannot be used as it is. The message names the field and the fix. */
public final class UnusableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String field;

  /**
   * @param field path of the field at fault, such as {@code game.actions[17].clock}, or empty
   * @param detail what is wrong and what would be right
   */
  public UnusableException(Reason reason, String field, String detail) {
    super(detail);
    this.reason = reason;
    this.field = field;
  }

  public Reason reason() {
    return reason;
  }

  public String field() {
    return field;
  }

  public String detail() {
    return getMessage();
  }
}
