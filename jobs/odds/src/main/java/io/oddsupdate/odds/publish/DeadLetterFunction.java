package io.oddsupdate.odds.publish;

import io.oddsupdate.odds.ingest.DeadRecord;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Writes a dead letter and its decision, side by side in one transaction. */
final class DeadLetterFunction extends ProcessFunction<DeadRecord, OutputRecord> {
  private static final long serialVersionUID = 1L;

  private final String registryUrl;
  private final List<String> leagues;
  private final long epoch;
  private transient OutputEncoder encoder;
  private transient Counter deadLetters;

  DeadLetterFunction(String registryUrl, List<String> leagues, long epoch) {
    this.registryUrl = registryUrl;
    this.leagues = leagues;
    this.epoch = epoch;
  }

  @Override
  public void open(OpenContext context) throws InterruptedException {
    deadLetters = getRuntimeContext().getMetricGroup().counter("dead_letters");
    encoder = OutputEncoder.open(registryUrl, leagues);
  }

  @Override
  public void processElement(DeadRecord dead, Context context, Collector<OutputRecord> out) {
    deadLetters.inc();
    long now = context.timerService().currentProcessingTime();
    out.collect(encoder.deadLetter(dead, now));
    out.collect(encoder.decision(dead.raw().origin(), Decisions.dead(dead, epoch)));
  }
}
