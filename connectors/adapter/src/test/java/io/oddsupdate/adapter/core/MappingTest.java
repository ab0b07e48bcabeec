package io.oddsupdate.adapter.core;

import static io.oddsupdate.adapter.servers.TestPlatform.GAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.adapter.servers.LiveList;
import io.oddsupdate.adapter.servers.RunningAdapter;
import io.oddsupdate.adapter.servers.TestPlatform;
import io.oddsupdate.adapter.servers.TestPostgres;
import io.oddsupdate.adapter.servers.Vendor;
import io.oddsupdate.avro.deadletter.DeadLetter;
import io.oddsupdate.avro.raw.GameUpdate;
import io.oddsupdate.avro.raw.PlayerRole;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MappingTest {
  private static final String UNMAPPED = "0022000777";

  private TestPlatform platform;

  @BeforeEach
  void start() {
    platform = TestPlatform.fresh();
  }

  @Test
  void deadLettersAGameThatReferenceDataDoesNotKnowAndTakesItOnceMapped() {
    try (RunningAdapter adapter = RunningAdapter.ready(platform.settings())) {
      byte[] body = new LiveList(UNMAPPED, 10).start().bytes();

      Vendor.Reply unknown = adapter.vendor().push(Vendor.newId(), body);
      platform.postgres().map(UNMAPPED, "nba-20201224-gsw-bkn");
      Vendor.Reply mapped = adapter.vendor().push(Vendor.newId(), body);

      assertThat(unknown.status()).isEqualTo(422);
      assertThat(unknown.body().path("reason").asText()).isEqualTo("mapping_missing");
      DeadLetter letter = platform.deadLetters().get(0);
      assertThat(letter.getReason()).isEqualTo("mapping_missing");
      assertThat(letter.getBytes().array()).isEqualTo(body);
      assertThat(StandardCharsets.UTF_8.decode(letter.getKey()).toString()).isEqualTo(UNMAPPED);
      assertThat(mapped.status()).isEqualTo(202);
      assertThat(mapped.body().path("accepted")).hasSize(1);
    }
  }

  @Test
  void deadLettersAGameOfAnotherLeague() {
    platform
        .postgres()
        .execute(
            """
            INSERT INTO games (game_id, league, scheduled_start, home_team_id, away_team_id)
              VALUES ('wnba-1', 'wnba', now(), 'nba-bkn', 'nba-gsw');
            INSERT INTO vendor_games VALUES ('nba-livedata', '1022000001', 'wnba-1', '1', '2');
            """);
    try (RunningAdapter adapter = RunningAdapter.ready(platform.settings())) {
      Vendor.Reply reply = adapter.vendor().push(new LiveList("1022000001", 10).start());
      assertThat(reply.body().path("reason").asText()).isEqualTo("mapping_missing");
    }
  }

  @Test
  void namesPlayersAsWeDoAndMarksThoseWeDoNotKnow() {
    LiveList list = new LiveList(GAME, 10);
    list.action(7, 5, "foul", "personal", 0, 0, 202681).put("foulDrawnPersonId", 201939);
    try (RunningAdapter adapter = RunningAdapter.ready(platform.settings())) {
      adapter.vendor().push(list);
    }
    assertThat(((GameUpdate) platform.events().get(0).getPayload()).getPlayers())
        .extracting(PlayerRole::getPlayerId)
        .containsExactly("unmapped:nba-livedata:202681", "nba-201939");
  }

  @Test
  void servesKnownGamesWhilePostgresIsDownAndLosesNoneOfTheOthers() {
    try (TestPostgres postgres = new TestPostgres()) {
      postgres.map(GAME, TestPlatform.GAME_ID);
      postgres.map(UNMAPPED, "nba-20201224-gsw-bkn");
      Map<String, String> settings = platform.settings();
      settings.put("adapter.postgres.url", postgres.url());
      try (RunningAdapter adapter = RunningAdapter.ready(settings)) {
        Vendor vendor = adapter.vendor();
        vendor.push(new LiveList(GAME, 10).start());
        postgres.execute("DELETE FROM vendor_games WHERE vendor_game_id = '" + UNMAPPED + "'");
        postgres.map("0022000778", "nba-20201225-gsw-bkn");
        postgres.stop();

        Vendor.Reply known = vendor.push(new LiveList(GAME, 20).start().basket(7, 15, 2, 0));
        Vendor.Reply unknown = vendor.push(new LiveList("0022000778", 20).start());

        assertThat(known.status()).isEqualTo(202);
        assertThat(unknown.status()).isEqualTo(503);
        assertThat(unknown.http().headers().firstValue("retry-after")).isPresent();
        assertThat(platform.deadLetters()).isEmpty();

        postgres.start();
        Vendor.Reply retried = vendor.push(new LiveList("0022000778", 20).start());
        assertThat(retried.status()).isEqualTo(202);
        assertThat(retried.body().path("accepted")).hasSize(1);
      }
    }
  }
}
