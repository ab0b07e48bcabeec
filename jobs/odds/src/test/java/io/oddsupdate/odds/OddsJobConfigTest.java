package io.oddsupdate.odds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OddsJobConfigTest {
  private static final List<String> NEEDED =
      List.of(
          "--core.bootstrap.servers", "127.0.0.1:19092",
          "--schema.registry.url", "http://127.0.0.1:18081",
          "--postgres.url", "jdbc:postgresql://127.0.0.1:15432/odds",
          "--postgres.user", "odds",
          "--redis.url", "redis://127.0.0.1:16379");

  @Test
  void hasDefaultsForEverythingThatIsTheSameEverywhere() {
    OddsJobConfig config = OddsJobConfig.parse(NEEDED.toArray(String[]::new), Map.of());

    assertThat(config.leagues()).containsExactly("nba", "nfl", "mlb", "nhl", "epl");
    assertThat(config.jobName()).isEqualTo("odds-nba-nfl-mlb-nhl-epl");
    assertThat(config.transactionalIdPrefix()).isEqualTo("odds-nba-nfl-mlb-nhl-epl");
    assertThat(parse(Map.of(), "--leagues", "nba").jobName()).isEqualTo("odds-nba");
    assertThat(config.transactionTimeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.enrich().deadline()).isEqualTo(Duration.ofMillis(200));
    assertThat(config.enrich().referenceFor()).isEqualTo(Duration.ofMillis(1000));
    assertThat(config.enrich().hotFor()).isEqualTo(Duration.ofMillis(200));
    assertThat(config.enrich().maxInFlight()).isEqualTo(256);
    assertThat(config.enrich().postgres().password().isPresent()).isFalse();
  }

  @Test
  void readsEveryArgument() {
    OddsJobConfig config =
        parse(
            Map.of("POSTGRES_PASSWORD", "p", "REDIS_PASSWORD", "r"),
            "--lookup.deadline-ms",
            "70",
            "--lookup.cache-ms",
            "71",
            "--lookup.hot-cache-ms",
            "72",
            "--lookup.max-in-flight",
            "73",
            "--transactional-id-prefix",
            "mine",
            "--transaction.timeout-ms",
            "74");

    assertThat(config.enrich().deadline()).isEqualTo(Duration.ofMillis(70));
    assertThat(config.enrich().referenceFor()).isEqualTo(Duration.ofMillis(71));
    assertThat(config.enrich().hotFor()).isEqualTo(Duration.ofMillis(72));
    assertThat(config.enrich().maxInFlight()).isEqualTo(73);
    assertThat(config.transactionalIdPrefix()).isEqualTo("mine");
    assertThat(config.transactionTimeout()).isEqualTo(Duration.ofMillis(74));
    assertThat(config.enrich().postgres().password().value()).isEqualTo("p");
    assertThat(config.enrich().redis().password().value()).isEqualTo("r");
    assertThat(config.toString()).doesNotContain("value=p").doesNotContain("value=r");
  }

  @Test
  void takesAnAddressThatIsNoArgumentFromTheEnvironment() {
    OddsJobConfig config =
        OddsJobConfig.parse(
            new String[0],
            Map.of(
                "CORE_BOOTSTRAP_SERVERS", "b-1.core:9098",
                "SCHEMA_REGISTRY_URL", "https://registry",
                "POSTGRES_URL", "jdbc:postgresql://db:5432/odds",
                "POSTGRES_USER", "odds",
                "REDIS_URL", "rediss://cache:6379"));

    assertThat(config.kafka()).isEqualTo(Map.of("bootstrap.servers", "b-1.core:9098"));
    assertThat(config.registryUrl()).isEqualTo("https://registry");
    assertThat(config.enrich().postgres().url()).isEqualTo("jdbc:postgresql://db:5432/odds");
    assertThat(config.enrich().postgres().user()).isEqualTo("odds");
    assertThat(config.enrich().redis().url()).hasToString("rediss://cache:6379");
    assertThat(parse(Map.of("POSTGRES_USER", "other")).enrich().postgres().user())
        .isEqualTo("odds");
  }

  @Test
  void handsTheLoginToTheKafkaClients() {
    assertThat(
            parse(
                    Map.of(),
                    "--core.security.protocol",
                    "SASL_SSL",
                    "--core.sasl.mechanism",
                    "AWS_MSK_IAM")
                .kafka())
        .isEqualTo(
            Map.of(
                "bootstrap.servers", "127.0.0.1:19092",
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "AWS_MSK_IAM"));
  }

  @ParameterizedTest
  @CsvSource({
    "--core.isolation.level, read_uncommitted, unknown argument '--core.isolation.level'",
    "--core.sasl.mechanisms, PLAIN, unknown argument '--core.sasl.mechanisms'",
    "--lookup.deadline, 5, unknown argument '--lookup.deadline'",
    "lookup.deadline-ms, 5, unknown argument 'lookup.deadline-ms'",
    "--lookup.deadline-ms, soon, --lookup.deadline-ms must be a whole number",
    "--lookup.deadline-ms, 0, must be positive",
    "--lookup.max-in-flight, 0, lookup.max-in-flight must be positive",
    "--transaction.timeout-ms, -1, --transaction.timeout-ms must be positive",
    "--redis.url, redis://127.0.0.1:1, --redis.url is given twice"
  })
  void namesTheArgumentThatIsWrong(String key, String value, String message) {
    assertThatThrownBy(() -> parse(Map.of(), key, value)).hasMessageContaining(message);
  }

  @Test
  void namesTheArgumentThatIsMissing() {
    for (int i = 0; i < NEEDED.size(); i += 2) {
      List<String> without = new ArrayList<>(NEEDED);
      String key = without.remove(i);
      without.remove(i);

      assertThatThrownBy(() -> OddsJobConfig.parse(without.toArray(String[]::new), Map.of()))
          .hasMessageContaining(key + " is missing");
    }
  }

  private static OddsJobConfig parse(Map<String, String> environment, String... more) {
    List<String> args = new ArrayList<>(NEEDED);
    args.addAll(List.of(more));
    return OddsJobConfig.parse(args.toArray(String[]::new), environment);
  }
}
