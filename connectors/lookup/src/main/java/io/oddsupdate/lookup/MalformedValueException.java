package io.oddsupdate.lookup;

/** A value that was read and cannot be understood; the message names the field. */
public final class MalformedValueException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedValueException(String message, Throwable cause) {
    super(message, cause);
  }
}
