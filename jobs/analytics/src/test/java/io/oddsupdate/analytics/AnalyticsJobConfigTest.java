package io.oddsupdate.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.clickhouse.BatchLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyticsJobConfigTest {
  private final Map<String, String> given = new LinkedHashMap<>();

  AnalyticsJobConfigTest() {
    given.put("leagues", "nba,nfl");
    given.put("core.bootstrap.servers", "127.0.0.1:19092");
    given.put("schema.registry.url", "http://127.0.0.1:18081/apis/ccompat/v7");
    given.put("clickhouse.url", "http://127.0.0.1:18123");
    given.put("parquet.path", "s3://odds/lake");
    given.put("postgres.url", "jdbc:postgresql://127.0.0.1:15432/odds");
    given.put("postgres.user", "odds");
  }

  @Test
  void hasDefaultsForWhatMayBeLeftOut() {
    AnalyticsJobConfig config = parse(Map.of());

    assertThat(config.log().leagues()).containsExactly("nba", "nfl");
    assertThat(config.clickhouse().endpoint().user()).isEqualTo("default");
    assertThat(config.clickhouse().endpoint().database()).isEqualTo("odds");
    assertThat(config.clickhouse().limits()).isEqualTo(BatchLimits.DEFAULT);
    assertThat(config.current().password().value()).isEmpty();
  }

  @Test
  void takesEveryKey() {
    given.put("clickhouse.user", "writer");
    given.put("clickhouse.database", "odds_test");
    given.put("clickhouse.batch.rows", "5");
    given.put("clickhouse.batch.bytes", "600");
    given.put("clickhouse.batch.age-ms", "70");

    AnalyticsJobConfig config = parse(Map.of());

    assertThat(config.registryUrl()).isEqualTo("http://127.0.0.1:18081/apis/ccompat/v7");
    assertThat(config.log().bootstrapServers()).isEqualTo("127.0.0.1:19092");
    assertThat(config.clickhouse().endpoint().url()).isEqualTo("http://127.0.0.1:18123");
    assertThat(config.clickhouse().endpoint().user()).isEqualTo("writer");
    assertThat(config.clickhouse().endpoint().database()).isEqualTo("odds_test");
    assertThat(config.clickhouse().limits())
        .isEqualTo(new BatchLimits(5, 600, Duration.ofMillis(70)));
    assertThat(config.lake().path()).isEqualTo("s3://odds/lake");
    assertThat(config.current().url()).isEqualTo("jdbc:postgresql://127.0.0.1:15432/odds");
    assertThat(config.current().user()).isEqualTo("odds");
  }

  @Test
  void takesPasswordsFromTheEnvironmentAndNeverShowsThem() {
    AnalyticsJobConfig config =
        parse(Map.of("POSTGRES_PASSWORD", "hunter2", "CLICKHOUSE_PASSWORD", "swordfish"));

    assertThat(config.current().password().value()).isEqualTo("hunter2");
    assertThat(config.clickhouse().endpoint().password().value()).isEqualTo("swordfish");
    assertThat(config.toString()).doesNotContain("hunter2", "swordfish").contains("***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "leagues",
        "core.bootstrap.servers",
        "schema.registry.url",
        "clickhouse.url",
        "parquet.path",
        "postgres.url",
        "postgres.user"
      })
  void namesAKeyThatIsMissing(String key) {
    given.remove(key);

    assertThatThrownBy(() -> parse(Map.of())).hasMessage("--" + key + " must be given");
  }

  @ParameterizedTest
  @CsvSource({
    "leagues, NBA, leagues must be a list such as",
    "leagues, 'nba,', leagues must be a list such as",
    "schema.registry.url, localhost:8081, schema.registry.url must be an http",
    "clickhouse.url, localhost, clickhouse.url must be an http",
    "clickhouse.database, 'odds; DROP', clickhouse.database must be a plain name",
    "clickhouse.batch.rows, many, --clickhouse.batch.rows must be a number",
    "clickhouse.batch.rows, 0, batch rows must be at least 1",
    "parquet.path, /data, parquet.path must be an address",
    "postgres.url, http://db, postgres.url must start with jdbc:postgresql:"
  })
  void namesAKeyWhoseValueIsWrong(String key, String value, String message) {
    given.put(key, value);

    assertThatThrownBy(() -> parse(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void namesAKeyThatDoesNotExist() {
    given.put("clickhouse.usr", "writer");

    assertThatThrownBy(() -> parse(Map.of()))
        .hasMessageContaining("unknown: --clickhouse.usr; known: [")
        .hasMessageContaining("clickhouse.user");
  }

  @Test
  void namesAKeyWithoutAValue() {
    assertThatThrownBy(() -> AnalyticsJobConfig.parse(new String[] {"--leagues"}, Map.of()))
        .hasMessage("--leagues has no value");
    assertThatThrownBy(() -> AnalyticsJobConfig.parse(new String[] {"leagues", "nba"}, Map.of()))
        .hasMessageContaining("expected a key, got 'leagues'");
  }

  private AnalyticsJobConfig parse(Map<String, String> environment) {
    List<String> args = new ArrayList<>();
    given.forEach(
        (key, value) -> {
          args.add("--" + key);
          args.add(value);
        });
    return AnalyticsJobConfig.parse(args.toArray(String[]::new), environment);
  }
}
