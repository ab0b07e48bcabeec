package io.oddsupdate.analytics;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * A record of an internal topic cannot be read. Those topics are ours: skipping it would hide a
 * fault of the platform, and a restart of the job would meet it again, so the job fails for good.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class UnreadableUpdateException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableUpdateException(LogPosition position, String why, Throwable cause) {
    super(
        "the update at "
            + position
            + " cannot be read: "
            + why
            + ". Nothing after it is archived until the record, or the schema that it names, is"
            + " repaired.",
        cause);
  }
}
