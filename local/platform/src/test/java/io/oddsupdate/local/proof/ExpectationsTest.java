package io.oddsupdate.local.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.decision.HotUsed;
import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.schemas.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class ExpectationsTest {
  private final SampleFlow flow = SampleFlow.played();

  @Test
  void findsASoundFlowExact() {
    Expectations expectations = flow.expectations();

    assertThat(expectations.raw().findings())
        .extracting(Finding::identity)
        .as("repeats and rubbish that no adapter acknowledged, and nothing else")
        .containsExactlyInAnyOrder(
            "nba-livedata:0022000001:3 r1",
            "nba-livedata:0022000001:3 r1",
            "undecodable at raw.events.nba-2@24");
    assertThat(expectations.decisions().findings()).isEmpty();
    assertThat(expectations.internal().findings()).isEmpty();
    assertThat(expectations.published().findings()).isEmpty();
    assertThat(flow.internal.size()).isGreaterThan(100);
  }

  @Test
  void isExactForAGameWhoseModelIsChangedInMidGame() {
    SampleFlow repinned = SampleFlow.repinned();
    Expectations expectations = repinned.expectations();

    assertThat(expectations.decisions().findings()).isEmpty();
    assertThat(expectations.internal().findings()).isEmpty();
    assertThat(expectations.published().findings()).isEmpty();
    assertThat(repinned.decisions)
        .extracting(decision -> decision.value().getModelVersion())
        .containsExactly(
            "nba-2026.1", "nba-2026.1", "nba-2026.1", "nba-2026.1", "nba-2026.9", "nba-2026.9");
  }

  @Test
  void namesAnUpdateThatAnotherVersionThanTheOnePinnedPriced() {
    SampleFlow repinned = SampleFlow.repinned();
    Decoded<OddsUpdate> last = repinned.internal.remove(repinned.internal.size() - 1);
    repinned.internal.add(
        SampleFlow.with(
            last, 12, OddsUpdate.newBuilder(last.value()).setModelVersion("nba-2026.1").build()));

    assertThat(repinned.expectations().internal().different()).isEqualTo(1);
  }

  @Test
  void missesAnAcknowledgedEvent() {
    flow.acknowledged.add(new Acknowledged("nba-livedata:0022000001:99", 1));

    assertThat(flow.expectations().raw().missing()).isEqualTo(1);
  }

  @Test
  void missesACommandThatTheLogHasLostFromItsBeginning() {
    while (!flow.raw.get(0).value().getVendor().equals("commands")) {
      flow.raw.remove(0);
    }
    flow.acknowledged.clear();
    flow.raw.remove(0);

    assertThat(flow.expectations().raw().findings())
        .filteredOn(finding -> finding.kind() == Finding.Kind.MISSING)
        .extracting(Finding::identity)
        .contains("commands:" + SampleFlow.GAME + ":1 r1");
  }

  @Test
  void namesDecisionsThatAreMissingDoubledOrForNoRecord() {
    Decoded<Decision> first = flow.decisions.remove(1);
    flow.decisions.add(flow.decisions.get(5));
    Decision elsewhere = Decision.newBuilder(first.value()).setRawPartition(3).build();
    flow.decisions.add(SampleFlow.with(first, 11, elsewhere));

    HopDiff diff = flow.expectations().decisions();

    assertThat(diff.missing()).isEqualTo(1);
    assertThat(diff.extra()).isEqualTo(2);
  }

  @Test
  void namesADecisionWhoseFateIsNotThatOfTheFold() {
    Decoded<Decision> repeat = flow.decisions.get(5);
    Decision changed =
        Decision.newBuilder(repeat.value())
            .setFate(io.oddsupdate.avro.decision.Fate.STALE_REVISION)
            .build();
    flow.decisions.set(5, SampleFlow.with(repeat, 11, changed));

    assertThat(flow.expectations().decisions().different()).isEqualTo(1);
  }

  @Test
  void namesADecisionThatUsedAVersionWhichNobodyHolds() {
    Decoded<Decision> start = flow.decisions.get(0);
    HotUsed used = start.value().getHot().get(0);
    HotUsed invented = HotUsed.newBuilder(used).setVersion(77).build();
    Decision changed =
        Decision.newBuilder(start.value())
            .setHot(List.of(invented, start.value().getHot().get(1)))
            .build();
    flow.decisions.set(0, SampleFlow.with(start, 11, changed));

    assertThat(flow.expectations().decisions().findings())
        .extracting(Finding::detail)
        .contains("Redis holds no version 77 of nba-201142");
  }

  @Test
  void namesADecisionThatUsedAnotherContentThanItsVersionHas() {
    Decoded<Decision> start = flow.decisions.get(0);
    HotUsed better = HotUsed.newBuilder(start.value().getHot().get(0)).setForm(1.4).build();
    Decision changed =
        Decision.newBuilder(start.value())
            .setHot(List.of(better, start.value().getHot().get(1)))
            .build();
    flow.decisions.set(0, SampleFlow.with(start, 11, changed));

    assertThat(flow.expectations().decisions().different()).isEqualTo(1);
  }

  @Test
  void namesADecisionWithAnEpochThatNoStartWasGiven() {
    Decoded<Decision> start = flow.decisions.get(0);
    flow.decisions.set(
        0, SampleFlow.with(start, 11, Decision.newBuilder(start.value()).setEpoch(9).build()));

    assertThat(flow.expectations().decisions().clean()).isFalse();
  }

  @Test
  void namesInternalUpdatesThatAreMissingDoubledOrChanged() {
    flow.internal.remove(10);
    flow.internal.add(flow.internal.get(3));
    Decoded<OddsUpdate> victim = flow.internal.get(20);
    OddsUpdate changed = OddsUpdate.newBuilder(victim.value()).setMarginActual(0.2).build();
    flow.internal.set(20, SampleFlow.with(victim, 12, changed));

    HopDiff diff = flow.expectations().internal();

    assertThat(List.of(diff.missing(), diff.extra(), diff.different())).containsExactly(1L, 1L, 1L);
  }

  @Test
  void namesAnInternalHeaderThatDiffersButNotATimingOne() {
    Decoded<OddsUpdate> victim = flow.internal.get(7);
    flow.internal.set(7, withHeader(victim, Headers.COMPUTED_AT, "1"));
    assertThat(flow.expectations().internal().clean()).isTrue();

    flow.internal.set(7, withHeader(victim, Headers.MODEL_VERSION, "another"));
    assertThat(flow.expectations().internal().different()).isEqualTo(1);
  }

  @Test
  void namesUpdatesOfAGameThatChangedPlaces() {
    Decoded<OddsUpdate> moved = flow.internal.remove(0);
    flow.internal.add(moved);

    HopDiff diff = flow.expectations().internal();

    assertThat(diff.different()).isEqualTo(1);
    assertThat(diff.findings().get(0).detail()).startsWith("out of order");
  }

  @Test
  void namesAPublicHeaderThatIsNotOnTheList() {
    Decoded<PublicOddsUpdate> victim = flow.published.get(4);
    flow.published.set(4, withHeader(victim, Headers.MODEL_VERSION, "nba-2026.1"));

    assertThat(flow.expectations().published().different()).isEqualTo(1);
  }

  @Test
  void namesAPublicUpdateThatIsNoProjection() {
    Decoded<PublicOddsUpdate> victim = flow.published.get(4);
    PublicOddsUpdate changed =
        PublicOddsUpdate.newBuilder(victim.value()).setReason("trading").build();
    flow.published.set(4, SampleFlow.with(victim, 13, changed));

    HopDiff diff = flow.expectations().published();

    assertThat(diff.different()).isEqualTo(1);
    assertThat(diff.findings().get(0).where()).isEqualTo("odds.updates.public.nba-2@4");
  }

  @Test
  void wantsEveryUpdateInTheArchivesAndTheLastOneInTheCurrentTable() {
    List<Entry> rows = new ArrayList<>();
    Map<String, OddsUpdate> latest = new java.util.LinkedHashMap<>();
    for (Decoded<OddsUpdate> update : flow.internal) {
      Map<String, Object> fields = ArchivedUpdate.fields(update.value(), update.record());
      fields.put("traceparent", null);
      rows.add(Entry.of(update.value().getUpdateId(), fields, "a row"));
      latest.put(MarketKeys.of(update.value()), update.value());
    }
    List<Entry> current =
        new ArrayList<>(latest.values().stream().map(CurrentTable::expected).toList());
    assertThat(flow.expectations().clickhouse(rows).findings()).isEmpty();
    assertThat(flow.expectations().current(current).findings()).isEmpty();

    rows.remove(8);
    current.set(0, CurrentTable.expected(flow.internal.get(0).value()));

    assertThat(flow.expectations().clickhouse(rows).missing()).isEqualTo(1);
    assertThat(flow.expectations().current(current).different()).isEqualTo(1);
  }

  private static <T> Decoded<T> withHeader(Decoded<T> logged, String name, String value) {
    LoggedRecord record = logged.record();
    List<Header> headers = new ArrayList<>(record.headers());
    headers.removeIf(header -> header.key().equals(name));
    headers.add(SampleFlow.header(name, value));
    return new Decoded<>(
        new LoggedRecord(
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            record.key(),
            record.value(),
            headers),
        logged.value(),
        null);
  }
}
