package io.oddsupdate.analytics.current;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.analytics.SampleUpdates;
import io.oddsupdate.avro.internal.MarketStatus;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.clickhouse.Secret;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The upsert on a real Postgres. */
class CurrentOutputTest {
  private static CurrentTable postgres;

  @BeforeAll
  static void start() throws Exception {
    postgres = new CurrentTable();
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
  }

  @BeforeEach
  void clear() throws SQLException {
    postgres.clear();
  }

  /** Each is a list of {epoch, sequence} in the order of arrival; the newest is always {2, 3}. */
  static Stream<Arguments> arrivals() {
    return Stream.of(
        Arguments.of("in order", new long[][] {{1, 9}, {2, 1}, {2, 2}, {2, 3}}),
        Arguments.of("backwards", new long[][] {{2, 3}, {2, 2}, {2, 1}, {1, 9}}),
        Arguments.of("again from the start", new long[][] {{1, 1}, {2, 3}, {1, 1}, {1, 2}, {2, 1}}),
        Arguments.of("an old epoch with a high sequence", new long[][] {{2, 3}, {1, 1_000}}),
        Arguments.of("the newest twice", new long[][] {{2, 3}, {2, 3}}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("arrivals")
  void neverTurnsAMarketBack(String order, long[][] arrivals) throws SQLException {
    List<OddsUpdate> updates =
        Arrays.stream(arrivals).map(each -> update(each[0], each[1])).toList();

    upsert(updates);

    assertThat(postgres.rows().values())
        .containsExactly(OutcomesText.sorted(CurrentRow.of(update(2, 3))));
  }

  @Test
  void keepsAPlayersMarketApart() throws SQLException {
    upsert(List.of(SampleUpdates.update(1), SampleUpdates.update(9)));

    assertThat(postgres.rows()).hasSize(2);
    assertThat(postgres.rows().get("nba-20260131-GSW-BKN|225|total=201.5|").playerId()).isNull();
    assertThat(postgres.rows().get("nba-20260131-GSW-BKN|768|total=209.5|nba-209").playerId())
        .isEqualTo("nba-209");
  }

  @Test
  void refusesAnAddressThatWouldMergeTheRowsOfAMarket() {
    assertThatThrownBy(
            () ->
                new CurrentOutput(
                    "jdbc:postgresql://localhost/odds?reWriteBatchedInserts=true",
                    "odds",
                    Secret.NONE))
        .hasMessageContaining("postgres.url must not set reWriteBatchedInserts=true");
  }

  private static OddsUpdate update(long epoch, long sequence) {
    OddsUpdate update = SampleUpdates.update(1);
    update.setEpoch(epoch);
    update.setSequence(sequence);
    update.setUpdateId("nba-20260131-GSW-BKN|225|total=201.5|#" + epoch + "." + sequence);
    update.setStatus(sequence % 2 == 0 ? MarketStatus.SUSPENDED : MarketStatus.ACTIVE);
    update.getOutcomes().get(0).setPrice(10_000 * epoch + sequence);
    return update;
  }

  /** All in one batch, as the sink does. */
  private static void upsert(List<OddsUpdate> updates) throws SQLException {
    try (Connection connection = postgres.connect();
        PreparedStatement statement = connection.prepareStatement(CurrentOutput.UPSERT)) {
      for (OddsUpdate update : updates) {
        CurrentOutput.bind(statement, CurrentRow.of(update));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
