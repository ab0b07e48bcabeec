package io.oddsupdate.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.adapter.servers.LiveList;
import io.oddsupdate.adapter.servers.RunningAdapter;
import io.oddsupdate.adapter.servers.TestPlatform;
import io.oddsupdate.adapter.servers.Vendor;
import io.oddsupdate.avro.raw.Command;
import io.oddsupdate.avro.raw.CommandType;
import io.oddsupdate.avro.raw.RawEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandsTest {
  private static final String UNMAPPED = "0022000777";

  /** What a command printed, and how it ended. */
  record Ran(int exit, String out, String err) {}

  private TestPlatform platform;

  @BeforeEach
  void start() {
    platform = TestPlatform.fresh();
  }

  private Ran run(Object command, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        new CommandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--core.bootstrap.servers=" + platform.kafka().bootstrapServers());
    all.add("--schema.registry.url=" + platform.registry().url());
    int exit = line.execute(all.toArray(new String[0]));
    return new Ran(exit, out.toString(), err.toString());
  }

  @Test
  void writesAnInstructionIntoTheGamesLog() {
    Ran ran = run(new GameControlCommand(), "suspend", "nba-20201223-gsw-bkn", "--reason=leak");

    assertThat(ran.exit()).as(ran.err()).isZero();
    ConsumerRecord<byte[], byte[]> record = platform.log().get(0);
    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("nba-20201223-gsw-bkn");
    RawEvent event = platform.events().get(0);
    assertThat(event.getEventId()).startsWith("command:");
    assertThat(ran.out()).contains(event.getEventId());
    assertThat(event.getRevision()).isEqualTo(1);
    Command command = (Command) event.getPayload();
    assertThat(command.getType()).isEqualTo(CommandType.SUSPEND);
    assertThat(command.getReason()).isEqualTo("leak");
    assertThat(command.getIssuedBy()).isNotBlank();
  }

  @Test
  void refusesAnInstructionOrAGameThatCannotBe() {
    Ran ran = run(new GameControlCommand(), "pause", "nba-20201223-gsw-bkn", "--reason=x");
    assertThat(ran.exit()).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(ran.err()).contains("suspend, resume, archive or pin, got pause");

    Ran game = run(new GameControlCommand(), "suspend", "gsw-bkn", "--reason=x");
    assertThat(game.exit()).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(game.err()).contains("{league}-{yyyymmdd}-{away}-{home}, got gsw-bkn");
    assertThat(platform.log()).isEmpty();
  }

  @Test
  void pinsAVersionInPostgresBeforeItStandsInTheLog() {
    platform
        .postgres()
        .execute(
            """
            INSERT INTO model_versions VALUES
              ('nba-pin.1', 'nba', 'nba-margin', '{"margin_sd": 12}', 'test'),
              ('nfl-pin.1', 'nfl', 'nfl-margin', '{}', 'test') ON CONFLICT DO NOTHING;
            INSERT INTO league_settings VALUES ('nba', 'nba-2026.1', 'nba-markets-1')
              ON CONFLICT DO NOTHING;
            """);
    String game = TestPlatform.GAME_ID;

    Ran unknown = pin(game, "nfl-pin.1");
    Ran nobody = pin("nba-20201223-aaa-bbb", "nba-pin.1");
    assertThat(unknown.exit()).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(unknown.err()).contains("--model-version must be one of nba: nba-2026.1, nba-pin.1");
    assertThat(nobody.err()).contains("known game, got nba-20201223-aaa-bbb");
    assertThat(platform.log()).as("nothing is ordered that cannot be").isEmpty();

    Ran pinned = pin(game, "nba-pin.1");

    assertThat(pinned.exit()).as(pinned.err()).isZero();
    Command command = (Command) platform.events().get(0).getPayload();
    assertThat(command.getType()).isEqualTo(CommandType.PIN_MODEL);
    assertThat(command.getModelVersion()).isEqualTo("nba-pin.1");
    assertThat(
            platform
                .postgres()
                .ask(
                    "SELECT document -> 'model' ->> 'model_version' FROM game_reference"
                        + " WHERE game_id = '"
                        + game
                        + "' ORDER BY version DESC LIMIT 1"))
        .isEqualTo("nba-pin.1");
  }

  private Ran pin(String game, String version) {
    return run(
        new GameControlCommand(),
        "pin",
        game,
        "--model-version=" + version,
        "--reason=trial",
        "--postgres.url=" + platform.postgres().url(),
        "--postgres.user=postgres");
  }

  @Test
  void takesAVersionWithAPinAndWithNothingElse() {
    assertThat(run(new GameControlCommand(), "pin", TestPlatform.GAME_ID, "--reason=x").err())
        .contains("--model-version belongs to pin");
    assertThat(
            run(
                    new GameControlCommand(),
                    "suspend",
                    TestPlatform.GAME_ID,
                    "--model-version=v",
                    "--reason=x")
                .err())
        .contains("--model-version belongs to pin");
    assertThat(platform.log()).isEmpty();
  }

  @Test
  void replaysWhatWaitedForItsMappingOnceAndOnlyThat() {
    try (RunningAdapter adapter = RunningAdapter.ready(platform.settings())) {
      Vendor vendor = adapter.vendor();
      String url = "--adapter.url=http://127.0.0.1:" + adapter.service().port();
      vendor.push(Vendor.newId(), "[]".getBytes(StandardCharsets.UTF_8));
      vendor.push(new LiveList(UNMAPPED, 10).start());
      vendor.push(new LiveList("0022000778", 10).start());
      vendor.push(new LiveList(UNMAPPED, 20).start().basket(7, 15, 2, 0));
      platform.postgres().map(UNMAPPED, "nba-20201224-gsw-bkn");

      Ran first =
          run(
              new DeadLettersCommand(),
              "replay",
              "--reason=mapping_missing",
              "--game=" + UNMAPPED,
              url);
      Ran second =
          run(
              new DeadLettersCommand(),
              "replay",
              "--reason=mapping_missing",
              "--game=" + UNMAPPED,
              url);
      Ran list = run(new DeadLettersCommand(), "list");

      assertThat(first.exit()).as(first.out() + first.err()).isZero();
      assertThat(first.out())
          .contains("replayed=2 accepted_events=2 duplicates=1 refused_again=0 cut=0");
      assertThat(second.out()).contains("replayed=0 ");
      assertThat(platform.events())
          .extracting(RawEvent::getVendorEventId)
          .containsExactly("2", "7");
      assertThat(list.out().lines()).hasSize(4);
      assertThat(list.out().lines().filter(line -> line.contains(" replayed "))).hasSize(2);
      assertThat(list.out().lines().filter(line -> line.contains(" waiting "))).hasSize(2);
    }
  }

  @Test
  void tellsWhatIsRefusedAgainAndWhatTheAdapterDoesNotAnswer() {
    try (RunningAdapter adapter = RunningAdapter.ready(platform.settings())) {
      adapter.vendor().push(new LiveList(UNMAPPED, 10).start());
      String url = "--adapter.url=http://127.0.0.1:" + adapter.service().port();

      Ran nobody = run(new DeadLettersCommand(), "replay", "--adapter.url=http://127.0.0.1:1");
      Ran again = run(new DeadLettersCommand(), "replay", url);

      assertThat(nobody.exit()).isEqualTo(DeadLettersReplayCommand.EXIT_INCOMPLETE);
      assertThat(nobody.out()).contains("no answer from").contains("replayed=0");
      assertThat(again.exit()).isEqualTo(DeadLettersReplayCommand.EXIT_INCOMPLETE);
      assertThat(again.out()).contains("answered 422").contains("refused_again=1");
      assertThat(platform.deadLetters()).hasSize(2);
    }
  }
}
