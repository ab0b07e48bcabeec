package io.oddsupdate.odds.enrich;

import io.oddsupdate.odds.ingest.GameChange;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The third step: what Postgres and Redis know, in order and within a deadline. */
public final class Enrich {
  /** The lookups end by themselves at their deadline; this net is for a lookup that is broken. */
  private static final Duration NET = Duration.ofSeconds(5);

  private Enrich() {}

  /**
   * Enriches each change that prices, and hands the others on. Ordered: a late answer must not make
   * an older price the last one.
   */
  public static DataStream<EnrichedChange> of(
      DataStream<GameChange> changes,
      GameLookupsFactory lookups,
      Duration deadline,
      int maxInFlight) {
    return AsyncDataStream.orderedWait(
            changes,
            new EnrichFunction(lookups),
            deadline.plus(NET).toMillis(),
            TimeUnit.MILLISECONDS,
            maxInFlight)
        .returns(TypeInformation.of(EnrichedChange.class))
        .uid("enrich")
        .name("enrich");
  }
}
