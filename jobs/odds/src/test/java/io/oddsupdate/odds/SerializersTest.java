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
import io.oddsupdate.pricing.engine.Quoted;
import io.oddsupdate.pricing.game.Controls;
import io.oddsupdate.pricing.game.GameQuote;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.KeptEvent;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.game.PlayerCount;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.market.Market;
import io.oddsupdate.pricing.prior.MarketView;
import io.oddsupdate.pricing.reference.Enrichment;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.Lookups;
import io.oddsupdate.pricing.reference.MarketConfig;
import io.oddsupdate.pricing.reference.MarketOffer;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.oddsupdate.pricing.reference.Player;
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
            "action awayScore counts eventId happenedAtMs homeScore period periodType quote revision"
                + " secondsElapsed secondsRemaining situation status vendorOrder"),
        Arguments.of(PlayerCount.class, "playerId stat total value"),
        Arguments.of(
            Situation.class,
            "addedSeconds awayGoaliePulled awayReds awaySkaters bases bottom distance down"
                + " homeGoaliePulled homeReds homeSkaters outs possession yardsToGoal"),
        Arguments.of(Controls.class, "archived feedDown pinnedModel traderSuspended"),
        Arguments.of(GameBook.class, "config lastKnown market markets model quoted"),
        Arguments.of(
            MarketView.class,
            "asked away books devigMethod dispersion home oldestQuoteAgeMs solved supplierGroups"),
        Arguments.of(
            GameQuote.class,
            "bookmaker lastUpdateMs marketId odds outcomeIds specifiers supplierGroup suspended"),
        Arguments.of(Quoted.class, "active epoch prices reason results sequence status updateId"),
        Arguments.of(Market.class, "kind line number playerId"),
        Arguments.of(ModelVersion.class, "modelId modelVersion values"),
        Arguments.of(ModelVersion.Constant.class, "name numbers"),
        Arguments.of(MarketConfig.class, "configVersion maxPrice offers suspendingActions"),
        Arguments.of(MarketOffer.class, "at beside least margin market method numbers step"),
        Arguments.of(Player.class, "expected name playerId side"),
        Arguments.of(Enrichment.class, "defaulted hot reference"),
        Arguments.of(
            GameReference.class,
            "away config gameId home league model players playoff prior scheduledDay shadow"
                + " version"),
        // Between operators; in a checkpoint while an enrichment is under way.
        Arguments.of(Origin.class, "key offset partition timestampMs topic traceparent"),
        Arguments.of(RawRecord.class, "origin value"),
        Arguments.of(
            DecodedEvent.class,
            "action awayScore clock counts deleted eventId gameId homeScore instruction kind league"
                + " modelVersion occurredAtMs quote raw receivedAtMs revision situation status up"
                + " vendorOrder"),
        Arguments.of(DeadRecord.class, "detail eventId gameId raw reason revision"),
        Arguments.of(
            GameChange.class,
            "archives deadValue eventId gameId league occurredAtMs origin receivedAtMs revision"
                + " state verdict"),
        Arguments.of(
            GameState.class,
            "awayScore feedDown goals homeScore lastScoreMs period periodScores periodType pinnedModel quotes"
                + " secondsElapsed secondsRemaining situation status suspendingActions tallies"
                + " traderSuspended"),
        Arguments.of(PeriodScore.class, "away home period"),
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
