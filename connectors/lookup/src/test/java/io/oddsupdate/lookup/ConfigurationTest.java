package io.oddsupdate.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void namesTheSettingThatIsWrong() {
    assertThatThrownBy(() -> LookupConfig.within(Duration.ZERO))
        .hasMessageContaining("lookup.deadline must be positive");
    assertThatThrownBy(() -> new LookupConfig(SECOND, 1, 0, 1, 1, SECOND))
        .hasMessageContaining("lookup.threads must be positive, got 0");
    assertThatThrownBy(
            () -> new RedisConfig(URI.create("http://localhost:1"), Secret.NONE, 1, SECOND))
        .hasMessageContaining("redis.url must be redis://host:port");
    assertThatThrownBy(() -> new RedisConfig(URI.create("redis:///1"), Secret.NONE, 1, SECOND))
        .hasMessageContaining("redis.url must name host and port");
    assertThatThrownBy(() -> new PostgresConfig("mysql://x", "odds", Secret.NONE, 1))
        .hasMessageContaining("postgres.url must be jdbc:postgresql://");
    assertThatThrownBy(() -> new PostgresConfig("jdbc:postgresql://h/d", " ", Secret.NONE, 1))
        .hasMessageContaining("postgres.user must not be empty");
  }

  @Test
  void neverPrintsAPassword() {
    PostgresConfig postgres =
        new PostgresConfig("jdbc:postgresql://h/d", "odds", new Secret("opensesame"), 1);
    RedisConfig redis =
        new RedisConfig(URI.create("redis://h:1/2"), new Secret("opensesame"), 1, SECOND);

    assertThat(postgres.toString() + redis).doesNotContain("opensesame").contains("***");
    assertThat(redis.database()).isEqualTo(2);
  }
}
