package io.oddsupdate.odds;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.odds.enrich.EnrichedChange;
import io.oddsupdate.odds.ingest.DeadRecord;
import io.oddsupdate.odds.ingest.DecodedEvent;
import io.oddsupdate.odds.ingest.GameChange;
import io.oddsupdate.odds.ingest.Origin;
import io.oddsupdate.odds.ingest.RawRecord;
import io.oddsupdate.odds.publish.OutputHeader;
import io.oddsupdate.odds.publish.OutputRecord;
import io.oddsupdate.pricing.engine.GameBook;
import io.oddsupdate.pricing.engine.MarketLine;
import io.oddsupdate.pricing.engine.Quoted;
import io.oddsupdate.pricing.game.Controls;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.KeptEvent;
import io.oddsupdate.pricing.reference.Enrichment;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.Lookups;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.CompositeType;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Names, order and kind of what is serialized. State outlives releases: a change here is a change
 * of the state's format, and needs a look at the savepoint test before it needs one at this table.
 */
class SerializersTest {
  static Stream<Arguments> types() {
    return Stream.of(
        // State.
        Arguments.of(
            KeptEvent.class,
            "action awayScore eventId homeScore period periodType points revision scorer"
                + " secondsRemaining status vendorOrder"),
        Arguments.of(Controls.class, "archived feedDown traderSuspended"),
        Arguments.of(GameBook.class, "config lastKnown lines model quoted"),
        Arguments.of(Quoted.class, "active epoch prices reason results sequence status updateId"),
        Arguments.of(MarketLine.class, "line marketId playerId"),
        Arguments.of(Enrichment.class, "defaulted hot reference"),
        Arguments.of(
            GameReference.class,
            "away config gameId home league model players prior scheduledDay version"),
        // Between operators; in a checkpoint while an enrichment is under way.
        Arguments.of(Origin.class, "key offset partition topic traceparent"),
        Arguments.of(RawRecord.class, "origin value"),
        Arguments.of(
            DecodedEvent.class,
            "action awayScore clock deleted eventId gameId homeScore instruction kind league"
                + " occurredAtMs points raw receivedAtMs revision scorer status up vendorOrder"),
        Arguments.of(DeadRecord.class, "detail eventId gameId raw reason revision"),
        Arguments.of(
            GameChange.class,
            "archives deadValue eventId gameId league occurredAtMs origin receivedAtMs revision"
                + " state verdict"),
        Arguments.of(
            GameState.class,
            "awayScore feedDown homeScore period periodType points secondsRemaining status"
                + " suspendingAction traderSuspended"),
        Arguments.of(Lookups.class, "cached hot hotOutcome reference referenceOutcome"),
        Arguments.of(EnrichedChange.class, "change lookups"),
        Arguments.of(OutputRecord.class, "headers key rawPartition topic value"),
        Arguments.of(OutputHeader.class, "name value"));
  }

  @ParameterizedTest
  @MethodSource("types")
  void serializesFieldByFieldWithoutKryo(Class<?> type, String fields) {
    TypeInformation<?> information = TypeInformation.of(type);
    Configuration strict = new Configuration();
    strict.set(PipelineOptions.GENERIC_TYPES, false);

    // Throws if anything in it, however deep, would go through Kryo.
    assertThat(information.createSerializer(new SerializerConfigImpl(strict)))
        .isInstanceOf(PojoSerializer.class);
    assertThat(((CompositeType<?>) information).getFieldNames()).containsExactly(fields.split(" "));
  }
}
