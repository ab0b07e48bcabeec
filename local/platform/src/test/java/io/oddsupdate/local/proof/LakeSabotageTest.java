package io.oddsupdate.local.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.avro.internal.OddsUpdate;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** The lake's table in real Parquet files of a real bucket, and what tampering with them does. */
class LakeSabotageTest {
  private static final String FOLDER = "league=nba/date=2020-12-22/";

  @TempDir static Path folder;
  private static LakeServer server;
  private static int lakes;

  private final SampleFlow flow = SampleFlow.played();
  private LakeConfig config;
  private Lake lake;

  @BeforeAll
  static void startServer() throws Exception {
    server = LakeServer.start(folder, "lake-test");
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void writeTheLake() throws Exception {
    config = server.config("odds-" + lakes++ + "/");
    lake = Lake.of(config);
    int half = flow.internal.size() / 2;
    write(FOLDER + "part-1.parquet", flow.internal.subList(0, half));
    write(FOLDER + "part-2.parquet", flow.internal.subList(half, flow.internal.size()));
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void readsEveryUpdateBackFieldByField() throws Exception {
    HopDiff diff = diff();

    assertThat(diff.findings()).isEmpty();
    assertThat(diff.records()).isEqualTo(flow.internal.size());
  }

  @Test
  void seesNoFileThatIsNotCommitted() throws Exception {
    Path half = lake.download(config.prefix() + FOLDER + "part-1.parquet", folder);
    put(FOLDER + ".part-3.parquet", half);
    put("_uploads/" + FOLDER + "part-1.parquet", half);
    put(FOLDER + "part-4.tmp", half);
    try (S3Client client = client()) {
      String key = config.prefix() + FOLDER + "part-5.parquet";
      String upload = client.createMultipartUpload(b -> b.bucket("lake-test").key(key)).uploadId();
      UploadPartResponse unused =
          client.uploadPart(
              b -> b.bucket("lake-test").key(key).uploadId(upload).partNumber(1),
              RequestBody.fromFile(half));
    }

    assertThat(diff().clean()).isTrue();
  }

  @Test
  void namesARowThatIsInTheFolderOfAnotherDay() throws Exception {
    Path moved = lake.download(config.prefix() + FOLDER + "part-2.parquet", folder);
    put("league=nba/date=2020-12-23/p.parquet", moved);
    try (S3Client client = client()) {
      DeleteObjectResponse unused =
          client.deleteObject(
              b -> b.bucket("lake-test").key(config.prefix() + FOLDER + "part-2.parquet"));
    }

    assertThat(diff().different()).isPositive();
  }

  @Test
  void namesTheLakeThatDoesNotAnswer() {
    try (Lake nowhere = Lake.of(LakeServer.nowhere())) {
      assertThatThrownBy(nowhere::keys)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("s3://none/ at http://127.0.0.1:1");
    }
  }

  @ParameterizedTest
  @EnumSource(Sabotage.Kind.class)
  void showsExactlyOneTamperedRow(Sabotage.Kind kind) throws Exception {
    String unused = new LakeSabotage(lake).apply(kind);

    HopDiff diff = diff();

    assertThat(List.of(diff.missing(), diff.extra(), diff.different()))
        .isEqualTo(
            switch (kind) {
              case DROP -> List.of(1L, 0L, 0L);
              case DOUBLE -> List.of(0L, 1L, 0L);
              case CHANGE -> List.of(0L, 0L, 1L);
            });
  }

  private HopDiff diff() throws Exception {
    return flow.expectations().parquet(new LakeTable(lake).rows("nba"));
  }

  private void put(String key, Path file) throws Exception {
    lake.upload(file, config.prefix() + key);
  }

  private S3Client client() {
    return S3Client.builder()
        .endpointOverride(server.endpoint())
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(LakeServer.ACCESS_KEY, LakeServer.SECRET_KEY)))
        .build();
  }

  private void write(String key, List<Decoded<OddsUpdate>> updates) throws Exception {
    List<String> rows = new ArrayList<>();
    for (Decoded<OddsUpdate> update : updates) {
      rows.add(row(update.value(), update.record()));
    }
    try (Scratch scratch = Scratch.create();
        Connection duckdb = LakeTable.open();
        Statement statement = duckdb.createStatement()) {
      Path file = scratch.folder().resolve("file.parquet");
      statement.execute(
          "COPY (%s) TO '%s' (FORMAT parquet)".formatted(String.join(" UNION ALL ", rows), file));
      put(key, file);
    }
  }

