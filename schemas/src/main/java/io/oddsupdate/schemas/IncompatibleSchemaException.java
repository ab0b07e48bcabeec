package io.oddsupdate.schemas;

/** The registry refused a schema because readers of its subject could not read it. */
public final class IncompatibleSchemaException extends Exception {
  private static final long serialVersionUID = 1L;

  public IncompatibleSchemaException(String subject, String answer) {
    super("subject " + subject + " refuses the schema: " + answer);
  }
}
