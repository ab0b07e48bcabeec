package io.oddsupdate.local.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.internal.Outcome;
import io.oddsupdate.avro.internal.OutcomeResult;
import io.oddsupdate.lookup.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The archive in the real ClickHouse engine, and what tampering with it does. */
class ClickHouseSabotageTest {
  @TempDir static Path folder;
  private static LocalServer clickhouse;
  private static HttpQueries queries;
  private static String url;

  private final SampleFlow flow = SampleFlow.played();

  @BeforeAll
  static void start() throws Exception {
    int port = LocalServer.freePort();
    url = "http://127.0.0.1:" + port;
    clickhouse =
        LocalServer.start(
            "io.oddsupdate.local.servers.ClickHouseMain",
            folder,
            "--port",
            Integer.toString(port),
            "--data",
            folder.resolve("clickhouse").toString());
    queries = new HttpQueries(url, "default", "");
    try (InputStream ddl =
        ClickHouseSabotageTest.class.getResourceAsStream("/clickhouse/V1__odds_updates.sql")) {
      String statements = new String(ddl.readAllBytes(), StandardCharsets.UTF_8);
      for (String statement : statements.split(";\n", -1)) {
        if (!statement.isBlank()) {
          queries.run(statement);
        }
      }
    }
  }

  @AfterAll
  static void stop() {
    clickhouse.close();
  }

  @BeforeEach
  void fill() throws IOException {
    queries.run("TRUNCATE TABLE odds.odds_updates");
    insert();
  }

  @Test
  void readsEveryUpdateBackFieldByField() throws IOException {
    HopDiff diff = diff();

    assertThat(diff.findings()).isEmpty();
    assertThat(diff.records()).isEqualTo(flow.internal.size());
  }

  @Test
  void seesARowOnceHoweverOftenItWasInserted() throws IOException {
    insert();

    assertThat(diff().clean()).isTrue();
    assertThat(new ClickHouseTable(queries, "odds").held("nba"))
        .isGreaterThanOrEqualTo(flow.internal.size());
  }

  @ParameterizedTest
  @EnumSource(Sabotage.Kind.class)
  void showsExactlyOneTamperedRow(Sabotage.Kind kind) throws IOException {
    new ClickHouseSabotage(config()).apply(kind);

    HopDiff diff = diff();

    assertThat(List.of(diff.missing(), diff.extra(), diff.different()))
        .isEqualTo(
            switch (kind) {
              case DROP -> List.of(1L, 0L, 0L);
              case DOUBLE -> List.of(0L, 1L, 0L);
              case CHANGE -> List.of(0L, 0L, 1L);
            });
  }

  private HopDiff diff() throws IOException {
    return flow.expectations().clickhouse(new ClickHouseTable(queries, "odds").rows("nba"));
  }

  private void insert() throws IOException {
    String rows = flow.internal.stream().map(this::row).collect(Collectors.joining(", "));
    queries.run(
        "INSERT INTO odds.odds_updates (league, game_id, market_id, specifiers, player_id, epoch,"
            + " sequence, update_id, game_date, market_name, period, status, reason, outcomes.id,"
            + " outcomes.name, outcomes.probability, outcomes.win, outcomes.half_win,"
            + " outcomes.refund, outcomes.half_lose, outcomes.lose, outcomes.fair_price,"
            + " outcomes.price, outcomes.active, as_of_event_id, as_of_event_time, model_id,"
            + " model_version, config_version, margin_target, margin_actual, prior, defaulted,"
            + " settlement_certainty, settlement_results.outcome_id, settlement_results.settled_as,"
            + " settlement_results.void_factor, topic, partition, offset, received_at, computed_at,"
            + " enrichment) VALUES "
            + rows);
  }

  private String row(Decoded<OddsUpdate> logged) {
    OddsUpdate update = logged.value();
    LoggedRecord record = logged.record();
    List<OutcomeResult> results =
        update.getSettlement() == null ? List.of() : update.getSettlement().getResults();
    List<Object> values = new ArrayList<>();
    values.addAll(Arrays.asList(update.getLeague(), update.getGameId()));
    values.add(update.getMarket().getId());
    values.add(update.getMarket().getSpecifiers());
    values.add(update.getPlayerId() == null ? "" : update.getPlayerId());
    values.addAll(Arrays.asList(update.getEpoch(), update.getSequence(), update.getUpdateId()));
    values.add(update.getGameDate().toString());
    values.add(update.getMarket().getName());
    values.add(update.getMarket().getPeriod());
    values.addAll(Arrays.asList(update.getStatus().name(), update.getReason()));
    for (Function<Outcome, Object> part : OUTCOME_PARTS) {
      values.add(update.getOutcomes().stream().map(part).toList());
    }
    values.add(update.getAsOfEventId());
    values.add(BigDecimal.valueOf(update.getAsOfEventTime().toEpochMilli(), 3));
    values.addAll(
        Arrays.asList(update.getModelId(), update.getModelVersion(), update.getConfigVersion()));
    values.addAll(Arrays.asList(update.getMarginTarget(), update.getMarginActual()));
    values.add(update.getPrior().name());
    values.add(update.getDefaulted());
    values.add(
        update.getSettlement() == null ? null : update.getSettlement().getCertainty().name());
    values.add(results.stream().map(result -> (Object) result.getOutcomeId()).toList());
    values.add(results.stream().map(result -> (Object) result.getSettledAs().name()).toList());
    values.add(results.stream().map(result -> (Object) result.getVoidFactor()).toList());
    values.addAll(Arrays.asList(record.topic(), record.partition(), record.offset()));
    values.add(new BigDecimal(record.header("received_at")).movePointLeft(3));
    values.add(new BigDecimal(record.header("computed_at")).movePointLeft(3));
    values.add(record.header("enrichment"));
    return values.stream()
        .map(ClickHouseSabotageTest::sql)
        .collect(Collectors.joining(",", "(", ")"));
  }

  private static final List<Function<Outcome, Object>> OUTCOME_PARTS =
      List.of(
          Outcome::getId,
          Outcome::getName,
          Outcome::getProbability,
          Outcome::getWin,
          Outcome::getHalfWin,
          Outcome::getRefund,
          Outcome::getHalfLose,
          Outcome::getLose,
          Outcome::getFairPrice,
          outcome -> BigDecimal.valueOf(outcome.getPrice(), 4),
          Outcome::getActive);

  private static String sql(Object value) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof Collection<?> values) {
      return values.stream()
          .map(ClickHouseSabotageTest::sql)
          .collect(Collectors.joining(",", "[", "]"));
    }
    return value instanceof String text ? "'" + text.replace("'", "\\'") + "'" : value.toString();
  }

  private static ProofConfig config() {
    return new ProofConfig(
        "nba",
        "127.0.0.1:1",
        "127.0.0.1:1",
        "http://127.0.0.1:1",
        url,
        "default",
        "",
        "odds",
        LakeServer.nowhere(),
        "jdbc:postgresql://127.0.0.1:1/odds",
        "odds",
        "",
        "redis://127.0.0.1:1",
        Secret.NONE,
        java.util.Set::of,
        folder.resolve("report.json"));
  }
}
