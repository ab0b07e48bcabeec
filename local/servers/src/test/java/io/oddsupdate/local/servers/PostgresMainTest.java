package io.oddsupdate.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresMainTest {
  private static final String PASSWORD = "it's a \\ password";

  @TempDir static Path folder;
  private static int port;
  private ServerUnderTest server;

  @BeforeEach
  void start() throws Exception {
    port = port == 0 ? ServerProcess.freePort() : port;
    server = begin(PASSWORD);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void keepsCommittedRowsThroughAKillThatAlsoEndsTheServerBelow() throws Exception {
    try (Connection connection = connect(PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS kept (id int)");
      statement.execute("INSERT INTO kept VALUES (42)");
      List<ProcessHandle> children = server.children();
      assertThat(children).isNotEmpty();
      server.kill();
      // An open connection does not keep it.
      ServerUnderTest.awaitEnd(children);
    }

    server = begin(PASSWORD);

    try (Connection connection = connect(PASSWORD);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM kept WHERE id = 42")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getInt(1)).isEqualTo(1);
    }
  }

  @Test
  void startsAgainAfterTheServerItselfWasKilled() throws Exception {
    ProcessHandle postmaster =
        server.children().stream()
            .filter(child -> child.info().commandLine().orElse("").contains("/bin/postgres -D"))
            .filter(child -> !child.info().command().orElse("").endsWith("sh"))
            .findFirst()
            .orElseThrow();
    postmaster.destroyForcibly();
    assertThat(server.exitCode()).isEqualTo(1);

    server = begin(PASSWORD);

    try (Connection connection = connect(PASSWORD)) {
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  @Test
  void letsOnlyTheOwnPasswordInAndNobodyAsSuperuser() throws Exception {
    assertThatThrownBy(() -> connect("wrong").close()).isInstanceOf(SQLException.class);
    try (Connection connection = connect(PASSWORD);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW is_superuser")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isEqualTo("off");
    }
  }

  @Test
  void takesAChangedPassword() throws Exception {
    server.close();

    server = begin("another");

    connect("another").close();
  }

  @Test
  void saysWhichPortIsTakenAndHowToChooseAnother() throws Exception {
    try (ServerUnderTest second =
        ServerUnderTest.start(
            PostgresMain.class,
            folder,
            Map.of("POSTGRES_PASSWORD", PASSWORD),
            "--port",
            Integer.toString(port),
            "--data",
            folder.resolve("second").toString())) {
      assertThat(second.exitCode()).isEqualTo(ServerProcess.EXIT_PORT_TAKEN);
      assertThat(second.output()).contains("port " + port).contains("POSTGRES_PORT");
    }
  }

  private static ServerUnderTest begin(String password) throws Exception {
    return ServerUnderTest.start(
            PostgresMain.class,
            folder,
            Map.of("POSTGRES_PASSWORD", password),
            "--port",
            Integer.toString(port),
            "--data",
            folder.resolve("data").toString())
        .ready();
  }

  private static Connection connect(String password) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/odds".formatted(port), "odds", password);
  }
}
