package io.oddsupdate.local.shadow;

import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.local.proof.UpdateLog;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.schemas.Topics;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/odds shadow report}: a league's version and its shadow, market by market. */
@Command(
    name = "report",
    description = "Compares a league's prices with those of its shadow, market by market.",
    mixinStandardHelpOptions = true)
public final class ShadowReportCommand implements Callable<Integer> {
  private static final String ROW = "%-24s %8s %10s %10s %8s %9s %9s %8s %8s%n";

  @Spec private CommandSpec spec;

  @Option(names = "--league", required = true, description = "such as nba")
  private String league;

  @Option(
      names = "--core.bootstrap.servers",
      defaultValue = "127.0.0.1:${env:CORE_PORT:-19092}",
      description = "default: ${DEFAULT-VALUE}")
  private String core;

  @Option(
      names = "--schema.registry.url",
      defaultValue = "http://127.0.0.1:${env:REGISTRY_PORT:-18081}/apis/ccompat/v7",
      description = "default: ${DEFAULT-VALUE}")
  private String registry;

  @Override
  public Integer call() {
    League known = League.of(league);
    List<OddsUpdate> shadow = UpdateLog.read(core, registry, Topics.shadow(league));
    PrintWriter out = spec.commandLine().getOut();
    if (shadow.isEmpty()) {
      out.println(
          league
              + " has no shadow: set league_settings.shadow_model_version and publish the"
              + " references of the games that it shall price");
      out.flush();
      return 1;
    }
    List<OddsUpdate> live = UpdateLog.read(core, registry, Topics.internal(league));
    print(out, live, shadow, ShadowComparison.of(known, live, shadow));
    return 0;
  }

  private static void print(
      PrintWriter out, List<OddsUpdate> live, List<OddsUpdate> shadow, List<MarketScore> scores) {
    out.printf("version %s, shadow %s%n", versions(live), versions(shadow));
    out.printf(
        ROW,
        "market",
        "compared",
        "mean |dp|",
        "max |dp|",
        "scored",
        "log loss",
        "shadow",
        "Brier",
        "shadow");
    for (MarketScore score : scores) {
      out.printf(
          ROW,
          score.market(),
          score.compared(),
          number(score.meanDifference()),
          number(score.maxDifference()),
          score.scored(),
          number(score.logLoss()),
          number(score.shadowLogLoss()),
          number(score.brier()),
          number(score.shadowBrier()));
    }
    out.flush();
  }

  private static TreeSet<String> versions(List<OddsUpdate> updates) {
    TreeSet<String> versions = new TreeSet<>();
    updates.forEach(update -> versions.add(update.getModelVersion()));
    return versions;
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }
}
