package io.oddsupdate.odds.price;

import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.odds.enrich.EnrichedChange;
import io.oddsupdate.odds.ingest.DeadRecord;
import io.oddsupdate.odds.ingest.GameChange;
import io.oddsupdate.odds.ingest.RawRecord;
import io.oddsupdate.odds.publish.Decisions;
import io.oddsupdate.odds.publish.OutputEncoder;
import io.oddsupdate.odds.publish.OutputRecord;
import io.oddsupdate.pricing.engine.Cause;
import io.oddsupdate.pricing.engine.GameBook;
import io.oddsupdate.pricing.engine.GameEngine;
import io.oddsupdate.pricing.engine.Priced;
import io.oddsupdate.pricing.market.MarketUpdate;
import io.oddsupdate.pricing.reference.Enrichment;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Prices a game after each accepted record and says why. It keeps what the game was last told:
 * model, lines, quotes, last known enrichment; it forgets a game when the game is archived.
 */
final class PriceFunction extends KeyedProcessFunction<String, EnrichedChange, OutputRecord> {
  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<GameBook> BOOK =
      new ValueStateDescriptor<>("book", TypeInformation.of(GameBook.class));

  private final String registryUrl;
  private final List<String> leagues;
  private final long epoch;
  private transient ValueState<GameBook> book;
  private transient OutputEncoder encoder;
  private transient GameEngine engine;
  private transient PriceMetrics metrics;

  PriceFunction(String registryUrl, List<String> leagues, long epoch) {
    this.registryUrl = registryUrl;
    this.leagues = leagues;
    this.epoch = epoch;
  }

  @Override
  public void open(OpenContext context) throws InterruptedException {
    book = getRuntimeContext().getState(BOOK);
    metrics = new PriceMetrics(getRuntimeContext().getMetricGroup());
    encoder = OutputEncoder.open(registryUrl, leagues);
    engine = new GameEngine();
  }

  @Override
  public void processElement(EnrichedChange enriched, Context context, Collector<OutputRecord> out)
      throws Exception {
    GameChange change = enriched.change();
    long now = context.timerService().currentProcessingTime();
    if (change.isPriced()) {
      price(enriched, now, out);
      return;
    }
    if (change.archives()) {
      book.clear();
    }
    if (change.deadValue() != null) {
      out.collect(encoder.deadLetter(archived(change), now));
      metrics.deadLetter();
    }
    decide(change, Decisions.unpriced(change, epoch), out);
  }

  private void price(EnrichedChange enriched, long now, Collector<OutputRecord> out)
      throws Exception {
    GameChange change = enriched.change();
    GameBook before = book.value() == null ? GameBook.EMPTY : book.value();
    Enrichment enrichment = Enrichment.resolve(before.lastKnown(), enriched.lookups());
    Cause cause =
        new Cause(change.league(), change.gameId(), change.eventId(), change.occurredAtMs());
    Priced priced = engine.step(before, change.state(), cause, enrichment, epoch);
    book.update(priced.book());
    for (MarketUpdate update : priced.updates()) {
      out.collect(encoder.update(change, update, now, enriched.lookups().cached()));
    }
    metrics.priced(priced.updates().size(), now - change.receivedAtMs());
    decide(
        change, Decisions.priced(change, epoch, enrichment, priced.book(), priced.updates()), out);
  }

  private void decide(GameChange change, Decision decision, Collector<OutputRecord> out) {
    metrics.decided(decision.getFate());
    out.collect(encoder.decision(change.origin(), decision));
  }

  private static DeadRecord archived(GameChange change) {
    return new DeadRecord(
        new RawRecord(change.origin(), change.deadValue()),
        DeadRecord.GAME_ARCHIVED,
        "game_id " + change.gameId() + " was archived by an earlier command",
        change.eventId(),
        change.revision(),
        change.gameId());
  }
}
