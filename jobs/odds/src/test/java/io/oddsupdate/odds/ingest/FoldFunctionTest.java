package io.oddsupdate.odds.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.CommandType;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.odds.SampleGame;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PlayerStat;
import io.oddsupdate.pricing.game.Verdict;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FoldFunctionTest {
  private final SampleGame game = new SampleGame();
  private KeyedOneInputStreamOperatorTestHarness<String, DecodedEvent, GameChange> harness;
  private long offset;

  @BeforeEach
  void open() throws Exception {
    harness = harness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, DecodedEvent, GameChange> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new FoldFunction()), DecodedEvent::gameId, Types.STRING);
  }

  @Test
  void foldsEachAcceptedEventIntoTheStateOfItsGame() throws Exception {
    GameChange start = send(game.play(ActionType.PERIOD_START, 0, 0, 0));
    GameChange basket = send(game.play(ActionType.SCORE, 2, 0, 2));

    assertThat(start.verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(start.state().homeScore()).isZero();
    assertThat(basket.state().homeScore()).isEqualTo(2);
    assertThat(basket.state().tally(PlayerStat.POINTS, "nba-1")).isEqualTo(2);
    assertThat(basket.origin().offset()).isEqualTo(1);
    assertThat(basket.receivedAtMs()).isEqualTo(SampleGame.RECEIVED.toEpochMilli());
  }

  @Test
  void saysWhatBecameOfDuplicatesAndStaleRevisionsAndPricesNeither() throws Exception {
    RawEvent basket = game.play(ActionType.SCORE, 2, 0, 2);
    send(game.edited(basket, 5));

    GameChange duplicate = send(game.edited(basket, 5));
    GameChange stale = send(game.edited(basket, 4));

    assertThat(duplicate.verdict()).isEqualTo(Verdict.DUPLICATE);
    assertThat(stale.verdict()).isEqualTo(Verdict.STALE_REVISION);
    assertThat(List.of(duplicate.isPriced(), stale.isPriced())).containsOnly(false);
  }

  @Test
  void takesADeletedBasketBackAndKeepsItsTombstone() throws Exception {
    send(game.play(ActionType.PERIOD_START, 0, 0, 0));
    RawEvent basket = game.play(ActionType.SCORE, 2, 0, 2);
    send(basket);

    GameChange deleted = send(game.deleted(basket, 2));
    GameChange resent = send(basket);

    assertThat(deleted.state().homeScore()).isZero();
    assertThat(deleted.state().tallies()).isEmpty();
    assertThat(resent.verdict()).isEqualTo(Verdict.STALE_REVISION);
  }

  @Test
  void keepsGamesApart() throws Exception {
    send(game.play(ActionType.SCORE, 2, 0, 2));

    GameChange other = send(new SampleGame("nba-20261121-ccc-ddd").play(ActionType.FOUL, 0, 0, 0));

    assertThat(other.state().homeScore()).isZero();
  }

  @Test
  void setsWhatCommandsAndFeedReportsSay() throws Exception {
    send(game.play(ActionType.PERIOD_START, 0, 0, 0));

    assertThat(send(game.command(CommandType.SUSPEND)).state().traderSuspended()).isTrue();
    assertThat(send(game.feed(false)).state().feedDown()).isTrue();
    assertThat(send(game.feed(true)).state().feedDown()).isFalse();
    assertThat(send(game.command(CommandType.RESUME)).state().traderSuspended()).isFalse();
  }

  @Test
  void forgetsAnArchivedGameAndTurnsLaterEventsIntoDeadLetters() throws Exception {
    RawEvent basket = game.play(ActionType.SCORE, 2, 0, 2);
    send(basket);
    assertThat(harness.numKeyedStateEntries()).isGreaterThan(0);

    GameChange archive = send(game.command(CommandType.ARCHIVE));
    GameChange late = send(basket);

    assertThat(archive.archives()).isTrue();
    assertThat(archive.isPriced()).isFalse();
    assertThat(harness.numKeyedStateEntries()).as("only the controls").isEqualTo(1);
    assertThat(late.verdict()).isEqualTo(Verdict.ARCHIVED);
    assertThat(late.deadValue()).isEqualTo(new byte[] {1, 2, 3});
  }

  @Test
  void goesOnAfterARestoreAsIfNothingHadHappened() throws Exception {
    RawEvent basket = game.play(ActionType.SCORE, 2, 0, 2);
    send(basket);
    send(game.command(CommandType.SUSPEND));
    RawEvent next = game.play(ActionType.SCORE, 4, 0, 2);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    GameState without = send(next).state();

    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();

    assertThat(send(basket).verdict()).isEqualTo(Verdict.DUPLICATE);
    GameState with = send(next).state();
    assertThat(with).isEqualTo(without);
    assertThat(with.traderSuspended()).isTrue();
    assertThat(with.tally(PlayerStat.POINTS, "nba-1")).isEqualTo(4);
  }

  private GameChange send(RawEvent raw) throws Exception {
    RawRecord record =
        new RawRecord(
            new Origin("raw.events.nba", 0, offset++, null, null, 0), new byte[] {1, 2, 3});
    harness.processElement(
        DecodedEvent.of(
            record,
            raw.getReceivedAt().toEpochMilli(),
            raw.getLeague(),
            raw.getGameId(),
            CanonicalEvents.toGameEvent(raw)),
        0);
    List<GameChange> changes = harness.extractOutputValues();
    return changes.get(changes.size() - 1);
  }
}
