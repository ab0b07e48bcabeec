package io.oddsupdate.odds.price;

import io.oddsupdate.odds.enrich.EnrichedChange;
import io.oddsupdate.odds.publish.OutputRecord;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The fourth step: from a game's state and its enrichment to what is published. */
public final class Price {
  private Price() {}

  /**
   * One decision for each change, after the updates that it caused.
   *
   * @param epoch of the running job
   */
  public static DataStream<OutputRecord> of(
      DataStream<EnrichedChange> changes, String registryUrl, List<String> leagues, long epoch) {
    return changes
        .keyBy(enriched -> enriched.change().gameId(), Types.STRING)
        .process(new PriceFunction(registryUrl, leagues, epoch))
        .returns(TypeInformation.of(OutputRecord.class))
        .uid("price")
        .name("price");
  }
}
