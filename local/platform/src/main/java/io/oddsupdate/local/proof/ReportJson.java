package io.oddsupdate.local.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The report as the file that machines read. */
public final class ReportJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ReportJson() {}

  /** Writes the whole file or none. */
  public static void write(Report report, Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, file.getFileName().toString(), ".part");
    Files.writeString(fresh, of(report).toPrettyString() + "\n", StandardCharsets.UTF_8);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  static ObjectNode of(Report report) {
    ObjectNode root = JSON.createObjectNode().put("ok", report.ok());
    RunFacts.Events events = report.facts().events();
    root.putObject("events")
        .put("sent", events.sent())
        .put("accepted", events.accepted())
        .put("duplicates", events.duplicates())
        .put("dead_lettered", events.deadLettered());
    ArrayNode kills = root.putArray("kills");
    for (RunFacts.KilledProcess kill : report.facts().kills()) {
      kills
          .addObject()
          .put("process", kill.process())
          .put("at", kill.at())
          .put("back_after_ms", kill.backAfterMs());
    }
    ArrayNode hops = root.putArray("hops");
    report.hops().forEach((hop, diff) -> hop(hops.addObject(), report, hop, diff));
    ArrayNode invariants = root.putArray("invariants");
    for (InvariantResult result : report.invariants()) {
      ObjectNode node =
          invariants
              .addObject()
              .put("number", result.number())
              .put("name", result.name())
              .put("ok", result.ok())
              .put("checked", result.checked())
              .put("violated", result.violated())
              .put("note", result.note());
      ArrayNode violations = node.putArray("violations");
      result.violations().forEach(violations::add);
    }
    steady(root.putObject("steady_state"), report.facts().steady());
    root.put("start_up_ms", report.facts().startUpMs());
    root.put("memory_mb", report.facts().memoryMb());
    root.put("suspension_ms_max", report.facts().suspensionMsMax());
    root.put("reconciled_in_ms", report.tookMs());
    return root;
  }

  private static void steady(ObjectNode node, SteadyState steady) {
    node.put("seconds", steady.seconds())
        .put("events", steady.events())
        .put("events_per_second", steady.rate())
        .put("updates", steady.updates());
    if (steady.updates() == 0) {
      node.putNull("latency_ms");
    } else {
      node.set("latency_ms", latency(steady.latency()));
    }
  }

  private static ObjectNode latency(Latency latency) {
    return JSON.createObjectNode()
        .put("p50", latency.p50())
        .put("p99", latency.p99())
        .put("max", latency.max());
  }

  private static void hop(ObjectNode node, Report report, Hop hop, HopDiff diff) {
    node.put("name", hop.text())
        .put("records", diff.records())
        .put("missing", diff.missing())
        .put("extra", diff.extra())
        .put("different", diff.different());
    Latency latency =
        report.facts().latencies().getOrDefault(hop, Latency.none("not observed in this run"));
    if (latency.samples() == 0) {
      node.putNull("latency_ms");
    } else {
      node.set("latency_ms", latency(latency));
    }
    node.put("latency_measured", latency.measured()).put("latency_samples", latency.samples());
    ArrayNode findings = node.putArray("findings");
    for (Finding finding : diff.findings()) {
      findings
          .addObject()
          .put("kind", finding.kind().name().toLowerCase(java.util.Locale.ROOT))
          .put("identity", finding.identity())
          .put("where", finding.where())
          .put("detail", finding.detail());
    }
  }
}
