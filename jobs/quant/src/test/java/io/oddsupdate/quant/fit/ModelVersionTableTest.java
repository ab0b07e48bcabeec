package io.oddsupdate.quant.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against the real table, with the trigger that refuses changes. */
class ModelVersionTableTest {
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws IOException, SQLException {
    postgres = EmbeddedPostgres.builder().start();
    try (InputStream schema =
            ModelVersionTableTest.class.getResourceAsStream(
                "/postgres/V1__reference_and_current.sql");
        Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  private static ModelVersionTable table() {
    return new ModelVersionTable(
        postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
  }

  private static NewVersion version(String name, double edge) {
    Constants constants =
        new Constants(Map.of("home_edge", List.of(edge), "shares", List.of(0.5, 0.5)));
    return new NewVersion(League.NFL, new ModelVersion("nfl-margin", name, constants), "12 games");
  }

  @Test
  void addsARowWithItsConstantsAndProvenance() throws SQLException {
    assertThat(table().add(version("nfl-2030.1", 2))).isTrue();

    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT league, model_id, constants->>'home_edge', constants->'shares'->>1,"
                    + " provenance FROM model_versions WHERE model_version = 'nfl-2030.1'")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isEqualTo("nfl");
      assertThat(row.getString(2)).isEqualTo("nfl-margin");
      assertThat(row.getDouble(3)).isEqualTo(2);
      assertThat(row.getDouble(4)).isEqualTo(0.5);
      assertThat(row.getString(5)).isEqualTo("12 games");
    }
  }

  @Test
  void addsTheSameVersionOnce() throws SQLException {
    assertThat(table().add(version("nfl-2030.2", 2.5))).isTrue();
    assertThat(table().add(version("nfl-2030.2", 2.5))).isFalse();
  }

  @Test
  void refusesAVersionThatHasOtherContent() throws SQLException {
    table().add(version("nfl-2030.3", 2.5));

    assertThatThrownBy(() -> table().add(version("nfl-2030.3", 2.6)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nfl-2030.3 is in model_versions already, with other content");
  }
}
