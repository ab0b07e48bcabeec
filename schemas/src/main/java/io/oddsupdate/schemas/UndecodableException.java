package io.oddsupdate.schemas;

/** Bytes that are no record of the schema that they name. Trying again does not help. */
public final class UndecodableException extends Exception {
  private static final long serialVersionUID = 1L;

  public UndecodableException(String message) {
    super(message);
  }

  public UndecodableException(String message, Throwable cause) {
    super(message, cause);
  }
}
