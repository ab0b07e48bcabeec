package io.oddsupdate.adapter.core;

import static io.oddsupdate.adapter.servers.TestPlatform.GAME;
import static io.oddsupdate.adapter.servers.TestPlatform.GAME_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.oddsupdate.adapter.servers.Await;
import io.oddsupdate.adapter.servers.LiveList;
import io.oddsupdate.adapter.servers.RunningAdapter;
import io.oddsupdate.adapter.servers.TestClock;
import io.oddsupdate.adapter.servers.TestPlatform;
import io.oddsupdate.adapter.servers.Vendor;
import io.oddsupdate.avro.raw.FeedStatus;
import io.oddsupdate.avro.raw.RawEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Silence is a record, because jobs have no clock. */
class FeedSilenceTest {
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private TestPlatform platform;
  private TestClock clock;
  private Map<String, String> settings;

  @BeforeEach
  void start() {
    platform = TestPlatform.fresh();
    clock = new TestClock();
    settings = platform.settings();
    settings.put("adapter.feed.silence-ms", Long.toString(SILENCE.toMillis()));
  }

  private List<RawEvent> reports() {
    return platform.events().stream()
        .filter(event -> event.getPayload() instanceof FeedStatus)
        .toList();
  }

  private static boolean up(RawEvent report) {
    return ((FeedStatus) report.getPayload()).getUp();
  }

  @Test
  void reportsASilentFeedOncePerOpenGameAndItsReturnWithTheNextPush() {
    platform.postgres().map("0022000002", "nba-20201223-gsw-bkn-2");
    platform.postgres().map("0022000003", "nba-20201223-gsw-bkn-3");
    try (RunningAdapter adapter = RunningAdapter.ready(settings, clock)) {
      adapter.vendor().push(new LiveList(GAME, 10).start());
      adapter.vendor().push(new LiveList("0022000002", 10).start());
      adapter.vendor().push(new LiveList("0022000003", 10).start().end(9, 8, 99, 98));
      assertThat(reports()).isEmpty();

      clock.advance(SILENCE.plusSeconds(1));
      Await.until("two reports", () -> reports().size() == 2);
      clock.advance(SILENCE);
      Await.until(
          "feed is down", () -> adapter.metric("adapter_feed_up{vendor=\"nba-livedata\"}") == 0);

      assertThat(reports()).noneMatch(FeedSilenceTest::up);
      assertThat(reports())
          .extracting(RawEvent::getGameId)
          .containsExactlyInAnyOrder(GAME_ID, "nba-20201223-gsw-bkn-2");

      adapter.vendor().push(new LiveList(GAME, 20).start().basket(7, 15, 2, 0));

      List<RawEvent> reports = reports();
      assertThat(reports).hasSize(4);
      assertThat(reports.stream().filter(FeedSilenceTest::up))
          .extracting(RawEvent::getGameId)
          .containsExactlyInAnyOrder(GAME_ID, "nba-20201223-gsw-bkn-2");
      assertThat(reports.stream().map(RawEvent::getEventId)).doesNotHaveDuplicates();
      assertThat(reports.stream().filter(report -> report.getGameId().equals(GAME_ID)))
          .extracting(RawEvent::getEventId, RawEvent::getRevision)
          .containsExactly(
              tuple("feed:nba-livedata:" + GAME_ID + ":1", 1L),
              tuple("feed:nba-livedata:" + GAME_ID + ":2", 2L));
      List<RawEvent> game =
          platform.events().stream().filter(e -> e.getGameId().equals(GAME_ID)).toList();
      assertThat(up(game.get(game.size() - 2))).isTrue();
      assertThat(game.get(game.size() - 1).getVendorEventId()).isEqualTo("7");
    }
  }

  @Test
  void aListThatIsNewButChangesNothingIsASignOfLife() {
    try (RunningAdapter adapter = RunningAdapter.ready(settings, clock)) {
      adapter.vendor().push(new LiveList(GAME, 10).start());
      clock.advance(SILENCE.minusSeconds(10));
      adapter.vendor().push(new LiveList(GAME, 20).start());
      clock.advance(Duration.ofSeconds(30));
      adapter.vendor().push(new LiveList(GAME, 30).start());

      assertThat(reports()).isEmpty();
    }
  }

  @Test
  void whatCannotBeUsedAndWhatIsOlderIsNoSignOfLife() {
    try (RunningAdapter adapter = RunningAdapter.ready(settings, clock)) {
      adapter.vendor().push(new LiveList(GAME, 10).start());
      clock.advance(SILENCE.minusSeconds(10));
      adapter.vendor().push("msg_bad", "[]".getBytes(StandardCharsets.UTF_8));
      adapter.vendor().push(new LiveList(GAME, 5).start());
      clock.advance(Duration.ofSeconds(20));

      Await.until("a report", () -> reports().size() == 1);
    }
  }

  @Test
  void aStartAfterAGapReportsTheGap() {
    try (RunningAdapter adapter = RunningAdapter.ready(settings, clock)) {
      adapter.vendor().push(new LiveList(GAME, 10).start());
    }
    clock.advance(SILENCE.plusSeconds(1));
    try (RunningAdapter next = RunningAdapter.ready(settings, clock)) {
      Await.until("a report", () -> reports().size() == 1);
      assertThat(next.service().ready()).isTrue();
    }
  }

  @Test
  void dropsAGameLongAfterItsEndAndTakesNoMoreOfIt() {
    settings.put("adapter.feed.silence-ms", "0");
    settings.put("adapter.games.keep-after-end-h", "48");
    settings.put("adapter.webhook.tolerance-s", "1000000");
    byte[] body = new LiveList(GAME, 10).start().end(9, 8, 99, 98).bytes();
    try (RunningAdapter adapter = RunningAdapter.ready(settings, clock)) {
      adapter.vendor().push("msg_end", body);
      clock.advance(Duration.ofHours(47));
      assertThat(adapter.vendor().push("msg_still", body).status()).isEqualTo(202);
      clock.advance(Duration.ofHours(2));
      Await.until("closed", () -> adapter.vendor().push(Vendor.newId(), body).status() == 422);
      assertThat(adapter.vendor().push("msg_late", body).body().path("reason").asText())
          .isEqualTo("game_closed");
    }
    assertThat(platform.events()).hasSize(2);
  }
}
