package io.oddsupdate.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdapterConfigTest {
  private static Map<String, String> required() {
    Map<String, String> settings = new HashMap<>();
    settings.put("adapter.core.bootstrap.servers", "127.0.0.1:19092");
    settings.put("adapter.schema.registry.url", "http://127.0.0.1:18081/apis/ccompat/v7");
    settings.put("adapter.postgres.url", "jdbc:postgresql://127.0.0.1:15432/odds");
    settings.put("adapter.postgres.user", "odds");
    return settings;
  }

  @Test
  void hasDefaultsForAllButTheServers() {
    AdapterConfig config = AdapterConfig.parse(required());

    assertThat(config.feed().vendor()).isEqualTo("nba-livedata");
    assertThat(config.feed().league()).isEqualTo("nba");
    assertThat(config.feed().silence()).isEqualTo(Duration.ofSeconds(20));
    assertThat(config.feed().rememberAnswers()).isEqualTo(Duration.ofSeconds(600));
    assertThat(config.feed().keepAfterEnd()).isEqualTo(Duration.ofHours(48));
    assertThat(config.http().host()).isEqualTo("127.0.0.1");
    assertThat(config.http().port()).isEqualTo(8088);
    assertThat(config.http().tolerance()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.http().maxBodyBytes()).isEqualTo(4 << 20);
  }

  @Test
  void namesTheKeyThatIsMissing() {
    for (String key : required().keySet()) {
      Map<String, String> settings = required();
      settings.remove(key);
      assertThatThrownBy(() -> AdapterConfig.parse(settings)).hasMessage(key + " must be set");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "adapter.htpp.port, adapter.http.port",
    "adapter.feed.silence, adapter.feed.silence-ms",
    "adapter.core.boostrap.servers, adapter.core.bootstrap.servers",
    "adapter.core.lingerms, adapter.core.linger.ms",
    "adapter.body.maxbytes, adapter.body.max-bytes"
  })
  void refusesATypoAndSaysWhatWasMeant(String typo, String meant) {
    Map<String, String> settings = required();
    settings.put(typo, "1");
    assertThatThrownBy(() -> AdapterConfig.parse(settings))
        .hasMessage("unknown key " + typo + ": did you mean " + meant + "?");
  }

  @ParameterizedTest
  @CsvSource({
    "adapter.http.port, 70000, adapter.http.port must be from 0 to 65535",
    "adapter.http.port, many, 'adapter.http.port must be a whole number, got many'",
    "adapter.webhook.tolerance-s, 0, adapter.webhook.tolerance-s must be positive",
    "adapter.feed.silence-ms, -1, adapter.feed.silence-ms must be 0 (off) or positive",
    "adapter.json.max-depth, 1, adapter.json.max-depth must be at least 4",
    "adapter.body.max-bytes, 0, adapter.body.max-bytes must be from 1 to 67108864",
    "adapter.queue.max-requests, 0, adapter.queue.max-requests must be positive"
  })
  void refusesAValueAndSaysWhatWouldBeRight(String key, String value, String message) {
    Map<String, String> settings = required();
    settings.put(key, value);
    assertThatThrownBy(() -> AdapterConfig.parse(settings)).hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource({"transactional.id", "isolation.level", "acks", "enable.idempotence"})
  void refusesWhatCorrectnessRestsOn(String property) {
    Map<String, String> settings = required();
    settings.put("adapter.core." + property, "x");
    assertThatThrownBy(() -> AdapterConfig.parse(settings))
        .hasMessageStartingWith("unknown key adapter.core." + property);
  }

  @Test
  void takesSecretsFromTheEnvironmentAndNeverShowsThem() {
    String secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    Map<String, String> environment =
        Map.of("WEBHOOK_SECRET_NBA_LIVEDATA", secret + " " + secret, "POSTGRES_PASSWORD", "pw");

    AdapterSecrets secrets = AdapterSecrets.from(environment, "nba-livedata");

    assertThat(secrets.webhooks().keys()).hasSize(2);
    assertThat(secrets).hasToString("***");
    assertThatThrownBy(() -> AdapterSecrets.from(Map.of(), "nba-livedata"))
        .hasMessage(
            "the environment variable WEBHOOK_SECRET_NBA_LIVEDATA must hold whsec_<base64>");
  }
}
