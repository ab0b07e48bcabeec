package io.oddsupdate.analytics;

import io.oddsupdate.start.LocalProcess;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Archives every internal update: ClickHouse, Parquet on S3, and the latest one in Postgres. */
public final class AnalyticsJob {
  private AnalyticsJob() {}

  public static void main(String[] args) throws Exception {
    AnalyticsJobConfig config = AnalyticsJobConfig.parse(args, System.getenv());
    LocalProcess.run(
        GlobalConfiguration.loadConfiguration(),
        flink -> {
          JobEnvironment environment = JobEnvironment.of(flink);
          if (environment.startsAfresh()) {
            config.lake().requireEmpty();
          }
          StreamExecutionEnvironment env = environment.flink();
          buildPipeline(env, config.log().source(), config.registryUrl(), Outputs.of(config));
          env.execute("analytics-" + String.join("-", config.log().leagues()));
        });
  }

  /** The topology as a function of its ends, so that a test can pass others. */
  static void buildPipeline(
      StreamExecutionEnvironment env,
      Source<LoggedBytes, ?, ?> source,
      String registryUrl,
      Outputs outputs) {
    DataStream<LoggedUpdate> updates =
        env.fromSource(
                source,
                WatermarkStrategy.noWatermarks(),
                "internal-updates",
                TypeInformation.of(LoggedBytes.class))
            .uid("internal-updates")
            .map(new UpdateDecoder(registryUrl))
            .returns(TypeInformation.of(LoggedUpdate.class))
            .name("decode")
            .uid("decode");
    updates.sinkTo(outputs.clickhouse()).name("clickhouse").uid("clickhouse");
    updates.sinkTo(outputs.lake()).name("lake").uid("lake");
    updates.sinkTo(outputs.current()).name("odds-current").uid("odds-current");
  }
}
