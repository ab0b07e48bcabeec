package io.oddsupdate.pricing.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.odds.Devig;
import io.oddsupdate.pricing.odds.DevigMethod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class QuotesTest {
  private static final long NOW = 1_000_000_000;
  private static final long HALF_LIFE = 60_000;
  private static final ConsensusRules RULES = ConsensusRules.of(HALF_LIFE);

  private static BookQuote quote(String book, String group, long ageMs, Double... odds) {
    return new BookQuote(book, group, List.of(odds), false, NOW - ageMs);
  }

  private static Consensus consensus(BookQuote... quotes) {
    return Quotes.consensus(List.of(quotes), NOW, OptionalLong.empty(), RULES);
  }

  private static double logit(double p) {
    return Math.log(p / (1 - p));
  }

  @Test
  void countsSkinsOfOneSupplierOnce() {
    // Given four skins of one supplier against one other book
    Consensus consensus =
        consensus(
            quote("a1", "a", 0, 1.9, 1.9),
            quote("a2", "a", 0, 1.9, 1.9),
            quote("a3", "a", 0, 1.9, 1.9),
            quote("a4", "a", 0, 1.9, 1.9),
            quote("b", "b", 0, 1.7, 2.1));

    // Then the two opinions weigh the same: their mean in log odds
    double other = logit(1 / 1.7 - (1 / 1.7 + 1 / 2.1 - 1) / 2);
    assertThat(logit(consensus.probabilities().get(0))).isCloseTo(other / 2, within(1e-9));
    assertThat(consensus.books()).isEqualTo(5);
    assertThat(consensus.supplierGroups()).isEqualTo(2);
    assertThat(consensus.dispersion()).isCloseTo(other / 2, within(1e-9));
  }

  @Test
  void halvesTheWeightWithEachHalfLife() {
    Consensus consensus =
        consensus(
            quote("fresh", "fresh", 0, 1.9, 1.9), quote("old", "old", 2 * HALF_LIFE, 1.7, 2.1));

    double other = logit(1 / 1.7 - (1 / 1.7 + 1 / 2.1 - 1) / 2);
    assertThat(logit(consensus.probabilities().get(0))).isCloseTo(other / 5, within(1e-9));
    assertThat(consensus.oldestQuoteAgeMs()).isEqualTo(2 * HALF_LIFE);
  }

  @Test
  void weighsSuppliersAsTheRulesSay() {
    ConsensusRules sharp =
        new ConsensusRules(DevigMethod.POWER, HALF_LIFE, 0.5, Map.of("pinnacle", 3.0));
    Consensus consensus =
        Quotes.consensus(
            List.of(
                quote("pinnacle", "pinnacle", 0, 1.95, 1.95), quote("soft", "soft", 0, 1.8, 2.1)),
            NOW,
            OptionalLong.empty(),
            sharp);

    double soft = logit(Devig.devig(DevigMethod.POWER, List.of(1.8, 2.1)).probabilities().get(0));
    assertThat(logit(consensus.probabilities().get(0))).isCloseTo(soft / 4, within(1e-9));
  }

  @Test
  void dropsSuspendedQuotesAndCountsThem() {
    Consensus consensus =
        consensus(
            quote("a", "a", 0, 1.9, 1.9), new BookQuote("b", "b", List.of(1.7, 2.1), true, NOW));

    assertThat(consensus.probabilities().get(0)).isCloseTo(0.5, within(1e-12));
    assertThat(consensus.books()).isEqualTo(1);
    assertThat(consensus.dropped().suspended()).isEqualTo(1);
  }

  @Test
  void dropsQuotesOfBeforeTheLastScoreHoweverFreshTheyLook() {
    List<BookQuote> quotes =
        List.of(quote("a", "a", 1_000, 1.9, 1.9), quote("b", "b", 1_001, 1.7, 2.1));

    Consensus inPlay = Quotes.consensus(quotes, NOW, OptionalLong.of(NOW - 1_000), RULES);

    assertThat(inPlay.books()).isEqualTo(1);
    assertThat(inPlay.dropped().beforeScore()).isEqualTo(1);
    assertThat(inPlay.probabilities().get(0)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void dropsAQuoteThatTheOthersDoNotBearOut() {
    Consensus consensus =
        consensus(
            quote("a", "a", 0, 1.9, 1.9),
            quote("b", "b", 0, 1.85, 1.95),
            quote("mistyped", "c", 0, 1.2, 4.9));

    assertThat(consensus.books()).isEqualTo(2);
    assertThat(consensus.dropped().outliers()).isEqualTo(1);
    assertThat(consensus.probabilities().get(0)).isBetween(0.49, 0.52);
  }

  @Test
  void oneSupplierWithManySkinsDoesNotOutvoteTwoOthers() {
    Consensus consensus =
        consensus(
            quote("wrong1", "wrong", 0, 1.2, 4.9),
            quote("wrong2", "wrong", 0, 1.2, 4.9),
            quote("wrong3", "wrong", 0, 1.2, 4.9),
            quote("a", "a", 0, 1.9, 1.9),
            quote("b", "b", 0, 1.85, 1.95));

    assertThat(consensus.supplierGroups()).isEqualTo(2);
    assertThat(consensus.dropped().outliers()).isEqualTo(3);
  }

  @Test
  void hasNoOpinionWhereTwoSuppliersPriceDifferentGames() {
    Consensus consensus = consensus(quote("a", "a", 0, 1.2, 4.9), quote("b", "b", 0, 4.9, 1.2));

    assertThat(consensus.isEmpty()).isTrue();
    assertThat(consensus.dropped().outliers()).isEqualTo(2);
    assertThat(consensus.books()).isZero();
  }

  @Test
  void dropsOddsThatNoMarketHasAndMarketsOfOtherShape() {
    Consensus consensus =
        consensus(
            quote("a", "a", 0, 2.6, 2.4, 4.3),
            quote("b", "b", 0, 2.6, 2.4, 4.2),
            quote("two", "two", 0, 1.9, 1.9),
            quote("nonsense", "nonsense", 0, 2.6, 0.9, 4.3));

    assertThat(consensus.books()).isEqualTo(2);
    assertThat(consensus.dropped().unusable()).isEqualTo(2);
    assertThat(consensus.probabilities()).hasSize(3);
  }

  @Test
  void isEmptyWithoutQuotes() {
    Consensus consensus = Quotes.consensus(List.of(), NOW, OptionalLong.of(NOW), RULES);

    assertThat(consensus.isEmpty()).isTrue();
    assertThat(consensus.dispersion()).isZero();
  }

  @Provide
  Arbitrary<List<BookQuote>> quotes() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 20),
            Arbitraries.integers().between(0, 5),
            Arbitraries.longs().between(-5_000, 10L * 86_400_000),
            Arbitraries.doubles().between(1.01, 50).list().ofSize(3),
            Arbitraries.integers().between(0, 9))
        .as(
            (book, group, age, odds, suspended) ->
                new BookQuote("book" + book, "group" + group, odds, suspended == 0, NOW - age))
        .list()
        .ofMaxSize(20);
  }

  @Property
  void isADistributionWhateverIsQuoted(@ForAll("quotes") List<BookQuote> quotes) {
    Consensus consensus = Quotes.consensus(quotes, NOW, OptionalLong.empty(), RULES);

    if (!consensus.isEmpty()) {
      assertThat(consensus.probabilities()).allMatch(p -> p > 0 && p < 1);
      assertThat(consensus.probabilities().stream().mapToDouble(p -> p).sum())
          .isCloseTo(1, within(1e-12));
    }
    assertThat(consensus.dispersion()).isFinite().isNotNegative();
    assertThat(
            consensus.books()
                + consensus.dropped().suspended()
                + consensus.dropped().beforeScore()
                + consensus.dropped().unusable()
                + consensus.dropped().outliers())
        .isEqualTo(quotes.size());
  }

  @Property
  void doesNotDependOnTheOrderOfTheQuotes(@ForAll("quotes") List<BookQuote> quotes) {
    List<BookQuote> distinct = new ArrayList<>();
    for (int i = 0; i < quotes.size(); i++) {
      BookQuote quote = quotes.get(i);
      distinct.add(
          new BookQuote(
              "book" + i,
              quote.supplierGroup(),
              quote.odds(),
              quote.suspended(),
              quote.lastUpdateMs()));
    }
    List<BookQuote> shuffled = new ArrayList<>(distinct);
    Collections.shuffle(shuffled, new Random(1));

    assertThat(Quotes.consensus(shuffled, NOW, OptionalLong.empty(), RULES))
        .isEqualTo(Quotes.consensus(distinct, NOW, OptionalLong.empty(), RULES));
  }

  @Test
  void refusesRulesThatCannotBe() {
    assertThatThrownBy(() -> ConsensusRules.of(0)).hasMessageContaining("half_life_ms");
    assertThatThrownBy(() -> new ConsensusRules(DevigMethod.SHIN, 1, 0, Map.of()))
        .hasMessageContaining("outlier_logit");
    assertThatThrownBy(() -> new ConsensusRules(DevigMethod.SHIN, 1, 0.5, Map.of("a", -1.0)))
        .hasMessageContaining("weight of a");
  }
}
