package io.oddsupdate.odds.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.internal.Consensus;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.GameClock;
import io.oddsupdate.avro.raw.PeriodType;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.odds.RegistryServer;
import io.oddsupdate.odds.SampleGame;
import io.oddsupdate.odds.publish.OutputRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Raw quotes of a game that is played, to what its updates say of them. */
class InPlayConsensusTest {
  private static final RegistryServer REGISTRY = new RegistryServer();

  private final SampleGame game = new SampleGame();

  @AfterAll
  static void stopRegistry() {
    REGISTRY.close();
  }

  @Test
  void anUpdateSaysWhatBooksThinkSinceTheLastScore() throws Exception {
    RawEvent basket = SampleGame.at(game.play(ActionType.SCORE, 2, 0, 2), seconds(10));
    RawEvent missed = quarterLater(seconds(20));
    List<OutputRecord> out =
        send(
            basket,
            game.quote("slow", "slow", 15_000, 28_000, seconds(9)),
            game.quote("one", "one", 15_000, 28_000, seconds(15)),
            game.quote("two", "two", 15_200, 27_200, seconds(18)),
            missed);

    Consensus consensus = winner(out).getConsensus();
    assertThat(consensus.getBooks()).isEqualTo(2);
    assertThat(consensus.getSupplierGroups()).isEqualTo(2);
    assertThat(consensus.getOldestQuoteAgeMs()).isEqualTo(5_000);
    assertThat(consensus.getDispersion()).isBetween(0.001, 0.2);
    assertThat(consensus.getProbabilities()).hasSize(2);
  }

  @Test
  void quotesChangeNoPriceAndTheSameLogGivesTheSameBytes() throws Exception {
    RawEvent basket = SampleGame.at(game.play(ActionType.SCORE, 2, 0, 2), seconds(10));
    RawEvent quote = game.quote("one", "one", 30_000, 14_000, seconds(15));
    RawEvent missed = quarterLater(seconds(20));

    List<OutputRecord> quoted = send(basket, quote, missed);

    assertThat(winner(quoted).getOutcomes()).isEqualTo(winner(send(basket, missed)).getOutcomes());
    assertThat(values(send(basket, quote, missed))).isEqualTo(values(quoted));
  }

  /** Late enough that the price of the winner moves. */
  private RawEvent quarterLater(Duration after) {
    RawEvent missed = SampleGame.at(game.play(ActionType.ATTEMPT, 2, 0, 0), after);
    missed.setClock(new GameClock(2, PeriodType.REG, 120.0, 600.0, true));
    return missed;
  }

  private static List<OutputRecord> send(RawEvent... events) throws Exception {
    SampleGame known = new SampleGame();
    List<OutputRecord> out = new ArrayList<>();
    try (PriceHarness pricing = new PriceHarness(REGISTRY, "nba")) {
      for (RawEvent event : events) {
        out.addAll(pricing.send(event, known.found()));
      }
    }
    return out;
  }

  private static OddsUpdate winner(List<OutputRecord> out) throws Exception {
    try (PriceHarness pricing = new PriceHarness(REGISTRY, "nba")) {
      List<OddsUpdate> winners =
          pricing.updates(out).stream().filter(it -> it.getMarket().getId() == 219).toList();
      return winners.get(winners.size() - 1);
    }
  }

  private static List<String> values(List<OutputRecord> out) {
    return out.stream().map(record -> Arrays.toString(record.value())).toList();
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
