package io.oddsupdate.odds.ingest;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The second step: what each event means for the state of its game. */
public final class Fold {
  private Fold() {}

  /** One change for each event, in the order of the log within a game. */
  public static DataStream<GameChange> of(DataStream<DecodedEvent> events) {
    return events
        .keyBy(DecodedEvent::gameId, Types.STRING)
        .process(new FoldFunction())
        .returns(TypeInformation.of(GameChange.class))
        .uid("fold")
        .name("fold");
  }
}
