package io.oddsupdate.clickhouse;

import java.io.Serializable;
import java.time.Duration;

/**
 * @param table the table of {@code endpoint.database()}; inserting the same rows twice must not
 *     change what its readers see
 * @param requestTimeout how long one insert may take
 */
public record ClickHouseSinkConfig(
    ClickHouseEndpoint endpoint,
    String table,
    BatchLimits limits,
    RetryPolicy retries,
    Duration requestTimeout)
    implements Serializable {
  public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(30);

  public ClickHouseSinkConfig {
    if (endpoint == null || limits == null || retries == null) {
      throw new IllegalArgumentException("endpoint, limits and retries must be given");
    }
    if (table == null || !table.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException("table must be a plain name, got '" + table + "'");
    }
    if (requestTimeout == null || requestTimeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "request timeout must be at least 1 ms, got " + requestTimeout);
    }
  }

  public static ClickHouseSinkConfig of(ClickHouseEndpoint endpoint, String table) {
    return new ClickHouseSinkConfig(
        endpoint, table, BatchLimits.DEFAULT, RetryPolicy.DEFAULT, DEFAULT_REQUEST_TIMEOUT);
  }

  public ClickHouseSinkConfig with(BatchLimits changed) {
    return new ClickHouseSinkConfig(endpoint, table, changed, retries, requestTimeout);
  }

  public ClickHouseSinkConfig with(RetryPolicy changed) {
    return new ClickHouseSinkConfig(endpoint, table, limits, changed, requestTimeout);
  }

  public ClickHouseSinkConfig withRequestTimeout(Duration changed) {
    return new ClickHouseSinkConfig(endpoint, table, limits, retries, changed);
  }
}
