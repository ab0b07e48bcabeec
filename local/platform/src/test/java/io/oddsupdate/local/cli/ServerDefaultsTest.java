package io.oddsupdate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

class ServerDefaultsTest {
  @Test
  void areTheServersThatAPlatformWithTheSameVariablesUses() {
    Map<String, String> variables =
        Map.of(
            "POSTGRES_URL", "jdbc:postgresql://db:5432/odds",
            "POSTGRES_USER", "me",
            "REGISTRY_PORT", "18099");

    assertThat(option(variables, "--postgres.url", "migrate"))
        .isEqualTo("jdbc:postgresql://db:5432/odds");
    assertThat(option(variables, "--postgres.user", "migrate")).isEqualTo("me");
    assertThat(option(variables, "--schema.registry.url", "schemas", "push"))
        .isEqualTo("http://127.0.0.1:18099/apis/ccompat/v7");
  }

  @Test
  void giveWayToAnOption() {
    Map<String, String> variables = Map.of("POSTGRES_USER", "me");

    assertThat(option(variables, "--postgres.user", "migrate", "--postgres.user", "you"))
        .isEqualTo("you");
  }

  @Test
  void reachTheCommandsOfEveryRoom() {
    Map<String, String> variables = Map.of("CORE_BOOTSTRAP_SERVERS", "kafka:9092");

    assertThat(
            option(
                variables,
                "--core.bootstrap.servers",
                "mirror",
                "skip",
                "--topic=t",
                "--partition=0",
                "--offset=1"))
        .isEqualTo("kafka:9092");
  }

  private static Object option(Map<String, String> variables, String name, String... arguments) {
    CommandLine line = new CommandLine(new OddsCli());
    line.setDefaultValueProvider(new ServerDefaults(variables));
    ParseResult parsed = line.parseArgs(arguments);
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    return parsed.commandSpec().findOption(name).getValue();
  }
}
