package io.oddsupdate.local.proof;

import java.io.IOException;
import java.util.List;

/**
 * How far each partition of the internal log has come in ClickHouse. The sink writes a partition in
 * order, so the highest offset speaks for all below it.
 */
final class ClickHousePoll implements StorePoll {
  private final HttpQueries queries;
  private final String question;
  private final Arrivals arrivals;

  ClickHousePoll(ProofConfig config, Arrivals arrivals) {
    this.queries =
        new HttpQueries(
            config.clickhouseUrl(), config.clickhouseUser(), config.clickhousePassword());
    this.question =
        "SELECT partition, max(offset) FROM %s.odds_updates WHERE league = '%s' GROUP BY partition FORMAT TSV"
            .formatted(config.clickhouseDatabase(), config.league());
    this.arrivals = arrivals;
  }

  @Override
  public Hop hop() {
    return Hop.CLICKHOUSE;
  }

  @Override
  public void look() throws IOException {
    String answer = queries.run(question);
    long now = System.currentTimeMillis();
    for (String line : answer.split("\n", -1)) {
      List<String> cells = List.of(line.split("\t", -1));
      if (cells.size() == 2) {
        arrivals.clickhouse(
            Integer.parseInt(cells.get(0)), Long.parseLong(cells.get(1).strip()), now);
      }
    }
  }

  @Override
  public void close() {}
}
