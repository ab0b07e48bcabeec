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
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prices a game after each accepted record and says why. It keeps what the game was last told:
 * model, lines, quotes, last known enrichment; it forgets a game when the game is archived. Where
 * the reference names a shadow, that version prices the same events, beside and apart.
 */
final class PriceFunction extends KeyedProcessFunction<String, EnrichedChange, OutputRecord> {
  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<GameBook> BOOK =
      new ValueStateDescriptor<>("book", TypeInformation.of(GameBook.class));

  /** What the game's shadow was last told, with sequences of its own. */
  static final ValueStateDescriptor<GameBook> SHADOW_BOOK =
      new ValueStateDescriptor<>("shadow-book", TypeInformation.of(GameBook.class));

  private static final Logger LOG = LoggerFactory.getLogger(PriceFunction.class);

  private final String registryUrl;
  private final List<String> leagues;
  private final long epoch;
  private transient ValueState<GameBook> book;
  private transient ValueState<GameBook> shadowBook;
  private transient OutputEncoder encoder;
  private transient GameEngine engine;
  private transient GameEngine shadowEngine;
  private transient PriceMetrics metrics;

  PriceFunction(String registryUrl, List<String> leagues, long epoch) {
    this.registryUrl = registryUrl;
    this.leagues = leagues;
    this.epoch = epoch;
  }

  @Override
  public void open(OpenContext context) throws InterruptedException {
    book = getRuntimeContext().getState(BOOK);
    shadowBook = getRuntimeContext().getState(SHADOW_BOOK);
    metrics = new PriceMetrics(getRuntimeContext().getMetricGroup());
    encoder = OutputEncoder.open(registryUrl, leagues);
    engine = new GameEngine();
    shadowEngine = new GameEngine();
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
      shadowBook.clear();
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
    shadow(enriched, cause, enrichment.ofShadow(), now, out);
    decide(
        change, Decisions.priced(change, epoch, enrichment, priced.book(), priced.updates()), out);
  }

  /** Prices the same event as the game's shadow does; what it says is in no decision. */
  private void shadow(
      EnrichedChange enriched,
      Cause cause,
      Enrichment enrichment,
      long now,
      Collector<OutputRecord> out)
      throws IOException {
    if (enrichment == null) {
      return;
    }
    GameChange change = enriched.change();
    GameBook before = shadowBook.value() == null ? GameBook.EMPTY : shadowBook.value();
    Priced priced;
    try {
      priced = shadowEngine.step(before, change.state(), cause, enrichment, epoch);
    } catch (RuntimeException e) {
      // A version on trial must not stop the one that is not.
      LOG.warn("shadow=failed game_id={} event_id={}", change.gameId(), change.eventId(), e);
      metrics.shadowFailed();
      return;
    }
    shadowBook.update(priced.book());
    for (MarketUpdate update : priced.updates()) {
      out.collect(encoder.shadow(change, update, now, enriched.lookups().cached()));
    }
    metrics.shadowed(priced.updates().size());
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
