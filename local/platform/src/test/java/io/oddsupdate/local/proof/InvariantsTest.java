package io.oddsupdate.local.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.edge.PublicMarketStatus;
import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.avro.internal.Market;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.internal.Outcome;
import io.oddsupdate.schemas.Headers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

/** Every invariant holds on a sound flow, has looked at something, and can fail. */
class InvariantsTest {
  private final SampleFlow flow = SampleFlow.played();

  @Test
  void acknowledgedEventsAreThereOnce() {
    flow.acknowledged.removeIf(event -> event.eventId().endsWith(":3"));
    holds(Invariants.acknowledgedOnce(flow.acknowledged, flow.raw));

    flow.raw.add(flow.raw.get(0));
    flow.acknowledged.add(new Acknowledged("never", 1));
    InvariantResult result = Invariants.acknowledgedOnce(flow.acknowledged, flow.raw);

    assertThat(result.violated()).isEqualTo(2);
  }

  @Test
  void rawEventsHaveOneDecision() {
    holds(Invariants.oneDecisionEach(flow.raw, flow.decisions));

    flow.decisions.add(flow.decisions.get(1));
    flow.decisions.remove(0);

    assertThat(Invariants.oneDecisionEach(flow.raw, flow.decisions).violated()).isEqualTo(2);
  }

  @Test
  void sequencesAtEdgeAreDense() {
    holds(Invariants.denseSequences(flow.published));

    flow.published.remove(0);

    assertThat(Invariants.denseSequences(flow.published).violated()).isEqualTo(1);
  }

  @Test
  void sequencesAtEdgeNeverRepeat() {
    flow.published.add(flow.published.get(flow.published.size() - 1));

    assertThat(Invariants.denseSequences(flow.published).ok()).isFalse();
  }

  @Test
  void sequencesNeverCarryTwoValues() {
    holds(Invariants.oneValueEach(flow.internal, flow.published));

    Decoded<OddsUpdate> twice = flow.internal.get(5);
    OddsUpdate other = OddsUpdate.newBuilder(twice.value()).setReason("trader").build();
    flow.internal.add(SampleFlow.with(twice, 12, other));

    assertThat(Invariants.oneValueEach(flow.internal, flow.published).violated()).isEqualTo(1);
  }

  @Test
  void hopsFollowFromTheLogs() {
    Map<Hop, HopDiff> diffs = new EnumMap<>(Hop.class);
    for (Hop hop : Hop.values()) {
      diffs.put(hop, new HopDiff(1, 0, 0, 0, List.of()));
    }
    holds(Invariants.derived(diffs));

    diffs.put(Hop.PARQUET, new HopDiff(1, 0, 1, 0, List.of()));

    assertThat(Invariants.derived(diffs).violations()).containsExactly("parquet differs");
  }

  @Test
  void nothingInternalIsToBeSeenAtEdge() {
    holds(LeakSearch.check(flow.internal, flow.published, Set.of("canary-7f3a")));
  }

  @Test
  void findsAProbabilityInAPublicField() {
    double probability = flow.internal.get(0).value().getOutcomes().get(0).getProbability();
    rename(0, "p=" + probability);

    assertThat(leaks().violations()).anyMatch(text -> text.contains("" + probability));
  }

  @Test
  void findsTheBytesOfADoubleThatNoSchemaNames() {
    LoggedRecord record = flow.published.get(0).record();
    double fair = flow.internal.get(3).value().getOutcomes().get(0).getFairPrice();
    byte[] longer = java.util.Arrays.copyOf(record.value(), record.value().length + 11);
    java.nio.ByteBuffer.wrap(longer)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .putDouble(record.value().length + 2, fair);
    flow.published.set(
        0,
        new Decoded<>(
            new LoggedRecord(record.topic(), 2, 0, 0, record.key(), longer, record.headers()),
            flow.published.get(0).value(),
            null));

    assertThat(leaks().violated()).isEqualTo(1);
  }

