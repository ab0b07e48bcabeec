package io.oddsupdate.local.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.local.cli.MigrateCommand;
import io.oddsupdate.lookup.RedisConfig;
import io.oddsupdate.lookup.Secret;
import io.oddsupdate.odds.enrich.HotStateStore;
import io.oddsupdate.pricing.reference.Availability;
import io.oddsupdate.pricing.reference.PlayerHot;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import redis.embedded.RedisServer;

class RegisterCommandTest {
  @TempDir private Path folder;

  private record Run(int code, String out, String err) {}

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = new CommandLine(new RegisterCommand());
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return new Run(command.execute(arguments), out.toString(), err.toString());
  }

  private Path game() throws Exception {
    return Files.writeString(
        folder.resolve("game.json"),
        """
        {"game":{"gameId":"0022600009","actions":[
        {"actionNumber":4,"timeActual":"2026-12-01T00:06:30.0Z","actionType":"2pt",
         "shotResult":"Made","teamId":11,"teamTricode":"AWY","personId":101,
         "playerNameI":"A. One","scoreHome":"0","scoreAway":"2"},
        {"actionNumber":5,"timeActual":"2026-12-01T00:06:50.0Z","actionType":"3pt",
         "shotResult":"Made","teamId":22,"teamTricode":"HOM","personId":201,
         "playerNameI":"B. Two","scoreHome":"3","scoreAway":"2"}]}}
        """);
  }

  @Test
  void registersAGameOnceAndKeepsWhatAPersonHasSetSince() throws Exception {
    int redisPort;
    try (ServerSocket free = new ServerSocket(0)) {
      redisPort = free.getLocalPort();
    }
    RedisServer redis = RedisServer.newRedisServer().port(redisPort).bind("127.0.0.1").build();
    redis.start();
    URI redisUrl = URI.create("redis://127.0.0.1:" + redisPort);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
        HotStateStore hot =
            new HotStateStore(new RedisConfig(redisUrl, Secret.NONE, 1, Duration.ofSeconds(5)))) {
      createTables(postgres);
      String[] arguments = {
        "register",
        "--feed",
        game().toString(),
        "--postgres.url",
        postgres.getJdbcUrl("postgres", "postgres"),
        "--postgres.user",
        "postgres",
        "--redis.url",
        redisUrl.toString()
      };

      Run first = run(arguments);

      assertThat(first.err()).isEmpty();
      assertThat(first.code()).isZero();
      assertThat(first.out())
          .contains("game_id=nba-20261201-awy-hom", "reference_version=1", "spread=-2.5");
      assertThat(hot.get("nba", "nba-101"))
          .contains(new PlayerHot("nba-101", 1, Availability.IN, 1.0));

      hot.set("nba", "nba-101", Availability.OUT, 1.0);
      Run second = run(arguments);

      assertThat(second.out()).isEqualTo(first.out());
      assertThat(hot.get("nba", "nba-101"))
          .contains(new PlayerHot("nba-101", 2, Availability.OUT, 1.0));
    } finally {
      redis.stop();
    }
  }

  private static void createTables(EmbeddedPostgres postgres) throws Exception {
    MigrateCommand.migrate(
        "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres", "postgres", "");
  }

  @Test
  void namesTheFileThatCannotBeRead() {
    Run run = run("register", "--feed", folder.resolve("none.json").toString());

    assertThat(run.code()).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(run.err()).contains("none.json").contains("existing file");
  }

  @Test
  void saysWhatToDoWithoutASubcommand() {
    Run run = run();

    assertThat(run.code()).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(run.err()).contains("games register");
  }
}
