package io.oddsupdate.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.client.api.ClientMisconfigurationException;
import com.clickhouse.client.api.ServerException;
import io.oddsupdate.clickhouse.InsertFailure.Kind;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InsertFailureTest {

  @ParameterizedTest
  @CsvSource({
    "159, 500, RETRYABLE, time-out",
    "202, 500, RETRYABLE, too many queries",
    "241, 500, RETRYABLE, memory limit",
    "242, 500, RETRYABLE, table is read-only",
    "243, 500, RETRYABLE, disk full",
    "252, 500, RETRYABLE, too many parts",
    "319, 500, RETRYABLE, unknown status of insert",
    "999, 500, RETRYABLE, Keeper",
    "16, 404, FATAL, no such column",
    "33, 400, FATAL, rows end early",
    "53, 500, FATAL, type mismatch",
    "60, 404, FATAL, unknown table",
    "81, 404, FATAL, unknown database",
    "117, 400, FATAL, incorrect data",
    "164, 500, FATAL, read-only user",
    "497, 403, FATAL, access denied",
    "516, 403, FATAL, wrong password",
    "0, 502, RETRYABLE, proxy",
    "0, 503, RETRYABLE, not ready",
    "0, 429, RETRYABLE, throttled",
    "0, 401, FATAL, proxy refuses",
    "0, 413, FATAL, too large for the proxy"
  })
  void knowsWhichAnswersPass(int code, int status, Kind expected, String what) {
    Throwable thrown =
        new ExecutionException(
            new RuntimeException(new ServerException(code, what, status, "query-1")));

    InsertFailure failure = InsertFailure.of(thrown);

    assertThat(failure.kind()).isEqualTo(expected);
    assertThat(failure.summary()).contains("code=" + code, "status=" + status, what);
  }

  @Test
  void takesNoAnswerForPassing() {
    assertThat(InsertFailure.of(new RuntimeException(new ConnectException("refused"))).kind())
        .isEqualTo(Kind.RETRYABLE);
    assertThat(InsertFailure.of(new SocketTimeoutException("read")).kind())
        .isEqualTo(Kind.RETRYABLE);
  }

  @Test
  void takesAWrongClientForFatal() {
    assertThat(InsertFailure.of(new ClientMisconfigurationException("no endpoint")).kind())
        .isEqualTo(Kind.FATAL);
  }
}
