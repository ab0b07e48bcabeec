package io.oddsupdate.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.GenericRecord;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client of the analytics job against the engine; the engine needs npm once. */
class ClickHouseMainTest {
  private static final String DDL =
      "CREATE TABLE %s (k UInt64, v UInt64, price Decimal(18,4), at DateTime64(3), books"
          + " Array(String)) ENGINE = ReplacingMergeTree(v) ORDER BY k";

  @TempDir static Path folder;
  private static int port;
  private static ServerUnderTest server;
  private static Client client;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        ChDbLibrary.installed() || npmAnswers(),
        "the ClickHouse engine is not installed and npm, which installs it, is not there");
    port = ServerProcess.freePort();
    server = begin();
    client = client(false, false);
    curl("", "CREATE DATABASE odds");
  }

  @AfterAll
  static void stop() {
    if (client != null) {
      client.close();
      server.close();
    }
  }

  @Test
  void answersThePing() {
    assertThat(client.ping()).isTrue();
  }

  @Test
  void keepsAcknowledgedRowsThroughAKill() throws Exception {
    execute(client, DDL.formatted("kept"));
    insertRowBinary(client, "kept", 1, 1, new BigDecimal("1.9100"));

    server.kill();
    server = begin();

    List<GenericRecord> rows = client.queryAll("SELECT * FROM kept");
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).getBigDecimal("price")).isEqualByComparingTo("1.91");
  }

  @Test
  void keepsDecimalsTimesAndArraysOfARowBinaryInsert() throws Exception {
    execute(client, DDL.formatted("typed"));

    try (InsertResponse response = insertRowBinary(client, "typed", 7, 1, new BigDecimal("2.05"))) {
      assertThat(response.getWrittenRows()).isEqualTo(1);
    }

    GenericRecord row = client.queryAll("SELECT * FROM typed").get(0);
    assertThat(row.getLong("k")).isEqualTo(7);
    assertThat(row.getBigDecimal("price")).isEqualByComparingTo("2.05");
    assertThat(row.getZonedDateTime("at").toInstant().toEpochMilli()).isEqualTo(1_767_225_600_123L);
    assertThat(row.<String>getList("books")).containsExactly("pinnacle", "circa");
  }

  @Test
  void readsJsonRows() throws Exception {
    execute(client, DDL.formatted("json"));

    insertJson(
        client, "json", "{\"k\":1,\"v\":1,\"price\":\"1.5\",\"books\":[\"a'b\"]}\n{\"k\":2}\n");

    assertThat(client.queryAll("SELECT * FROM json ORDER BY k"))
        .extracting(row -> row.getLong("k"))
        .containsExactly(1L, 2L);
  }

  @Test
  void showsOnlyTheNewestVersionUnderFinal() throws Exception {
    execute(client, DDL.formatted("versions"));
    insertRowBinary(client, "versions", 1, 2, new BigDecimal("2.0")).close();
    insertRowBinary(client, "versions", 1, 1, new BigDecimal("1.0")).close();

    List<GenericRecord> rows = client.queryAll("SELECT * FROM versions FINAL");

    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).getBigDecimal("price")).isEqualByComparingTo("2");
  }

  @Test
  void bindsParametersWithoutReadingThemAsSql() throws Exception {
    List<GenericRecord> rows;
    try (var records =
        client
            .queryRecords(
                "SELECT {text:String} AS text, {n:UInt64} + 1 AS n, {d:Decimal(18,4)} AS d",
                Map.of("text", "it's; DROP", "n", 41, "d", "1.25"),
                new QuerySettings())
            .get(10, TimeUnit.SECONDS)) {
      rows = StreamSupport.stream(records.spliterator(), false).toList();
    }

    assertThat(rows.get(0).getString("text")).isEqualTo("it's; DROP");
    assertThat(rows.get(0).getLong("n")).isEqualTo(42);
    assertThat(rows.get(0).getBigDecimal("d")).isEqualByComparingTo("1.25");
  }

  @Test
  void namesTheErrorsCode() {
    assertThatThrownBy(() -> execute(client, "SELECT * FROM no_such_table"))
        .isInstanceOfSatisfying(
            ServerException.class, error -> assertThat(error.getCode()).isEqualTo(60));
    assertThatThrownBy(() -> execute(client, "SELEKT 1"))
        .isInstanceOfSatisfying(
            ServerException.class, error -> assertThat(error.getCode()).isEqualTo(62));
  }

  @Test
  void refusesARowThatCannotBeReadAndStaysUsable() throws Exception {
    execute(client, DDL.formatted("refusing"));

    assertThatThrownBy(() -> insertJson(client, "refusing", "{\"k\":\"not a number\"}\n"))
        .hasStackTraceContaining("27");

    assertThat(client.queryAll("SELECT * FROM refusing")).isEmpty();
  }

  @Test
  void servesAClientThatCompressesBothWays() throws Exception {
    try (Client compressing = client(true, true)) {
      execute(compressing, DDL.formatted("packed"));
      StringBuilder rows = new StringBuilder();
      for (int k = 0; k < 20_000; k++) {
        rows.append("{\"k\":").append(k).append(",\"v\":1,\"books\":[\"circa\",\"circa\"]}\n");
      }

      insertJson(compressing, "packed", rows.toString());

      assertThat(compressing.queryAll("SELECT * FROM packed")).hasSize(20_000);
      assertThatThrownBy(() -> compressing.queryAll("SELECT * FROM no_such_table"))
          .hasStackTraceContaining("UNKNOWN_TABLE");
    }
  }

  @Test
  void refusesABodyThatIsNoCompressedBlock() throws Exception {
    HttpResponse<String> response = post("?decompress=1", "this is no compressed block at all");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("CANNOT_DECOMPRESS");
  }

  @Test
  void appliesSettingsToTheirRequestOnly() throws Exception {
    assertThat(curl("?max_threads=3", "SELECT getSetting('max_threads')")).isEqualTo("3\n");

    for (int i = 0; i < 12; i++) {
      assertThat(curl("", "SELECT getSetting('max_threads')")).isNotEqualTo("3\n");
    }
  }

  @Test
  void takesDataBehindTheStatementInOneBody() throws Exception {
    curl("?database=odds", DDL.formatted("one_body"));

    curl("?database=odds", "INSERT INTO one_body (k) FORMAT JSONEachRow\n{\"k\":5}");
    curl("?database=odds&query=INSERT%20INTO%20one_body%20(k)%20VALUES", "(6), (7)");

    assertThat(curl("?database=odds", "SELECT k FROM one_body ORDER BY k FORMAT CSV"))
        .isEqualTo("5\n6\n7\n");
  }

  @Test
  void saysWhichPortIsTakenAndHowToChooseAnother() throws Exception {
    try (ServerUnderTest second =
        ServerUnderTest.start(
            ClickHouseMain.class,
            folder,
            Map.of(),
            "--port",
            Integer.toString(port),
            "--data",
            folder.resolve("second").toString())) {
      assertThat(second.exitCode()).isEqualTo(ServerProcess.EXIT_PORT_TAKEN);
      assertThat(second.output()).contains("port " + port).contains("CLICKHOUSE_PORT");
    }
  }

  private static ServerUnderTest begin() throws Exception {
    return ServerUnderTest.start(
            ClickHouseMain.class,
            folder,
            Map.of(),
            "--port",
            Integer.toString(port),
            "--data",
            folder.resolve("data").toString())
        .ready();
  }

  private static Client client(boolean compressRequests, boolean compressAnswers) {
    return new Client.Builder()
        .addEndpoint("http://127.0.0.1:" + port)
        .setUsername("default")
        .setPassword("")
        .setDefaultDatabase("odds")
        .compressClientRequest(compressRequests)
        .compressServerResponse(compressAnswers)
        .serverSetting("async_insert", "0")
        .build();
  }

  private static void execute(Client client, String sql) throws Exception {
    client.execute(sql).get(20, TimeUnit.SECONDS).close();
  }

  private static InsertResponse insertRowBinary(
      Client client, String table, long k, long v, BigDecimal price) throws Exception {
    ByteBuffer row = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    row.putLong(k).putLong(v).putLong(price.setScale(4).unscaledValue().longValueExact());
    row.putLong(1_767_225_600_123L).put((byte) 2);
    for (String book : List.of("pinnacle", "circa")) {
      row.put((byte) book.length()).put(book.getBytes(StandardCharsets.UTF_8));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(row.array(), 0, row.position());
    return client
        .insert(
            table,
            new ByteArrayInputStream(bytes.toByteArray()),
            ClickHouseFormat.RowBinary,
            new InsertSettings())
        .get(20, TimeUnit.SECONDS);
  }

  private static void insertJson(Client client, String table, String rows) throws Exception {
    client
        .insert(
            table,
            new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)),
            ClickHouseFormat.JSONEachRow,
            new InsertSettings())
        .get(20, TimeUnit.SECONDS)
        .close();
  }

  private static String curl(String parameters, String body) throws Exception {
    HttpResponse<String> response = post(parameters, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private static HttpResponse<String> post(String parameters, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + parameters))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static boolean npmAnswers() throws InterruptedException {
    try {
      return new ProcessBuilder("npm", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
