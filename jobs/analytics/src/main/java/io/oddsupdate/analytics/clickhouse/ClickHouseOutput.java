package io.oddsupdate.analytics.clickhouse;

import io.oddsupdate.analytics.LoggedUpdate;
import io.oddsupdate.clickhouse.BatchLimits;
import io.oddsupdate.clickhouse.ClickHouseEndpoint;
import io.oddsupdate.clickhouse.ClickHouseSink;
import io.oddsupdate.clickhouse.ClickHouseSinkConfig;
import org.apache.flink.api.connector.sink2.Sink;

/** Where the rows go and how they are batched. */
public record ClickHouseOutput(ClickHouseEndpoint endpoint, BatchLimits limits) {
  public static final String TABLE = "odds_updates";

  public Sink<LoggedUpdate> sink() {
    return new ClickHouseSink<>(
        ClickHouseSinkConfig.of(endpoint, TABLE).with(limits), new OddsRowEncoder());
  }
}
