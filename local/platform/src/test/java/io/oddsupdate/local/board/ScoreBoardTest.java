package io.oddsupdate.local.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.EventStatus;
import io.oddsupdate.avro.raw.GameClock;
import io.oddsupdate.avro.raw.GameUpdate;
import io.oddsupdate.avro.raw.Operation;
import io.oddsupdate.avro.raw.PeriodType;
import io.oddsupdate.avro.raw.RawEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScoreBoardTest {
  private final ScoreBoard scores = new ScoreBoard();

  @Test
  void followsTheGameByTheVendorsOrderAndNotByArrival() {
    scores.take(score(2, 1, 4, 2, 600));

    assertThat(scores.take(score(1, 1, 2, 0, 700)))
        .contains(new GameScore("LIVE", 1, "REG", 600, 4, 2));
  }

  @Test
  void takesAScoreBackThatTheVendorDeleted() {
    scores.take(score(1, 1, 2, 0, 700));
    scores.take(score(2, 1, 4, 0, 600));

    RawEvent deletion =
        RawEvent.newBuilder(score(2, 2, 0, 0, 600))
            .setOperation(Operation.DELETE)
            .setPayload(null)
            .build();

    assertThat(scores.take(deletion).orElseThrow().home()).isEqualTo(2);
  }

  @Test
  void ignoresRepeatsAndWhatTheOddsJobCannotUse() {
    scores.take(score(1, 1, 2, 0, 700));

    assertThat(scores.take(score(1, 1, 2, 0, 700))).isEmpty();
    assertThat(scores.take(score(3, 1, -2, 0, 700))).isEmpty();
  }

  private static RawEvent score(long id, long revision, int home, int away, double left) {
    return RawEvent.newBuilder()
        .setEventId("nba-livedata:1:" + id)
        .setVendor("nba-livedata")
        .setLeague("nba")
        .setGameId("nba-20201222-gsw-bkn")
        .setVendorGameId("1")
        .setVendorEventId(Long.toString(id))
        .setOperation(Operation.ADD)
        .setVendorOrder(id)
        .setRevision(revision)
        .setReceivedAt(Instant.EPOCH)
        .setStatus(EventStatus.LIVE)
        .setClock(new GameClock(1, PeriodType.REG, 720 - left, left, true))
        .setPayload(
            GameUpdate.newBuilder()
                .setAction(ActionType.SCORE)
                .setVendorAction("2pt")
                .setHomeScore(home)
                .setAwayScore(away)
                .setPoints(2)
                .build())
        .build();
  }
}
