package io.oddsupdate.schemas;

/** The registry did not answer. Waiting helps: nothing may be dropped because of it. */
public final class RegistryUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
