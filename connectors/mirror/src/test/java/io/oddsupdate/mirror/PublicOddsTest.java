package io.oddsupdate.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class PublicOddsTest {
  /** Decimal x 10,000, American, fractional. */
  private record Row(long price, int american, String fractional) {}

  private static final List<Row> KNOWN =
      List.of(
          new Row(27_000, 170, "17/10"),
          new Row(23_000, 130, "13/10"),
          new Row(44_000, 340, "100/30"),
          new Row(19_091, -110, "10/11"),
          new Row(18_333, -120, "5/6"),
          new Row(12_000, -500, "1/5"),
          new Row(14_800, -209, "40/85"),
          new Row(27_500, 175, "7/4"),
          new Row(45_000, 350, "7/2"),
          new Row(16_666, -151, "4/6"),
          new Row(16_667, -150, "4/6"),
          new Row(25_000, 150, "6/4"),
          new Row(43_333, 333, "100/30"),
          new Row(20_000, 100, "1/1"),
          new Row(10_100, -10_000, "1/100"),
          new Row(10_001, -1_000_000, "1/1000"),
          new Row(50_000_000, 499_900, "1000/1"),
          new Row(10_000, 0, "0/1"),
          new Row(0, 0, "0/1"));

  @Example
  void quotesKnownPrices() {
    for (Row row : KNOWN) {
      assertThat(AmericanOdds.of(row.price())).as("american of %s", row).isEqualTo(row.american());
      assertThat(FractionalLadder.of(row.price())).as("%s", row).isEqualTo(row.fractional());
    }
  }

  @Property
  void americanNeverPromisesMoreThanTheDecimalPrice(
      @ForAll @LongRange(min = 10_001, max = 10_000_000) long price) {
    int american = AmericanOdds.of(price);
    double decimal = american > 0 ? 1 + american / 100.0 : 1 + 100.0 / -american;

    assertThat(decimal * 10_000).isLessThanOrEqualTo(price + 0.5);
    assertThat(american >= 100 || american < -100).as("%s", american).isTrue();
  }

  @Property
  void americanRisesWithThePrice(
      @ForAll @LongRange(min = 10_001, max = 1_000_000) long price,
      @ForAll @LongRange(min = 0, max = 5_000) long more) {
    assertThat(AmericanOdds.of(price + more)).isGreaterThanOrEqualTo(AmericanOdds.of(price));
  }

  @Property
  void fractionalIsTheHighestRungThatPromisesNoMore(
      @ForAll @LongRange(min = 10_010, max = 10_010_000) long price) {
    String rung = FractionalLadder.of(price);
    Map.Entry<Long, String> next = FractionalLadder.byPrice().higherEntry(price);

    assertThat(decimal(rung)).isLessThanOrEqualTo(price);
    assertThat(FractionalLadder.byPrice()).containsValue(rung);
    if (next != null) {
      assertThat(decimal(next.getValue())).isGreaterThan(price);
    }
  }

  @Example
  void theLadderHasNoTwoRungsOfOnePriceAndKeepsTraditionalNames() {
    List<String> rungs = List.copyOf(FractionalLadder.byPrice().values());

    assertThat(rungs).doesNotHaveDuplicates().hasSizeGreaterThan(110);
    assertThat(rungs).contains("4/6", "6/4", "85/40", "100/30").doesNotContain("2/3", "3/2");
    assertThat(rungs.stream().map(PublicOddsTest::decimal).toList()).isSorted();
  }

  private static long decimal(String rung) {
    String[] parts = rung.split("/", -1);
    return 10_000 + 10_000 * Long.parseLong(parts[0]) / Long.parseLong(parts[1]);
  }
}
