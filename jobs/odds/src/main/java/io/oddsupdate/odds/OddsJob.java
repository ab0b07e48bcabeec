package io.oddsupdate.odds;

import io.oddsupdate.odds.enrich.Enrich;
import io.oddsupdate.odds.enrich.EnrichedChange;
import io.oddsupdate.odds.enrich.GameLookupsFactory;
import io.oddsupdate.odds.enrich.ServerLookups;
import io.oddsupdate.odds.ingest.Decode;
import io.oddsupdate.odds.ingest.Decoded;
import io.oddsupdate.odds.ingest.Fold;
import io.oddsupdate.odds.ingest.GameChange;
import io.oddsupdate.odds.ingest.RawEvents;
import io.oddsupdate.odds.ingest.RawRecord;
import io.oddsupdate.odds.price.Price;
import io.oddsupdate.odds.publish.DeadLetters;
import io.oddsupdate.odds.publish.OddsOutput;
import io.oddsupdate.odds.publish.OutputRecord;
import io.oddsupdate.odds.start.JobStart;
import io.oddsupdate.odds.start.JobStarts;
import io.oddsupdate.odds.start.Restart;
import io.oddsupdate.start.LocalProcess;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The odds job: from the raw log to odds updates, decisions and dead letters, exactly once. */
public final class OddsJob {
  private OddsJob() {}

  public static void main(String[] args) throws Exception {
    run(args, UnaryOperator.identity());
  }

  /**
   * @param wrapped what stands in for the sink, given the sink: a test kills the process in it
   */
  static void run(String[] args, UnaryOperator<Sink<OutputRecord>> wrapped) throws Exception {
    OddsJobConfig config = OddsJobConfig.parse(args, System.getenv());
    LocalProcess.run(
        withDefaults(GlobalConfiguration.loadConfiguration()),
        flink -> {
          JobStart start =
              Restart.prepare(flink, config.jobName(), new JobStarts(config.enrich().postgres()));
          StreamExecutionEnvironment env =
              StreamExecutionEnvironment.getExecutionEnvironment(flink);
          buildPipeline(
              env,
              RawEvents.source(config.kafka(), config.leagues(), config.jobName()),
              ServerLookups.factory(config.enrich()),
              wrapped.apply(
                  OddsOutput.sink(
                      config.kafka(),
                      config.leagues(),
                      config.transactionalIdPrefix(),
                      config.transactionTimeout())),
              PipelineSettings.of(config, start.epoch()));
          env.execute(config.jobName());
        });
  }

  /** The topology as a function of its ends, so that a test can pass others. */
  public static void buildPipeline(
      StreamExecutionEnvironment env,
      Source<RawRecord, ?, ?> source,
      GameLookupsFactory lookups,
      Sink<OutputRecord> sink,
      PipelineSettings settings) {
    env.configure(strict());
    Decoded decoded = Decode.of(env, source, settings.registryUrl());
    DataStream<GameChange> changes = Fold.of(decoded.events());
    DataStream<EnrichedChange> enriched =
        Enrich.of(changes, lookups, settings.lookupDeadline(), settings.maxInFlight());
    DataStream<OutputRecord> priced =
        Price.of(enriched, settings.registryUrl(), settings.leagues(), settings.epoch());
    DataStream<OutputRecord> dead =
        DeadLetters.of(
            decoded.undecodable(), settings.registryUrl(), settings.leagues(), settings.epoch());
    priced.union(dead).sinkTo(sink).uid("odds-output").name("odds-output");
  }

  /** State that Kryo wrote, or whose operator has no name of ours, is lost at the next change. */
  private static Configuration strict() {
    Configuration strict = new Configuration();
    strict.set(PipelineOptions.GENERIC_TYPES, false);
    strict.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    // Nothing that flows is ever changed: a copy for each chained operator would be wasted.
    strict.set(PipelineOptions.OBJECT_REUSE, true);
    return strict;
  }

  /** Without checkpoints nothing would ever be published; without retained ones none restored. */
  private static Configuration withDefaults(Configuration flink) {
    if (!flink.contains(CheckpointingOptions.CHECKPOINTING_INTERVAL)) {
      flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    }
    if (!flink.contains(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION)) {
      flink.set(
          CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
          ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    }
    return flink;
  }
}
