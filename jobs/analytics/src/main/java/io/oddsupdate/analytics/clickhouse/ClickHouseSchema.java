package io.oddsupdate.analytics.clickhouse;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.command.CommandResponse;
import io.oddsupdate.clickhouse.ClickHouseEndpoint;
import io.oddsupdate.clickhouse.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a ClickHouse server to the schema of this release; doing it again changes nothing. */
public final class ClickHouseSchema {
  private static final Logger log = LoggerFactory.getLogger(ClickHouseSchema.class);

  /** In order; a file, once released, is never changed. */
  private static final List<String> FILES = List.of("/clickhouse/V1__odds_updates.sql");

  /** DDL on a busy server waits for merges; a minute is beyond any that was seen. */
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private ClickHouseSchema() {}

  /**
   * @param url ClickHouse's HTTP interface, such as {@code http://127.0.0.1:8123}
   * @param password empty for none
   * @throws IllegalStateException if the server refuses a statement, which is named
   */
  public static void apply(String url, String user, String password) {
    // The odds database may not exist yet, and every name in the files is qualified.
    ClickHouseEndpoint server = new ClickHouseEndpoint(url, user, new Secret(password), "default");
    try (Client client = server.open(TIMEOUT)) {
      for (String file : FILES) {
        List<String> statements = statements(file);
        for (String statement : statements) {
          run(client, file, statement);
        }
        log.info("clickhouse schema applied: file={} statements={}", file, statements.size());
      }
    }
  }

  static List<String> statements(String file) {
    try (InputStream in = ClickHouseSchema.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + file);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split(";\n")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(Client client, String file, String statement) {
    try (CommandResponse done = client.execute(statement).get()) {
      log.debug("clickhouse statement done: file={} server_ms={}", file, done.getServerTime());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while applying " + file, e);
    } catch (Exception e) {
      // the answer's close declares it, and every refusal ends here
      throw new IllegalStateException(
          "ClickHouse refused a statement of " + file + ": " + e.getMessage() + "\n" + statement,
          e);
    }
  }
}
