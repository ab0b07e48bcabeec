package io.oddsupdate.pricing.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.pricing.Shared;
import io.oddsupdate.pricing.odds.AmericanOdds;
import io.oddsupdate.pricing.odds.DevigMethod;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A recorded answer of an odds API: fifteen books in play, four of them skins that show the same
 * prices, one of them almost six minutes behind.
 */
class RecordedQuotesTest {
  private static final Set<String> SKINS =
      Set.of("unibet_us", "sugarhouse", "barstool", "twinspires", "betrivers");

  private static List<BookQuote> winner(int game) throws IOException {
    JsonNode event =
        new ObjectMapper()
            .readTree(Shared.read("vendor-samples/the-odds-api/v4_nba_2022-11-23_oddsAPIData.json"))
            .path(game);
    String home = event.path("home_team").asText();
    List<BookQuote> quotes = new ArrayList<>();
    for (JsonNode book : event.path("bookmakers")) {
      for (JsonNode market : book.path("markets")) {
        if (market.path("key").asText().equals("h2h")) {
          List<Double> odds = new ArrayList<>(List.of(0.0, 0.0));
          for (JsonNode outcome : market.path("outcomes")) {
            odds.set(
                outcome.path("name").asText().equals(home) ? 0 : 1,
                AmericanOdds.decimal(outcome.path("price").asLong()));
          }
          String key = book.path("key").asText();
          quotes.add(
              new BookQuote(
                  key,
                  SKINS.contains(key) ? "kambi" : key,
                  odds,
                  false,
                  Instant.parse(book.path("last_update").asText()).toEpochMilli()));
        }
      }
    }
    return quotes;
  }

  private static final long NOW = Instant.parse("2022-11-23T01:05:31Z").toEpochMilli();

  @Test
  void weighsFourSkinsAsOneAndLeavesTheLateBookBehind() throws IOException {
    List<BookQuote> quotes = winner(0);
    assertThat(quotes).hasSize(15);

    Consensus consensus =
        Quotes.consensus(quotes, NOW, OptionalLong.of(NOW - 60_000), ConsensusRules.of(10_000));

    assertThat(consensus.dropped().beforeScore()).isEqualTo(1);
    assertThat(consensus.books()).isEqualTo(14);
    assertThat(consensus.supplierGroups()).isEqualTo(11);
    assertThat(consensus.oldestQuoteAgeMs()).isEqualTo(49_000);
    assertThat(consensus.probabilities().get(0)).isBetween(0.40, 0.48);
    assertThat(consensus.dispersion()).isBetween(0.02, 0.3);
  }

  @Test
  void withEverySkinAsASupplierTheirPriceWouldWeighMore() throws IOException {
    List<BookQuote> quotes = winner(0);
    List<BookQuote> apart =
        quotes.stream()
            .map(
                quote ->
                    new BookQuote(
                        quote.bookmaker(),
                        quote.bookmaker(),
                        quote.odds(),
                        false,
                        quote.lastUpdateMs()))
            .toList();
    double skins = homeOf(quotes.stream().filter(q -> q.supplierGroup().equals("kambi")).toList());

    assertThat(Math.abs(homeOf(apart) - skins)).isLessThan(Math.abs(homeOf(quotes) - skins));
  }

  private static double homeOf(List<BookQuote> quotes) {
    return Quotes.consensus(
            quotes,
            NOW,
            OptionalLong.empty(),
            new ConsensusRules(DevigMethod.SHIN, 600_000, 0.5, Map.of()))
        .probabilities()
        .get(0);
  }

  @Test
  void everyRecordedMarketHasAConsensusNearItsBooks() throws IOException {
    for (int game = 0; game < 4; game++) {
      List<BookQuote> quotes = winner(game);
      Consensus consensus =
          Quotes.consensus(quotes, NOW, OptionalLong.empty(), ConsensusRules.of(60_000));
      double mean =
          quotes.stream()
              .mapToDouble(q -> q.odds().get(1) / (q.odds().get(0) + q.odds().get(1)))
              .average()
              .orElseThrow();
      assertThat(consensus.probabilities().get(0)).isCloseTo(mean, within(0.03));
    }
  }
}
