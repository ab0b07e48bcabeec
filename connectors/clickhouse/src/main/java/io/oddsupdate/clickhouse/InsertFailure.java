package io.oddsupdate.clickhouse;

import com.clickhouse.client.api.ClientMisconfigurationException;
import com.clickhouse.client.api.ServerException;
import java.util.Set;

/**
 * Why an insert failed, and whether the same bytes may succeed later. Classification only: {@link
 * RetryPolicy} decides.
 *
 * @param summary one line for a log or an error message
 */
public record InsertFailure(Kind kind, String summary, Throwable cause) {
  /** Whether the same insert may succeed later. */
  public enum Kind {
    /** The server, its disk or the network may recover. */
    RETRYABLE,
    /** The rows, the table, the rights or the statement are wrong: a person must act. */
    FATAL
  }

  /**
   * ClickHouse's error codes that pass by themselves: time-outs and network (159, 160, 209, 210),
   * too busy (201 quota, 202 queries, 241 memory, 252 parts), Keeper and replicas (225, 242, 285,
   * 286, 319, 999), disk full (243), shutting down or aborted (236, 394, 434).
   */
  private static final Set<Integer> PASSING_CODES =
      Set.of(
          159, 160, 201, 202, 209, 210, 225, 236, 241, 242, 243, 252, 285, 286, 319, 394, 434, 999);

  /** Answers of proxies and of a server that is not ready, which carry no ClickHouse code. */
  private static final Set<Integer> PASSING_STATUS = Set.of(408, 425, 429, 500, 502, 503, 504);

  /** Classifies what the client threw, however deeply it is wrapped. */
  public static InsertFailure of(Throwable thrown) {
    ServerException answer = find(thrown, ServerException.class);
    if (answer != null) {
      return ofAnswer(answer);
    }
    ClientMisconfigurationException wrong = find(thrown, ClientMisconfigurationException.class);
    if (wrong != null) {
      return new InsertFailure(Kind.FATAL, "client misconfigured: " + wrong.getMessage(), thrown);
    }
    // No answer: refused, reset, timed out, cut off. The insert may or may not have happened.
    Throwable root = root(thrown);
    return new InsertFailure(
        Kind.RETRYABLE,
        "no answer: " + root.getClass().getSimpleName() + ": " + root.getMessage(),
        thrown);
  }

  private static InsertFailure ofAnswer(ServerException answer) {
    int code = answer.getCode();
    int status = answer.getTransportProtocolCode();
    boolean passes = code > 0 ? PASSING_CODES.contains(code) : PASSING_STATUS.contains(status);
    return new InsertFailure(
        passes ? Kind.RETRYABLE : Kind.FATAL,
        "code=" + code + " status=" + status + " " + answer.getMessage(),
        answer);
  }

  private static <T extends Throwable> T find(Throwable thrown, Class<T> type) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return type.cast(each);
      }
    }
    return null;
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
