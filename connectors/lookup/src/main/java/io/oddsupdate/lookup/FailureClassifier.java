package io.oddsupdate.lookup;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.concurrent.TimeoutException;
import redis.clients.jedis.exceptions.JedisDataException;

/** Names the kind of a failure by its exception. Pure; what to do about it is decided elsewhere. */
final class FailureClassifier {
  private static final String QUERY_CANCELED = "57014";
  private static final String DATA_EXCEPTION = "22";

  private FailureClassifier() {}

  static FailureKind classify(Throwable failure) {
    if (failure instanceof MalformedValueException) {
      return FailureKind.MALFORMED;
    }
    if (failure instanceof JedisDataException) {
      return classifyReply(failure.getMessage());
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException
          || cause instanceof SQLTimeoutException
          || cause instanceof TimeoutException) {
        return FailureKind.TIMEOUT;
      }
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return classifyState(sql.getSQLState());
      }
    }
    return FailureKind.UNAVAILABLE;
  }

  /** Redis says WRONGTYPE of a key that is no hash; other errors (LOADING, MASTERDOWN) pass. */
  private static FailureKind classifyReply(String message) {
    return message != null && message.startsWith("WRONGTYPE")
        ? FailureKind.MALFORMED
        : FailureKind.UNAVAILABLE;
  }

  private static FailureKind classifyState(String state) {
    if (state.equals(QUERY_CANCELED)) {
      return FailureKind.TIMEOUT;
    }
    return state.startsWith(DATA_EXCEPTION) ? FailureKind.MALFORMED : FailureKind.UNAVAILABLE;
  }
}
