package io.oddsupdate.pricing.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.pricing.Games;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnrichmentTest {
  private static final GameReference REFERENCE = Games.reference(Games.PRIOR);
  private static final PlayerHot A1 = new PlayerHot("a", 1, Availability.IN, 1);
  private static final PlayerHot A2 = new PlayerHot("a", 2, Availability.OUT, 1);
  private static final PlayerHot B1 = new PlayerHot("b", 1, Availability.IN, 0.9);
  private static final Enrichment LAST = new Enrichment(REFERENCE, List.of(A1, B1), List.of("hot"));

  @Test
  void takesWhatWasFoundAndKeepsOtherPlayers() {
    Enrichment resolved =
        Enrichment.resolve(
            LAST,
            new Lookups(
                LookupOutcome.FOUND,
                Games.reference(null),
                LookupOutcome.FOUND,
                List.of(A2),
                false));

    assertThat(resolved)
        .isEqualTo(new Enrichment(Games.reference(null), List.of(A2, B1), List.of()));
  }

  @Test
  void keepsAndNamesWhatFailed() {
    Enrichment resolved =
        Enrichment.resolve(
            LAST, new Lookups(LookupOutcome.FAILED, null, LookupOutcome.FAILED, List.of(), false));

    assertThat(resolved)
        .isEqualTo(new Enrichment(REFERENCE, List.of(A1, B1), List.of("reference", "hot")));
  }

  @Test
  void keepsWithoutANameWhatIsAbsent() {
    Enrichment resolved =
        Enrichment.resolve(
            LAST, new Lookups(LookupOutcome.ABSENT, null, LookupOutcome.ABSENT, List.of(), false));

    assertThat(resolved).isEqualTo(new Enrichment(REFERENCE, List.of(A1, B1), List.of()));
  }

  @Test
  void sortsPlayersById() {
    Enrichment resolved =
        Enrichment.resolve(
            Enrichment.UNKNOWN,
            new Lookups(LookupOutcome.ABSENT, null, LookupOutcome.FOUND, List.of(B1, A1), true));

    assertThat(resolved.hot()).containsExactly(A1, B1);
  }
}