  private static String row(OddsUpdate update, LoggedRecord record) {
    String outcomes =
        update.getOutcomes().stream()
            .map(
                outcome ->
                    "{id: %s, name: %s, probability: %s, win: %s, half_win: %s, refund: %s, half_lose: %s, lose: %s, fair_price: %s, price: CAST(%s AS DECIMAL(18, 4)), active: %s}"
                        .formatted(
                            text(outcome.getId()),
                            text(outcome.getName()),
                            number(outcome.getProbability()),
                            number(outcome.getWin()),
                            number(outcome.getHalfWin()),
                            number(outcome.getRefund()),
                            number(outcome.getHalfLose()),
                            number(outcome.getLose()),
                            number(outcome.getFairPrice()),
                            BigDecimal.valueOf(outcome.getPrice(), 4),
                            outcome.getActive()))
            .collect(Collectors.joining(", ", "[", "]"));
    String settlement =
        update.getSettlement() == null
            ? "NULL"
            : "{certainty: %s, results: [%s]}"
                .formatted(
                    text(update.getSettlement().getCertainty().name()),
                    update.getSettlement().getResults().stream()
                        .map(
                            result ->
                                "{outcome_id: %s, settled_as: %s, void_factor: %s}"
                                    .formatted(
                                        text(result.getOutcomeId()),
                                        text(result.getSettledAs().name()),
                                        number(result.getVoidFactor())))
                        .collect(Collectors.joining(", ")));
    return "SELECT %s AS update_id, CAST(%d AS BIGINT) AS epoch, CAST(%d AS BIGINT) AS sequence, %s AS league, %s AS game_id, DATE '%s' AS game_date, CAST(%s AS VARCHAR) AS player_id, %d AS market_id, %s AS market_name, %s AS specifiers, %s AS period, %s AS status, %s AS reason, %s AS outcomes, %s AS as_of_event_id, epoch_ms(%d) AS as_of_event_time, %s AS model_id, %s AS model_version, %s AS config_version, %s AS margin_target, %s AS margin_actual, CAST(NULL AS VARCHAR) AS devig_method, CAST(NULL AS STRUCT(books INT, supplier_groups INT, oldest_quote_age_ms BIGINT, dispersion DOUBLE)) AS consensus, %s AS prior, CAST([] AS VARCHAR[]) AS defaulted, CAST(%s AS STRUCT(certainty VARCHAR, results STRUCT(outcome_id VARCHAR, settled_as VARCHAR, void_factor DOUBLE)[])) AS settlement, CAST(NULL AS VARCHAR) AS correction_of, {topic: %s, partition: %d, \"offset\": CAST(%d AS BIGINT)} AS source, epoch_ms(CAST(%s AS BIGINT)) AS received_at, epoch_ms(CAST(%s AS BIGINT)) AS computed_at, %s AS enrichment"
        .formatted(
            text(update.getUpdateId()),
            update.getEpoch(),
            update.getSequence(),
            text(update.getLeague()),
            text(update.getGameId()),
            update.getGameDate(),
            text(update.getPlayerId()),
            update.getMarket().getId(),
            text(update.getMarket().getName()),
            text(update.getMarket().getSpecifiers()),
            text(update.getMarket().getPeriod()),
            text(update.getStatus().name()),
            text(update.getReason()),
            outcomes,
            text(update.getAsOfEventId()),
            update.getAsOfEventTime().toEpochMilli(),
            text(update.getModelId()),
            text(update.getModelVersion()),
            text(update.getConfigVersion()),
            number(update.getMarginTarget()),
            number(update.getMarginActual()),
            text(update.getPrior().name()),
            settlement,
            text(record.topic()),
            record.partition(),
            record.offset(),
            record.header("received_at"),
            record.header("computed_at"),
            text(record.header("enrichment")));
  }

  private static String number(double value) {
    return "CAST('" + value + "' AS DOUBLE)";
  }

  private static String text(String value) {
    return value == null ? "NULL" : "'" + value.replace("'", "''") + "'";
  }
}
