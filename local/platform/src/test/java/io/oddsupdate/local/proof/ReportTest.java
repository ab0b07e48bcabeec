package io.oddsupdate.local.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final HopDiff CLEAN = new HopDiff(1200, 0, 0, 0, List.of());
  private static final HopDiff BROKEN =
      new HopDiff(
          1199,
          1,
          0,
          0,
          List.of(new Finding(Finding.Kind.MISSING, "m#1.7", "t-0@9", "expected, not found")));
  private static final InvariantResult HOLDS =
      new InvariantResult(3, "dense", true, 1200, 0, List.of(), "slowest 310 ms");

  @TempDir Path folder;

  @Test
  void writesTheShapeThatMachinesRead() throws IOException {
    Path file = folder.resolve("target/demo-report.json");

    ReportJson.write(report(Map.of(), HOLDS, 4_000), file);

    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.get("ok").isBoolean()).isTrue();
    assertThat(json.get("ok").asBoolean()).isTrue();
    assertThat(json.get("events").toString())
        .isEqualTo("{\"sent\":20,\"accepted\":17,\"duplicates\":2,\"dead_lettered\":1}");
    assertThat(json.get("kills").toString())
        .isEqualTo(
            "[{\"process\":\"mirror\",\"at\":\"2026-11-22T17:00:00Z\",\"back_after_ms\":4000}]");
    assertThat(json.get("hops").findValuesAsText("name"))
        .containsExactly(
            "raw", "decisions", "internal", "public", "clickhouse", "parquet", "odds_current");
    JsonNode published = json.get("hops").get(3);
    assertThat(published.get("records").asLong()).isEqualTo(1200);
    assertThat(List.of(published.get("missing"), published.get("extra")))
        .allMatch(count -> count.asLong() == 0);
    assertThat(published.get("latency_ms").toString())
        .isEqualTo("{\"p50\":120,\"p99\":480,\"max\":900}");
    assertThat(json.get("hops").get(5).get("latency_ms").isNull())
        .as("what was not measured is not zero")
        .isTrue();
    assertThat(json.get("invariants").get(0).get("note").asText()).isEqualTo("slowest 310 ms");
    assertThat(json.get("steady_state").toString())
        .isEqualTo(
            "{\"seconds\":60.0,\"events\":12000,\"events_per_second\":200.0,\"updates\":168000,"
                + "\"latency_ms\":{\"p50\":130,\"p99\":450,\"max\":800}}");
    assertThat(json.get("start_up_ms").asLong()).isEqualTo(41_000);
    assertThat(json.get("memory_mb").asLong()).isEqualTo(3_900);
  }

  @Test
  void isNotOkWhenOneRecordIsMissing() {
    Report report = report(Map.of(Hop.CLICKHOUSE, BROKEN, Hop.ODDS_CURRENT, BROKEN), HOLDS, 1);

    assertThat(report.ok()).isFalse();
    assertThat(report.firstFailing()).contains(Hop.CLICKHOUSE);
  }

  @Test
  void isNotOkWhenAnInvariantIsViolatedOrAProcessNeverCameBack() {
    InvariantResult violated = new InvariantResult(6, "leak", false, 9, 1, List.of("x"), "");

    assertThat(report(Map.of(), violated, 1).ok()).isFalse();
    assertThat(report(Map.of(), HOLDS, -1).ok()).isFalse();
  }

  @Test
  void isNotOkWhenAHopWasNotCompared() {
    Map<Hop, HopDiff> hops = new EnumMap<>(Hop.class);
    hops.put(Hop.RAW, CLEAN);

    assertThat(new Report(hops, List.of(HOLDS), RunFacts.UNKNOWN, 1).ok()).isFalse();
  }

  @Test
  void printsARowForEachHopAndTheFirstOffendersWithTheirPlace() {
    String table = ReportTable.of(report(Map.of(Hop.INTERNAL, BROKEN), HOLDS, 4_000));

    assertThat(table.lines().filter(line -> line.startsWith("✓  ")).count()).isEqualTo(7);
    assertThat(table)
        .contains("✗  internal")
        .contains("missing   m#1.7")
        .contains("at t-0@9")
        .contains("the first hop that fails is internal")
        .contains("killed mirror: delivered again after 4,000 ms")
        .contains("(1,200 checked; slowest 310 ms)")
        .contains("12,000 events in 60 s (200/s)")
        .contains("p50 / p99 / max 130 / 450 / 800 ms");
  }

  private static Report report(
      Map<Hop, HopDiff> broken, InvariantResult invariant, long backAfterMs) {
    Map<Hop, HopDiff> hops = new EnumMap<>(Hop.class);
    for (Hop hop : Hop.values()) {
      hops.put(hop, broken.getOrDefault(hop, CLEAN));
    }
    RunFacts facts =
        new RunFacts(
            new RunFacts.Events(20, 17, 2, 1),
            List.of(new RunFacts.KilledProcess("mirror", "2026-11-22T17:00:00Z", backAfterMs)),
            Map.of(Hop.PUBLIC, new Latency(1200, 120, 480, 900, "measured")),
            310,
            41_000,
            3_900,
            new SteadyState(60, 12_000, 168_000, new Latency(168_000, 130, 450, 800, "measured")),
            Optional.empty());
    return new Report(hops, List.of(invariant), facts, 800);
  }
}
