package io.oddsupdate.odds.publish;

import io.oddsupdate.odds.ingest.DeadRecord;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The step of what could not be decoded: a dead letter and the decision that says so. */
public final class DeadLetters {
  private DeadLetters() {}

  /**
   * @param epoch of the running job
   */
  public static DataStream<OutputRecord> of(
      DataStream<DeadRecord> dead, String registryUrl, List<String> leagues, long epoch) {
    return dead.process(new DeadLetterFunction(registryUrl, leagues, epoch))
        .returns(TypeInformation.of(OutputRecord.class))
        .uid("dead-letters")
        .name("dead-letters");
  }
}
