package io.oddsupdate.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClickHouseEndpointTest {

  @Test
  void neverShowsThePassword() {
    ClickHouseEndpoint endpoint =
        new ClickHouseEndpoint("http://host:8123", "odds", new Secret("hunter2"), "odds");

    assertThat(endpoint.toString()).contains("http://host:8123", "***").doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"host:8123", "jdbc:clickhouse://host", "", "http:// host", "ftp://host"})
  void refusesAnAddressThatIsNotHttp(String url) {
    assertThatThrownBy(() -> new ClickHouseEndpoint(url, "odds", Secret.NONE, "odds"))
        .hasMessageContaining("clickhouse.url must be an http or https address");
  }

  @Test
  void refusesATableNameThatCouldBeAStatement() {
    ClickHouseEndpoint endpoint =
        new ClickHouseEndpoint("http://host:8123", "odds", Secret.NONE, "odds");

    assertThatThrownBy(() -> ClickHouseSinkConfig.of(endpoint, "t; DROP TABLE u"))
        .hasMessageContaining("table must be a plain name");
  }
}
