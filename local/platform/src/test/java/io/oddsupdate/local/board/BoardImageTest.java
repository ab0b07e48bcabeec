package io.oddsupdate.local.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.avro.edge.PublicOddsUpdate;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BoardImageTest {
  private static final String GAME = "nba-20201222-gsw-bkn";

  private final BoardImage image = new BoardImage(Names.NONE);

  @Test
  void neverShowsAnOlderUpdateAfterANewerOne() throws IOException {
    image.apply(SampleUpdates.active(GAME, 219, "", null, 9, 0.5));
    long version = image.version();

    image.apply(SampleUpdates.active(GAME, 219, "", null, 8, 0.7));

    assertThat(image.version()).isEqualTo(version);
    assertThat(all().get("markets").get(0).get("seq").asLong()).isEqualTo(9);
  }

  @Test
  void showsAHigherEpochThoughItsSequenceIsLower() throws IOException {
    image.apply(SampleUpdates.active(GAME, 219, "", null, 9, 0.5));
    PublicOddsUpdate restarted =
        PublicOddsUpdate.newBuilder(SampleUpdates.active(GAME, 219, "", null, 1, 0.7))
            .setEpoch(2)
            .build();

    image.apply(restarted);

    assertThat(all().get("markets").get(0).get("epoch").asLong()).isEqualTo(2);
  }

  @Test
  void keepsPlayersOfAMarketApart() throws IOException {
    image.apply(SampleUpdates.active(GAME, 768, "total=20.5", "nba-1", 1, 0.5));
    image.apply(SampleUpdates.active(GAME, 768, "total=20.5", "nba-2", 1, 0.5));

    assertThat(all().get("markets")).hasSize(2);
  }

  @Test
  void showsScoreResultAndCountOfUpdates() throws IOException {
    PublicOddsUpdate winner = SampleUpdates.active(GAME, 219, "", null, 1, 0.5);
    image.apply(GAME, new GameScore("LIVE", 4, "REG", 12.3, 99, 101));
    image.apply(winner);
    image.apply(SampleUpdates.settled(winner, 2, true));

    JsonNode game = all().get("games").get(0);
    assertThat(game.get("score").get("away").asInt()).isEqualTo(101);
    assertThat(game.get("score").get("remaining").asDouble()).isEqualTo(12.3);
    assertThat(game.get("updates").asLong()).isEqualTo(2);
    JsonNode outcome = all().get("markets").get(0).get("outcomes").get(0);
    assertThat(outcome.get("result").asText()).isEqualTo("WON");
  }

  @Test
  void theSameScoreAgainIsNoChange() {
    image.apply(GAME, new GameScore("LIVE", 1, "REG", 700, 0, 2));
    long version = image.version();

    image.apply(GAME, new GameScore("LIVE", 1, "REG", 700, 0, 2));

    assertThat(image.version()).isEqualTo(version);
  }

  private JsonNode all() throws IOException {
    return new ObjectMapper().readTree(image.since(0).json());
  }
}
