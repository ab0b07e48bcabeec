package io.oddsupdate.local.proof;

import io.oddsupdate.lookup.Secret;
import java.nio.file.Path;

/**
 * Where the proof reads.
 *
 * @param coreBootstrap Kafka with the raw log, the decisions and the internal updates
 * @param edgeBootstrap Kafka with the public updates
 * @param registryUrl the Confluent API's root
 * @param clickhouseUrl of its HTTP interface
 * @param clickhousePassword empty where the user has none
 * @param lake where the Parquet files are
 * @param postgresUrl JDBC
 * @param redisUrl such as {@code redis://127.0.0.1:6379}
 * @param redisPassword {@link Secret#NONE} where the server asks for none
 * @param ledger what the vendor was told that it need not send again
 * @param report where the JSON report goes
 */
public record ProofConfig(
    String league,
    String coreBootstrap,
    String edgeBootstrap,
    String registryUrl,
    String clickhouseUrl,
    String clickhouseUser,
    String clickhousePassword,
    String clickhouseDatabase,
    LakeConfig lake,
    String postgresUrl,
    String postgresUser,
    String postgresPassword,
    String redisUrl,
    Secret redisPassword,
    Ledger ledger,
    Path report) {
  public ProofConfig {
    requireText(league, "league");
    requireText(coreBootstrap, "coreBootstrap");
    requireText(edgeBootstrap, "edgeBootstrap");
    requireText(registryUrl, "registryUrl");
    requireText(clickhouseUrl, "clickhouseUrl");
    requireText(clickhouseUser, "clickhouseUser");
    requireText(clickhouseDatabase, "clickhouseDatabase");
    requireText(postgresUrl, "postgresUrl");
    requireText(postgresUser, "postgresUser");
    requireText(redisUrl, "redisUrl");
    requirePresent(clickhousePassword, "clickhousePassword");
    requirePresent(postgresPassword, "postgresPassword");
    requirePresent(redisPassword, "redisPassword");
    requirePresent(lake, "lake");
    requirePresent(ledger, "ledger");
    requirePresent(report, "report");
  }

  private static void requireText(String value, String field) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(field + " of the proof must not be empty");
    }
  }

  private static void requirePresent(Object value, String field) {
    if (value == null) {
      throw new IllegalArgumentException(field + " of the proof must be given");
    }
  }

  /** Without the passwords. */
  @Override
  public String toString() {
    return "ProofConfig[league=%s, core=%s, edge=%s, registry=%s, clickhouse=%s, postgres=%s]"
        .formatted(league, coreBootstrap, edgeBootstrap, registryUrl, clickhouseUrl, postgresUrl);
  }
}
