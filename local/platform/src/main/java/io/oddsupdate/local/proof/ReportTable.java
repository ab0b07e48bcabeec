package io.oddsupdate.local.proof;

import java.util.List;
import java.util.Locale;

/** The report as a person reads it. */
public final class ReportTable {
  private static final int FINDINGS_SHOWN = 5;

  private ReportTable() {}

  public static String of(Report report) {
    StringBuilder out = new StringBuilder();
    line(
        out,
        "%-3s%-13s%10s%9s%7s%11s   %s",
        "",
        "hop",
        "records",
        "missing",
        "extra",
        "different",
        "latency p50 / p99 / max");
    report
        .hops()
        .forEach(
            (hop, diff) ->
                line(
                    out,
                    "%-3s%-13s%10d%9d%7d%11d   %s",
                    mark(diff.clean()),
                    hop.text(),
                    diff.records(),
                    diff.missing(),
                    diff.extra(),
                    diff.different(),
                    latency(report, hop)));
    report.hops().forEach((hop, diff) -> findings(out, hop, diff));
    out.append('\n');
    for (InvariantResult result : report.invariants()) {
      line(
          out,
          "%-3s%d  %s (%,d checked%s)",
          mark(result.ok()),
          result.number(),
          result.name(),
          result.checked(),
          result.note().isEmpty() ? "" : "; " + result.note());
      result.violations().stream()
          .limit(FINDINGS_SHOWN)
          .forEach(violation -> line(out, "       %s", violation));
    }
    facts(out, report);
    verdict(out, report);
    return out.toString();
  }

  private static void findings(StringBuilder out, Hop hop, HopDiff diff) {
    List<Finding> findings = diff.findings();
    if (findings.isEmpty()) {
      return;
    }
    line(out, "%n%s:", hop.text());
    for (Finding finding : findings.subList(0, Math.min(FINDINGS_SHOWN, findings.size()))) {
      line(
          out,
          "   %-9s %s%n             at %s%n             %s",
          finding.kind().name().toLowerCase(Locale.ROOT),
          finding.identity(),
          finding.where(),
          finding.detail());
    }
    long hidden = diff.missing() + diff.extra() + diff.different() - FINDINGS_SHOWN;
    if (hidden > 0) {
      line(out, "   and %,d more", hidden);
    }
  }

  private static void facts(StringBuilder out, Report report) {
    RunFacts facts = report.facts();
    out.append('\n');
    line(
        out,
        "events: %,d sent, %,d accepted, %,d duplicates, %,d dead-lettered",
        facts.events().sent(),
        facts.events().accepted(),
        facts.events().duplicates(),
        facts.events().deadLettered());
    for (RunFacts.KilledProcess kill : facts.kills()) {
      line(
          out,
          "%skilled %s: %s",
          kill.backAfterMs() >= 0 ? "" : "✗  ",
          kill.process(),
          kill.backAfterMs() >= 0
              ? "delivered again after %,d ms".formatted(kill.backAfterMs())
              : "nothing new came from it");
    }
    SteadyState steady = facts.steady();
    if (steady.updates() > 0) {
      line(
          out,
          "once started%s: %,d events in %.0f s (%.0f/s), acceptance to readable at Edge"
              + " p50 / p99 / max %,d / %,d / %,d ms",
          facts.kills().isEmpty() ? "" : ", with the kills",
          steady.events(),
          steady.seconds(),
          steady.rate(),
          steady.latency().p50(),
          steady.latency().p99(),
          steady.latency().max());
    }
    if (facts.startUpMs() > 0) {
      line(out, "up in %,d ms, %,d MB in all", facts.startUpMs(), facts.memoryMb());
    }
  }

  private static void verdict(StringBuilder out, Report report) {
    out.append('\n');
    if (report.ok()) {
      long records = report.hops().values().stream().mapToLong(HopDiff::records).sum();
      line(out, "✓  exact: %,d records compared in %,d ms", records, report.tookMs());
      return;
    }
    line(
        out,
        "✗  %s",
        report
            .firstFailing()
            .map(hop -> "not exact: the first hop that fails is " + hop.text())
            .orElse("an invariant does not hold, or a killed process did not come back"));
  }

  private static String latency(Report report, Hop hop) {
    Latency latency = report.facts().latencies().get(hop);
    if (latency == null || latency.samples() == 0) {
      return "–";
    }
    return "%,d / %,d / %,d ms".formatted(latency.p50(), latency.p99(), latency.max());
  }

  private static String mark(boolean ok) {
    return ok ? "✓" : "✗";
  }

  private static void line(StringBuilder out, String format, Object... arguments) {
    out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
