package io.oddsupdate.odds.enrich;

import io.oddsupdate.odds.ingest.GameChange;
import io.oddsupdate.pricing.reference.LookupOutcome;
import io.oddsupdate.pricing.reference.Lookups;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the enrichment of one change. Every change comes out exactly once: a lookup that fails
 * or never ends makes it come out with FAILED outcomes, never late and never not at all.
 */
final class EnrichFunction extends RichAsyncFunction<GameChange, EnrichedChange> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(EnrichFunction.class);

  static final Lookups FAILED =
      new Lookups(LookupOutcome.FAILED, null, LookupOutcome.FAILED, List.of(), false);

  private final GameLookupsFactory factory;
  private transient GameLookups lookups;
  private transient AtomicInteger inFlight;

  EnrichFunction(GameLookupsFactory factory) {
    this.factory = factory;
  }

  @Override
  public void open(OpenContext context) {
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    AtomicInteger waiting = new AtomicInteger();
    Gauge<Integer> gauge = waiting::get;
    metrics.gauge("async_in_flight", gauge);
    inFlight = waiting;
    lookups = factory.open(metrics);
  }

  @Override
  public void asyncInvoke(GameChange change, ResultFuture<EnrichedChange> result) {
    if (!change.isPriced()) {
      result.complete(List.of(new EnrichedChange(change, null)));
      return;
    }
    inFlight.incrementAndGet();
    CompletableFuture<Lookups> asked =
        lookups.of(change.league(), change.gameId(), change.loggedAtMs());
    var unused =
        asked.whenComplete(
            (found, failure) -> {
              inFlight.decrementAndGet();
              if (failure != null) {
                LOG.error("enrich=failed game_id={}", change.gameId(), failure);
              }
              result.complete(
                  List.of(new EnrichedChange(change, failure == null ? found : FAILED)));
            });
  }

  @Override
  public void timeout(GameChange change, ResultFuture<EnrichedChange> result) {
    LOG.error("enrich=timeout game_id={} event_id={}", change.gameId(), change.eventId());
    result.complete(List.of(new EnrichedChange(change, FAILED)));
  }

  @Override
  public void close() {
    if (lookups != null) {
      lookups.close();
    }
  }
}
