package io.oddsupdate.analytics;

import org.apache.flink.api.connector.sink2.Sink;

/** The three ends of the job. */
record Outputs(Sink<LoggedUpdate> clickhouse, Sink<LoggedUpdate> lake, Sink<LoggedUpdate> current) {
  static Outputs of(AnalyticsJobConfig config) {
    return new Outputs(config.clickhouse().sink(), config.lake().sink(), config.current().sink());
  }
}
