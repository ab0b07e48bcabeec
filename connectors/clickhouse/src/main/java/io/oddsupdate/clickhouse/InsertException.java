package io.oddsupdate.clickhouse;

import java.io.IOException;

/**
 * A batch could not be inserted. It fails the job: the rows are read again after its restart, none
 * is dropped.
 */
public final class InsertException extends IOException {
  private static final long serialVersionUID = 1L;

  private final InsertFailure.Kind kind;

  InsertException(String message, InsertFailure failure) {
    super(message, failure.cause());
    this.kind = failure.kind();
  }

  public InsertFailure.Kind kind() {
    return kind;
  }
}
