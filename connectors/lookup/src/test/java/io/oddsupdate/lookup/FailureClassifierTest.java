package io.oddsupdate.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

class FailureClassifierTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new MalformedValueException("form", null), FailureKind.MALFORMED),
        Arguments.of(new JedisDataException("WRONGTYPE no hash"), FailureKind.MALFORMED),
        Arguments.of(new SQLException("bad text", "22P02"), FailureKind.MALFORMED),
        Arguments.of(
            new JedisConnectionException(new SocketTimeoutException("Read timed out")),
            FailureKind.TIMEOUT),
        Arguments.of(new SQLTimeoutException("slow"), FailureKind.TIMEOUT),
        Arguments.of(new SQLException("cancelled", "57014"), FailureKind.TIMEOUT),
        Arguments.of(
            new JedisConnectionException(new ConnectException("refused")), FailureKind.UNAVAILABLE),
        Arguments.of(new JedisDataException("LOADING the dataset"), FailureKind.UNAVAILABLE),
        Arguments.of(new SQLTransientConnectionException("no pool"), FailureKind.UNAVAILABLE),
        Arguments.of(new SQLException("shutting down", "57P01"), FailureKind.UNAVAILABLE),
        Arguments.of(new SQLException("no such table", "42P01"), FailureKind.UNAVAILABLE),
        Arguments.of(new IOException("reset"), FailureKind.UNAVAILABLE));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void namesTheKindOfAFailure(Exception failure, FailureKind kind) {
    assertThat(FailureClassifier.classify(failure)).isEqualTo(kind);
  }
}
