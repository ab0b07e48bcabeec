package io.oddsupdate.pricing.game;

import static io.oddsupdate.pricing.game.ActionType.ATTEMPT;
import static io.oddsupdate.pricing.game.ActionType.CORRECTION;
import static io.oddsupdate.pricing.game.ActionType.SCORE;
import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.pricing.Games;
import io.oddsupdate.pricing.Log;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When the score last changed: what quotes have to know of. */
class LastScoreTest {
  private static final long KICK_OFF = Games.RECEIVED_MS;

  @Test
  void isUnsetWithoutAScore() {
    assertThat(Log.of(play("a", 1, 1, ATTEMPT, 10, 0, 0)).state().lastScoreMs()).isNull();
  }

  @Test
  void isThatOfTheLastActionThatChangedTheScore() {
    Log log = Log.of(play("a", 1, 1, SCORE, 10, 1, 0), play("b", 1, 2, ATTEMPT, 20, 1, 0));

    assertThat(log.state().lastScoreMs()).isEqualTo(KICK_OFF + 10);
  }

  @Test
  void aCorrectedScoreIsAChange() {
    Log log = Log.of(play("a", 1, 1, SCORE, 10, 1, 0), play("b", 1, 2, CORRECTION, 30, 0, 0));

    assertThat(log.state().lastScoreMs()).isEqualTo(KICK_OFF + 30);
  }

  @Test
  void aDeletedScoreLeavesTheOneBefore() {
    Log log = Log.of(play("a", 1, 1, SCORE, 10, 1, 0), play("b", 1, 2, SCORE, 20, 2, 0));

    log.offer(Games.deletion("b", 2, 2));

    assertThat(log.state().lastScoreMs()).isEqualTo(KICK_OFF + 10);
  }

  @Test
  void anEditMovesIt() {
    Log log = Log.of(play("a", 1, 1, SCORE, 10, 1, 0));

    log.offer(play("a", 2, 1, SCORE, 14, 1, 0));

    assertThat(log.state().lastScoreMs()).isEqualTo(KICK_OFF + 14);
  }

  @Test
  void isWhenTheRecordCameWhereTheVendorHasNoClock() {
    Log log = Log.of(Games.play("a", 1, 1, SCORE, Games.clock(1, 700), 1, 0));

    assertThat(log.state().lastScoreMs()).isEqualTo(Games.RECEIVED_MS);
  }

  @Test
  void isUnknownOfAScoreThatWasKeptWithoutItsTime() {
    KeptEvent kept = Log.of(play("a", 1, 1, SCORE, 10, 1, 0)).kept().values().iterator().next();
    KeptEvent timeless =
        new KeptEvent(
            kept.eventId(),
            kept.revision(),
            kept.vendorOrder(),
            kept.action(),
            kept.status(),
            kept.period(),
            kept.periodType(),
            kept.secondsRemaining(),
            kept.secondsElapsed(),
            kept.homeScore(),
            kept.awayScore(),
            kept.situation(),
            kept.counts(),
            kept.quote(),
            null);

    assertThat(GameFold.fold(List.of(timeless), Controls.NONE).lastScoreMs())
        .isEqualTo(GameState.TIME_UNKNOWN);
  }

  @Test
  void theOrderOfDeliveryMakesNoDifference() {
    List<GameEvent> events = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      events.add(play("p" + i, 1, i, i % 3 == 0 ? ATTEMPT : SCORE, i * 7L, i - i / 3, 0));
    }
    events.add(play("p8", 2, 8, SCORE, 61, 6, 0));
    events.add(Games.deletion("p7", 2, 7));
    Random random = new Random(7);

    for (int i = 0; i < 50; i++) {
      Collections.shuffle(events, random);
      assertThat(Log.of(events.toArray(GameEvent[]::new)).state().lastScoreMs())
          .isEqualTo(KICK_OFF + 61);
    }
  }

  private static GameEvent play(
      String id, long revision, long order, ActionType action, long at, int home, int away) {
    return new GameEvent(
        id,
        revision,
        order,
        false,
        EventStatus.LIVE,
        Games.clock(1, 700 - order),
        KICK_OFF + at,
        KICK_OFF + 1_000_000,
        new Payload.Play(action, home, away, null, List.of()));
  }
}
