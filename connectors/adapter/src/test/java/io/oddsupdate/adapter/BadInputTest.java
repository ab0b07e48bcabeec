package io.oddsupdate.adapter;

import static io.oddsupdate.adapter.servers.TestPlatform.GAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.adapter.servers.LiveList;
import io.oddsupdate.adapter.servers.RunningAdapter;
import io.oddsupdate.adapter.servers.Spoil;
import io.oddsupdate.adapter.servers.TestPlatform;
import io.oddsupdate.adapter.servers.TestPostgres;
import io.oddsupdate.adapter.servers.Vendor;
import io.oddsupdate.avro.deadletter.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is authenticated and cannot be used goes to the dead letters, with bytes and reason. */
class BadInputTest {
  private static TestPlatform platform;
  private static RunningAdapter adapter;
  private static Vendor vendor;

  @BeforeAll
  static void start() {
    platform = TestPlatform.fresh();
    adapter = RunningAdapter.ready(platform.settings());
    vendor = adapter.vendor();
  }

  @AfterAll
  static void stop() {
    adapter.close();
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of("cut off", "{\"meta\":{"),
        Arguments.of("no JSON", "hello"),
        Arguments.of("empty", ""),
        Arguments.of("a number", "17"),
        Arguments.of("an empty batch", "[]"),
        Arguments.of("more after the end", "{} {}"),
        Arguments.of("a name twice", "{\"meta\":{},\"meta\":{}}"),
        Arguments.of("nested too deeply", "[".repeat(40) + "]".repeat(40)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void deadLettersWhatIsNoJson(String name, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    int letters = platform.deadLetters().size();

    Vendor.Reply reply = vendor.push(Vendor.newId(), body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().path("reason").asText()).isEqualTo("malformed_json");
    assertThat(platform.deadLetters()).hasSize(letters + 1);
    DeadLetter letter = platform.deadLetters().get(letters);
    assertThat(letter.getReason()).isEqualTo("malformed_json");
    assertThat(letter.getBytes().array()).isEqualTo(body);
    assertThat(letter.getLength()).isEqualTo(body.length);
    assertThat(letter.getContentType()).isEqualTo("application/json");
  }

  static Stream<Arguments> wrongFields() {
    return Stream.of(
        Arguments.of("/meta/time", "\"yesterday\"", "meta.time"),
        Arguments.of("/game/gameId", "22000001", "game.gameId"),
        Arguments.of("/game/actions", "{}", "game.actions"),
        Arguments.of("/game/actions/0", "5", "game.actions[0]"),
        Arguments.of("/game/actions/0/actionNumber", "\"7\"", "game.actions[0].actionNumber"),
        Arguments.of("/game/actions/0/clock", "\"06:23\"", "game.actions[0].clock"),
        Arguments.of("/game/actions/0/scoreHome", "2", "game.actions[0].scoreHome"),
        Arguments.of("/game/actions/0/period", "0", "game.actions[0].period"),
        Arguments.of("/game/actions/0/periodType", "\"SHOOTOUT\"", "game.actions[0].periodType"),
        Arguments.of("/game/actions/0/edited", "null", "game.actions[0].edited"),
        Arguments.of("/game/actions/0/shotResult", "\"Maybe\"", "game.actions[0].shotResult"),
        Arguments.of("/game/actions/0/teamId", "\"BKN\"", "game.actions[0].teamId"),
        Arguments.of("/game/actions/0/personId", "-3", "game.actions[0].personId"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("wrongFields")
  void namesTheFieldThatIsWrongAndTheFix(String pointer, String value, String path)
      throws Exception {
    LiveList list = new LiveList(GAME, 10).basket(7, 5, 2, 0);
    byte[] body = Spoil.set(list.json(), pointer, value).getBytes(StandardCharsets.UTF_8);

    Vendor.Reply reply = vendor.push(Vendor.newId(), body);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.http().headers().firstValue("content-type"))
        .contains("application/problem+json");
    assertThat(reply.body().path("reason").asText()).isEqualTo("invalid_field");
    assertThat(reply.body().path("field").asText()).isEqualTo(path);
    assertThat(reply.body().path("detail").asText()).startsWith(path + " must be ");
    List<DeadLetter> letters = platform.deadLetters();
    assertThat(letters.get(letters.size() - 1).getDetail())
        .isEqualTo(reply.body().path("detail").asText());
    assertThat(letters.get(letters.size() - 1).getBytes().array()).isEqualTo(body);
    assertThat(platform.log()).isEmpty();
  }

  @Test
  void deadLettersATeamThatIsNoneOfTheGamesTwo() {
    LiveList list = new LiveList(GAME, 10);
    list.action(7, 5, "rebound", "team", 0, 0, 0).put("teamId", 99);

    Vendor.Reply reply = vendor.push(list);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.body().path("reason").asText()).isEqualTo("mapping_mismatch");
    assertThat(reply.body().path("field").asText()).isEqualTo("game.actions[0].teamId");
    assertThat(reply.body().path("detail").asText())
        .contains(TestPostgres.HOME_TEAM)
        .contains("vendor_games");
  }

  @Test
  void countsDeadLettersByReason() {
    String sample = "adapter_dead_letters_total{reason=\"malformed_json\",vendor=\"nba-livedata\"}";
    double before = adapter.metric(sample);
    vendor.push(Vendor.newId(), "x".getBytes(StandardCharsets.UTF_8));
    assertThat(adapter.metric(sample)).isEqualTo(before + 1);
  }

  @Test
  void givesARepeatedUnusablePushTheSameAnswerAndOneLetter() {
    byte[] body = "[1, 2]".getBytes(StandardCharsets.UTF_8);
    int letters = platform.deadLetters().size();
    Vendor.Reply first = vendor.push("msg_twice", body);

    Vendor.Reply second = vendor.push("msg_twice", body);

    assertThat(second.status()).isEqualTo(first.status()).isEqualTo(422);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(first.body().path("dead_lettered")).hasSize(2);
    assertThat(platform.deadLetters()).hasSize(letters + 2);
  }

  @Test
  void keepsTheHeadOfALetterThatNoRecordCouldHold() {
    byte[] noise = new byte[1_500_000];
    new Random(3).nextBytes(noise);
    byte[] text = ("x".repeat(1_500_000)).getBytes(StandardCharsets.UTF_8);

    assertThat(vendor.push("msg_noise", noise).status()).isEqualTo(400);
    assertThat(vendor.push("msg_text", text).status()).isEqualTo(400);

    List<DeadLetter> letters = platform.deadLetters();
    DeadLetter cut = letters.get(letters.size() - 2);
    DeadLetter whole = letters.get(letters.size() - 1);
    assertThat(cut.getLength()).isEqualTo(noise.length);
    assertThat(cut.getBytes().remaining()).isEqualTo(64 * 1024);
    assertThat(whole.getBytes().remaining()).isEqualTo(text.length);
  }
}
