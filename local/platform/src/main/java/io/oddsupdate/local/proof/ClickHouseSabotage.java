package io.oddsupdate.local.proof;

import java.io.IOException;

/**
 * Tampers with a row of the archive in ClickHouse. A copy under the same sorting key would be
 * merged away, which is what the table is for; so the copy gets a sequence that no update has.
 */
final class ClickHouseSabotage {
  private static final int AWAY = 1_000_000;

  private final HttpQueries queries;
  private final String table;
  private final String league;

  ClickHouseSabotage(ProofConfig config) {
    this.queries =
        new HttpQueries(
            config.clickhouseUrl(), config.clickhouseUser(), config.clickhousePassword());
    this.table = config.clickhouseDatabase() + ".odds_updates";
    this.league = config.league();
  }

  String apply(Sabotage.Kind kind) throws IOException {
    String victim =
        queries
            .run(
                "SELECT min(update_id) FROM %s WHERE league = '%s' FORMAT TSVRaw"
                    .formatted(table, league))
            .strip();
    if (victim.isEmpty()) {
      throw new IllegalStateException(table + " holds nothing to tamper with");
    }
    String where = " WHERE update_id = '" + victim.replace("\\", "\\\\").replace("'", "\\'") + "'";
    return switch (kind) {
      case DROP -> {
        queries.run("ALTER TABLE " + table + " DELETE" + where);
        yield "deleted the row of " + victim + " from " + table;
      }
      case DOUBLE -> {
        queries.run(
            "INSERT INTO %s SELECT * REPLACE (sequence + %d AS sequence) FROM %s FINAL%s"
                .formatted(table, AWAY, table, where));
        yield "inserted a copy of the row of " + victim + " into " + table;
      }
      case CHANGE -> {
        queries.run("ALTER TABLE " + table + " UPDATE reason = concat(reason, '?')" + where);
        yield "changed the reason in the row of " + victim + " in " + table;
      }
    };
  }
}
