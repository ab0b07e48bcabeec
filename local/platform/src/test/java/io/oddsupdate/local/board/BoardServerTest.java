package io.oddsupdate.local.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.oddsupdate.avro.edge.PublicMarketStatus;
import io.oddsupdate.avro.edge.PublicOddsUpdate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class BoardServerTest {
  private static final String GAME = "nba-20201222-gsw-bkn";

  private final BoardImage image = new BoardImage(Names.NONE);
  private final AtomicReference<List<HopStatus>> hops =
      new AtomicReference<>(List.of(new HopStatus("raw", 12, 0, true, "")));
  private BoardServer server;

  @BeforeEach
  void start() throws IOException {
    server = BoardServer.start(0, image, hops::get);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/,text/html", "/board.css,text/css", "/board.js,text/javascript",
    "/markets.js,text/javascript", "/flow.js,text/javascript", "/icon.svg,image/svg+xml"
  })
  void servesThePageWithoutAnythingFromElsewhere(String path, String type) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
    assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(answer.body().replace("http://www.w3.org/", "")).doesNotContain("://");
  }

  @Test
  void hasNoOtherPages() throws Exception {
    assertThat(get("/../pom.xml").statusCode()).isEqualTo(404);
    assertThat(get("/board/board.css").statusCode()).isEqualTo(404);
  }

  @Test
  void tellsANewReaderEverythingAndThenOnlyWhatChanged() throws Exception {
    PublicOddsUpdate winner = SampleUpdates.active(GAME, 219, "", null, 1, 0.6);
    image.apply(winner);
    image.apply(SampleUpdates.active(GAME, 225, "total=225.5", null, 1, 0.5));
    try (SseReader reader = SseReader.connect(server.port(), "")) {
      JsonNode all = reader.next("image").data();
      assertThat(all.get("full").asBoolean()).isTrue();
      assertThat(all.get("markets")).hasSize(2);
      assertThat(all.get("games").get(0).get("home").get("tri").asText()).isEqualTo("BKN");

      image.apply(SampleUpdates.with(winner, 2, PublicMarketStatus.SUSPENDED, "review"));

      JsonNode change = reader.next("image").data();
      assertThat(change.get("full").asBoolean()).isFalse();
      assertThat(change.get("markets")).hasSize(1);
      assertThat(change.get("markets").get(0).get("status").asText()).isEqualTo("SUSPENDED");
      assertThat(change.get("markets").get(0).get("reason").asText()).isEqualTo("review");
    }
  }

  @Test
  void tellsOfManyChangesOfAMarketAtOnceAndOnlyTheLast() throws Exception {
    try (SseReader reader = SseReader.connect(server.port(), "")) {
      reader.next("image");
      for (long sequence = 1; sequence <= 2_000; sequence++) {
        image.apply(SampleUpdates.active(GAME, 219, "", null, sequence, 0.4));
      }

      int events = 0;
      JsonNode last;
      do {
        last = reader.next("image").data();
        events++;
      } while (last.get("markets").get(0).get("seq").asLong() < 2_000);

      assertThat(events).isLessThan(100);
    }
  }

  @Test
  void goesOnWhereAReaderThatComesBackWas() throws Exception {
    image.apply(SampleUpdates.active(GAME, 219, "", null, 1, 0.6));
    String id;
    try (SseReader reader = SseReader.connect(server.port(), "")) {
      id = reader.next("image").id();
    }
    image.apply(SampleUpdates.active(GAME, 225, "total=225.5", null, 1, 0.5));

    try (SseReader back = SseReader.connect(server.port(), id)) {
      JsonNode missed = back.next("image").data();
      assertThat(missed.get("full").asBoolean()).isFalse();
      assertThat(missed.get("markets")).hasSize(1);
      assertThat(missed.get("markets").get(0).get("id").asInt()).isEqualTo(225);
    }
  }

  @ParameterizedTest
  @CsvSource({"an-earlier-run.77", "'nonsense'", "'.'"})
  void tellsEverythingToAReaderOfAnEarlierRun(String id) throws Exception {
    image.apply(SampleUpdates.active(GAME, 219, "", null, 1, 0.6));

    try (SseReader reader = SseReader.connect(server.port(), id)) {
      assertThat(reader.next("image").data().get("full").asBoolean()).isTrue();
    }
  }

  @Test
  void tellsWhenAHopTurnsUnhealthy() throws Exception {
    try (SseReader reader = SseReader.connect(server.port(), "")) {
      JsonNode well = reader.next("health").data();
      while (well.isEmpty()) {
        well = reader.next("health").data();
      }
      assertThat(well.get(0).get("healthy").asBoolean()).isTrue();

      hops.set(List.of(new HopStatus("raw", 12, 90, false, "the process is down")));

      JsonNode ill = reader.next("health").data().get(0);
      assertThat(ill.get("healthy").asBoolean()).isFalse();
      assertThat(ill.get("lag").asLong()).isEqualTo(90);
      assertThat(ill.get("detail").asText()).isEqualTo("the process is down");
    }
  }

  @Test
  void turnsRedWhenHealthItselfCannotBeKnown() throws Exception {
    try (BoardServer blind =
            BoardServer.start(
                0,
                image,
                () -> {
                  throw new IllegalStateException("no platform");
                });
        SseReader reader = SseReader.connect(blind.port(), "")) {
      JsonNode health = reader.next("health").data();
      while (health.isEmpty()) {
        health = reader.next("health").data();
      }
      assertThat(health.get(0).get("healthy").asBoolean()).isFalse();
    }
  }

  @Test
  void namesAPortThatIsTakenAndItsSetting() {
    assertThatThrownBy(() -> BoardServer.start(server.port(), image, List::of))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("port " + server.port() + " is taken")
        .hasMessageContaining("BOARD_PORT");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
