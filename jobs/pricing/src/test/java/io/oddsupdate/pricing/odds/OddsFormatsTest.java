package io.oddsupdate.pricing.odds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.pricing.Shared;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OddsFormatsTest {
  @Test
  void agreesWithPublishedConversions() throws IOException {
    int american = 0;
    int fractional = 0;
    for (JsonNode row :
        new ObjectMapper().readTree(Shared.read("vectors/odds_formats.json")).path("rows")) {
      List<JsonNode> decimals = row.findValues("decimal");
      JsonNode decimal = decimals.get(0);
      for (int i = 0; i < Math.max(1, decimal.size()); i++) {
        double price = at(decimal, i).asDouble();
        if (row.has("american")) {
          american++;
          int expected = at(row.path("american"), i).asInt();
          assertThat(AmericanOdds.of(price)).isEqualTo(expected);
          // A vendor's rounded number is not exactly the decimal that it was made of.
          double rounding = decimal.isArray() ? 1e-12 : 0.005;
          assertThat(AmericanOdds.decimal(expected)).isCloseTo(price, within(rounding));
        }
        if (row.has("fractional") && decimal.isArray()) {
          fractional++;
          String expected = at(row.path("fractional"), i).asText();
          assertThat(FractionalOdds.of(price)).hasToString(expected);
          assertThat(FractionalOdds.parse(expected).decimal()).isCloseTo(price, within(1e-12));
        }
      }
    }
    assertThat(american).isEqualTo(9);
    assertThat(fractional).isEqualTo(3);
  }

  private static JsonNode at(JsonNode node, int index) {
    return node.isArray() ? node.path(index) : node;
  }

  @ParameterizedTest
  @CsvSource({
    "2.0, 100",
    "1.48, -209",
    "1.9091, -110",
    "1.8333, -120",
    "1.83, -121",
    "1.91, -110",
    "2.755, 175",
    "1.01, -10000",
    "1000, 99900",
    "1.9999999, -101",
    "2.0000001, 100",
  })
  void writesAmericanOddsAgainstTheCustomer(double decimal, int american) {
    assertThat(AmericanOdds.of(decimal)).isEqualTo(american);
  }

  @Property
  void americanOddsPromiseNoMoreThanTheDecimal(
      @ForAll @DoubleRange(min = 1.01, max = 1000) @Scale(2) double decimal) {
    assertThat(AmericanOdds.decimal(AmericanOdds.of(decimal))).isLessThanOrEqualTo(decimal + 5e-5);
  }

  @Test
  void everyAmericanNumberSurvivesTheRoundTripInFourPlaces() {
    for (int american = -10_000; american <= 10_000; american++) {
      if (american >= 100 || american < -100) {
        double exact = AmericanOdds.decimal(american);
        assertThat(AmericanOdds.of(exact)).isEqualTo(american);
      }
      if (american >= 100 || american < -100 && american > -700) {
        double fourPlaces = Math.rint(AmericanOdds.decimal(american) * 10_000) / 10_000;
        assertThat(AmericanOdds.of(fourPlaces)).isEqualTo(american);
      }
    }
    assertThat(AmericanOdds.decimal(-100)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 99, -99, 1})
  void refusesAmericanNumbersThatNoPriceHas(long american) {
    assertThatThrownBy(() -> AmericanOdds.decimal(american))
        .isInstanceOf(RefusedOddsException.class)
        .hasMessageContaining("at most -100 or at least 100, got " + american);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0, -2, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesDecimalsThatNoPriceHas(double decimal) {
    assertThatThrownBy(() -> AmericanOdds.of(decimal)).isInstanceOf(RefusedOddsException.class);
    assertThatThrownBy(() -> FractionalOdds.of(decimal)).isInstanceOf(RefusedOddsException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2.5, 6/4",
    "1.6666666666666667, 4/6",
    "1.6667, 4/6",
    "1.67, 4/6",
    "4.333333333333333, 100/30",
    "4.33, 100/30",
    "2.0, 1/1",
    "2.38, 11/8",
    "2.375, 11/8",
    "1.3, 30/100",
    "1.48, 12/25",
    "2.48, 37/25",
    "2.7182818, 8591409/5000000",
    "1.0000001, 1/10000000",
    "1000000, 999999/1",
  })
  void namesFractionsAsBritainDoesAndKeepsTheOthersExact(double decimal, String fraction) {
    assertThat(FractionalOdds.of(decimal)).hasToString(fraction);
  }

  @Property
  void fractionsAreThePriceThatTheyStandFor(
      @ForAll @DoubleRange(min = 1.0001, max = 100_000) @Scale(4) double decimal) {
    assertThat(FractionalOdds.of(decimal).decimal()).isCloseTo(decimal, within(0.0051));
  }

  @Property
  void fractionsAreExactWhereNoRungIsWrittenSo(
      @ForAll @DoubleRange(min = 1.1, max = 1000) double decimal) {
    FractionalOdds fraction = FractionalOdds.of(decimal);
    if (!UkLadder.rungs().contains(fraction)) {
      assertThat(fraction.decimal()).isCloseTo(decimal, within(1e-9 * decimal));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "7/", "-7/4", "7/4/1", "1.5/2", "seven/four", "9999999999/1"})
  void refusesFractionsThatAreNone(String text) {
    assertThatThrownBy(() -> FractionalOdds.parse(text))
        .isInstanceOf(RefusedOddsException.class)
        .hasMessageContaining("such as 7/4");
  }

  @Test
  void refusesFractionsOfNothing() {
    assertThatThrownBy(() -> FractionalOdds.parse("0/4")).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> FractionalOdds.parse("4/0")).hasMessageContaining("at least 1");
  }

  @Test
  void theUkLadderTakesTheRungThatPromisesNoMore() {
    assertThat(UkLadder.atMost(1.48)).hasToString("Optional[40/85]");
    assertThat(UkLadder.atMost(1.6667)).hasToString("Optional[4/6]");
    assertThat(UkLadder.atMost(1.6666)).hasToString("Optional[4/6]");
    assertThat(UkLadder.atMost(1.6665)).hasToString("Optional[8/13]");
    assertThat(UkLadder.atMost(2.5)).hasToString("Optional[6/4]");
    assertThat(UkLadder.atMost(5000)).hasToString("Optional[1000/1]");
    assertThat(UkLadder.atMost(1.0009)).isEmpty();
    assertThat(UkLadder.rungs()).doesNotHaveDuplicates();
  }

  @Test
  void betfairsLadderHasItsBands() throws IOException {
    JsonNode ladder =
        new ObjectMapper()
            .readTree(Shared.read("vectors/odds_formats.json"))
            .path("betfair_ladder");
    double[] prices = BetfairLadder.prices().toArray();
    assertThat(prices).hasSize(ladder.path("count").asInt()).isSorted();
    int next = 0;
    for (JsonNode band : ladder.path("bands")) {
      assertThat(prices[next]).isEqualTo(band.path(0).asDouble());
      for (; prices[next] < band.path(1).asDouble(); next++) {
        assertThat(prices[next + 1] - prices[next])
            .isCloseTo(band.path(2).asDouble(), within(1e-9));
      }
    }
    assertThat(next).isEqualTo(prices.length - 1);
  }

  @Test
  void betfairsPricesRoundAgainstTheCustomer() {
    assertThat(BetfairLadder.atMost(1.005)).isEmpty();
    assertThat(BetfairLadder.atMost(1.999)).hasValue(1.99);
    assertThat(BetfairLadder.atMost(2.01)).hasValue(2.0);
    assertThat(BetfairLadder.atMost(2000)).hasValue(1000);
    assertThat(BetfairLadder.atLeast(2.01)).hasValue(2.02);
    assertThat(BetfairLadder.atLeast(1)).hasValue(1.01);
    assertThat(BetfairLadder.atLeast(1001)).isEmpty();
    BetfairLadder.prices()
        .forEach(
            price -> {
              assertThat(BetfairLadder.atMost(price)).hasValue(price);
              assertThat(BetfairLadder.atLeast(price)).hasValue(price);
            });
  }
}
