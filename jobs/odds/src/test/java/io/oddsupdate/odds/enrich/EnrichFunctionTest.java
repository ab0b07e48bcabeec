package io.oddsupdate.odds.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.odds.SampleGame;
import io.oddsupdate.odds.ingest.GameChange;
import io.oddsupdate.odds.ingest.Origin;
import io.oddsupdate.pricing.game.Controls;
import io.oddsupdate.pricing.game.GameFold;
import io.oddsupdate.pricing.game.Verdict;
import io.oddsupdate.pricing.reference.LookupOutcome;
import io.oddsupdate.pricing.reference.Lookups;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnrichFunctionTest {
  private static final long NET_MS = 100;
  private static final long RECEIVED_MS = 4_000;

  /** Hands its questions to the test; static, because Flink copies functions. */
  private static final List<CompletableFuture<Lookups>> ASKED = new ArrayList<>();

  private static final List<Long> TIMES = new ArrayList<>();

  private final SampleGame game = new SampleGame();
  private OneInputStreamOperatorTestHarness<GameChange, EnrichedChange> harness;

  private static GameLookups open() {
    return new GameLookups() {
      @Override
      public CompletableFuture<Lookups> of(String league, String gameId, long atMs) {
        ASKED.add(new CompletableFuture<>());
        TIMES.add(atMs);
        return ASKED.get(ASKED.size() - 1);
      }

      @Override
      public void close() {}
    };
  }

  @BeforeEach
  void start() throws Exception {
    ASKED.clear();
    TIMES.clear();
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new AsyncWaitOperatorFactory<>(
                new EnrichFunction(metrics -> open()),
                NET_MS,
                10,
                AsyncDataStream.OutputMode.ORDERED),
            TypeInformation.of(GameChange.class).createSerializer(new SerializerConfigImpl()));
    harness.setup(
        TypeInformation.of(EnrichedChange.class).createSerializer(new SerializerConfigImpl()));
    harness.open();
  }

  @AfterEach
  void stop() throws Exception {
    harness.close();
  }

  @Test
  void keepsTheOrderWhenALaterAnswerComesFirst() throws Exception {
    send(1, true);
    send(2, true);

    ASKED.get(1).complete(game.found());
    ASKED.get(0).complete(SampleGame.failed());

    assertThat(outputs(2)).extracting(out -> out.change().revision()).containsExactly(1L, 2L);
    assertThat(outputs(2))
        .extracting(out -> out.lookups().referenceOutcome())
        .containsExactly(LookupOutcome.FAILED, LookupOutcome.FOUND);
  }

  @Test
  void asksNobodyAboutAChangeThatPricesNothing() throws Exception {
    send(1, false);

    assertThat(outputs(1).get(0).lookups()).isNull();
    assertThat(ASKED).isEmpty();
  }

  @Test
  void givesUpOnALookupThatNeverEndsInsteadOfLosingTheRecordOrTheJob() throws Exception {
    send(1, true);

    harness.setProcessingTime(NET_MS + 1);

    assertThat(outputs(1).get(0).lookups()).isEqualTo(EnrichFunction.FAILED);
  }

  @Test
  void callsALookupThatBreaksFailed() throws Exception {
    send(1, true);

    ASKED.get(0).completeExceptionally(new IllegalStateException("broken"));

    assertThat(outputs(1).get(0).lookups()).isEqualTo(EnrichFunction.FAILED);
  }

  @Test
  void asksOfTheTimeAtWhichTheRecordEnteredTheLogOrWasReceivedWhereTheLogTellsNone()
      throws Exception {
    send(1, true, 5_000);
    send(2, true, 0);
    send(3, true, -1);

    assertThat(TIMES).containsExactly(5_000L, RECEIVED_MS, RECEIVED_MS);
    ASKED.forEach(asked -> asked.complete(game.found()));
  }

  private void send(long revision, boolean priced) throws Exception {
    send(revision, priced, 0);
  }

  private void send(long revision, boolean priced, long timestampMs) throws Exception {
    harness.processElement(
        new GameChange(
            new Origin("raw.events.nba", 0, revision, null, null, timestampMs),
            RECEIVED_MS,
            SampleGame.LEAGUE,
            game.gameId(),
            "e",
            revision,
            null,
            priced ? Verdict.ACCEPTED : Verdict.DUPLICATE,
            false,
            priced ? GameFold.fold(List.of(), Controls.NONE) : null,
            null),
        0);
  }

  private List<EnrichedChange> outputs(int count) throws Exception {
    harness.endInput();
    List<EnrichedChange> outputs = harness.extractOutputValues();
    assertThat(outputs).hasSize(count);
    return outputs;
  }
}
