package io.oddsupdate.local.proof;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The proof of the proof: tampers with exactly one record, in the real store of a hop. The
 * reconciliation must then name that hop. Wants a flow that has drained and whose writers are
 * stopped, or they would carry the tampering on.
 */
public record Sabotage(Hop hop, Kind kind) {
  /** What is done to the record. */
  public enum Kind {
    DROP,
    DOUBLE,
    CHANGE;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads {@code <hop>:<drop|double|change>}.
   *
   * @throws IllegalArgumentException listing what is possible
   */
  public static Sabotage parse(String text) {
    List<String> parts = List.of(text.split(":", -1));
    if (parts.size() == 2) {
      for (Hop hop : Hop.values()) {
        for (Kind kind : Kind.values()) {
          if (hop.text().equals(parts.get(0)) && kind.text().equals(parts.get(1))) {
            return new Sabotage(hop, kind);
          }
        }
      }
    }
    throw new IllegalArgumentException(
        "SABOTAGE=%s: wants <hop>:<kind>, with hop one of %s and kind one of %s"
            .formatted(
                text,
                String.join(", ", Hop.texts()),
                String.join(", ", Arrays.stream(Kind.values()).map(Kind::text).toList())));
  }

  /**
   * Tampers.
   *
   * @return what was done to which record, for a person
   * @throws IllegalStateException if the hop holds nothing that could be tampered with
   */
  public String apply(ProofConfig config) throws IOException, SQLException {
    return switch (hop) {
      case RAW, DECISIONS, INTERNAL, PUBLIC -> new TopicSabotage(config, hop).apply(kind);
      case CLICKHOUSE -> new ClickHouseSabotage(config).apply(kind);
      case PARQUET -> {
        try (Lake lake = Lake.of(config.lake())) {
          yield new LakeSabotage(lake).apply(kind);
        }
      }
      case ODDS_CURRENT -> {
        try (Connection postgres =
            DriverManager.getConnection(
                config.postgresUrl(), config.postgresUser(), config.postgresPassword())) {
          yield new CurrentSabotage(postgres).apply(kind);
        }
      }
    };
  }

  /** As it is written in settings. */
  @Override
  public String toString() {
    return hop.text() + ":" + kind.text();
  }
}