  @Test
  void findsAModelAVendorsEventAndACanary() {
    rename(0, "nba-normal-margin");
    rename(1, "from nba-livedata:0022000001:1 on");
    rename(2, "seed canary-7f3a");

    assertThat(leaks().violated()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void findsAHeaderThatIsNotOnTheList() {
    LoggedRecord record = flow.published.get(0).record();
    List<Header> headers = new ArrayList<>(record.headers());
    headers.add(SampleFlow.header(Headers.ENRICHMENT, "x"));
    flow.published.set(
        0,
        new Decoded<>(
            new LoggedRecord(record.topic(), 2, 0, 0, record.key(), record.value(), headers),
            flow.published.get(0).value(),
            null));

    assertThat(leaks().violations()).anyMatch(text -> text.contains("header enrichment"));
  }

  @Test
  void pricesDoNotContradictEachOther() {
    holds(Coherence.check(flow.internal, flow.decisions));
  }

  @Test
  void findsProbabilitiesThatDoNotSumToOne() {
    reprice(0, 0.01, 0);

    assertThat(Coherence.check(flow.internal, flow.decisions).violated()).isGreaterThanOrEqualTo(1);
  }

  @Test
  void findsPartsThatDoNotSumToOne() {
    Decoded<OddsUpdate> victim = flow.internal.get(0);
    List<Outcome> outcomes = new ArrayList<>(victim.value().getOutcomes());
    outcomes.set(
        0, Outcome.newBuilder(outcomes.get(0)).setRefund(outcomes.get(0).getRefund() + .1).build());
    flow.internal.set(
        0,
        SampleFlow.with(
            victim, 12, OddsUpdate.newBuilder(victim.value()).setOutcomes(outcomes).build()));

    assertThat(Coherence.check(flow.internal, flow.decisions).violations().get(0))
        .contains("five parts");
  }

  @Test
  void findsALineThatIsLikelierThanALowerOne() {
    int higher = indexOf(Coherence.TOTAL, "total=237.5");
    reprice(higher, 0.4, 0.4);

    assertThat(Coherence.check(flow.internal, flow.decisions).ok()).isFalse();
  }

  @Test
  void linesOfTwoQuartersAreNotOneLadder() {
    relabel(indexOf(Coherence.TOTAL, "total=221.5"), 236, "quarternr=1|total=57.5");
    relabel(indexOf(Coherence.TOTAL, "total=237.5"), 236, "quarternr=2|total=57");

    holds(Coherence.check(flow.internal, flow.decisions));
  }

  @Test
  void findsAWinnerThatDisagreesWithTheHandicaps() {
    int winner = indexOf(Coherence.WINNER, "");
    reprice(winner, -0.45, -0.45);

    assertThat(Coherence.check(flow.internal, flow.decisions).violations())
        .anyMatch(text -> text.contains("home wins with"));
  }

  @Test
  void findsATotalThatDisagreesWithTheTeams() {
    int total = indexOf(Coherence.TOTAL, "total=221.5");
    Decoded<OddsUpdate> victim = flow.internal.get(total);
    int team = indexOf(Coherence.HOME_TOTAL, null);
    Decoded<OddsUpdate> home = flow.internal.get(team);
    flow.internal.set(team, SampleFlow.with(home, 12, sure(home.value())));
    int other = indexOf(Coherence.AWAY_TOTAL, null);
    Decoded<OddsUpdate> away = flow.internal.get(other);
    flow.internal.set(other, SampleFlow.with(away, 12, sure(away.value())));
    assertThat(victim.value().getOutcomes().get(0).getWin()).isLessThan(0.9);

    assertThat(Coherence.check(flow.internal, flow.decisions).violations())
        .anyMatch(text -> text.contains("do not allow"));
  }

  @Test
  void nothingIsActiveWhileTheGameIsSuspended() {
    holds(Suspensions.check(flow.evidence().steps(), flow.published));
  }

  @Test
  void findsAMarketThatStaysActiveThroughASuspension() {
    int suspended =
        java.util.stream.IntStream.range(0, flow.published.size())
            .filter(i -> flow.published.get(i).value().getStatus() == PublicMarketStatus.SUSPENDED)
            .findFirst()
            .orElseThrow();
    Decoded<PublicOddsUpdate> victim = flow.published.get(suspended);
    PublicOddsUpdate open =
        PublicOddsUpdate.newBuilder(victim.value()).setStatus(PublicMarketStatus.ACTIVE).build();
    flow.published.set(suspended, SampleFlow.with(victim, 13, open));
    assertThat(Suspensions.check(flow.evidence().steps(), flow.published).ok()).isFalse();

    flow.published.remove(suspended);
    assertThat(Suspensions.check(flow.evidence().steps(), flow.published).ok())
        .as("a suspension that partners were never told")
        .isFalse();
  }

  @Test
  void theSameLogsGiveTheSameAgain() {
    List<Step> steps = flow.evidence().steps();
    holds(Invariants.repeatable(steps, flow.evidence().steps()));

    List<Step> other = new ArrayList<>(steps);
    Step first = steps.get(0);
    other.set(
        0,
        new Step(
            first.raw(),
            first.event(),
            first.state(),
            false,
            first.decision(),
            List.of(),
            List.of()));

    assertThat(Invariants.repeatable(steps, other).violated()).isEqualTo(1);
  }

  private static void holds(InvariantResult result) {
    assertThat(result.violations()).isEmpty();
    assertThat(result.checked()).as("it has looked at something").isPositive();
  }

  private InvariantResult leaks() {
    return LeakSearch.check(flow.internal, flow.published, Set.of("canary-7f3a"));
  }

  private void rename(int index, String name) {
    Decoded<PublicOddsUpdate> victim = flow.published.get(index);
    PublicOddsUpdate leaking = PublicOddsUpdate.newBuilder(victim.value()).build();
    leaking.getMarket().setName(name);
    flow.published.set(index, SampleFlow.with(victim, 13, leaking));
  }

  private int indexOf(int marketId, String specifiers) {
    for (int i = 0; i < flow.internal.size(); i++) {
      OddsUpdate update = flow.internal.get(i).value();
      if (update.getMarket().getId() == marketId
          && (specifiers == null || update.getMarket().getSpecifiers().equals(specifiers))) {
        return i;
      }
    }
    throw new AssertionError("no market " + marketId + " " + specifiers);
  }

  /** Adds to the first outcome's probability and takes from the second's. */
  private void reprice(int index, double more, double less) {
    Decoded<OddsUpdate> victim = flow.internal.get(index);
    List<Outcome> outcomes = victim.value().getOutcomes();
    Outcome first = outcomes.get(0);
    Outcome second = outcomes.get(1);
    OddsUpdate changed =
        OddsUpdate.newBuilder(victim.value())
            .setOutcomes(
                List.of(
                    Outcome.newBuilder(first).setProbability(first.getProbability() + more).build(),
                    Outcome.newBuilder(second)
                        .setProbability(second.getProbability() - less)
                        .build()))
            .build();
    flow.internal.set(index, SampleFlow.with(victim, 12, changed));
  }

  private void relabel(int index, int marketId, String specifiers) {
    Decoded<OddsUpdate> victim = flow.internal.get(index);
    Market market =
        Market.newBuilder(victim.value().getMarket())
            .setId(marketId)
            .setSpecifiers(specifiers)
            .build();
    OddsUpdate changed = OddsUpdate.newBuilder(victim.value()).setMarket(market).build();
    flow.internal.set(index, SampleFlow.with(victim, 12, changed));
  }

  private static OddsUpdate sure(OddsUpdate update) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      outcomes.add(
          Outcome.newBuilder(update.getOutcomes().get(i))
              .setWin(i == 0 ? 1 : 0)
              .setHalfWin(0)
              .setRefund(0)
              .setHalfLose(0)
              .setLose(i == 0 ? 0 : 1)
              .setProbability(i == 0 ? 1 : 0)
              .build());
    }
    return OddsUpdate.newBuilder(update).setOutcomes(outcomes).build();
  }
}
