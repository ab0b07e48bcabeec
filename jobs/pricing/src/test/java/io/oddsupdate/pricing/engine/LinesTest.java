package io.oddsupdate.pricing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.pricing.Games;
import io.oddsupdate.pricing.Log;
import io.oddsupdate.pricing.game.ActionType;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.market.Market;
import io.oddsupdate.pricing.market.MarketKind;
import io.oddsupdate.pricing.model.LineParts;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.reference.Prior;
import io.oddsupdate.pricing.reference.PriorSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinesTest {
  @Test
  void offersLinesAroundThePriorInTheOrderOfTheirKeys() {
    List<String> keys = keys(Games.PRIOR);

    assertThat(keys)
        .containsExactly(
            "nba-20261122-GSW-BKN|219||",
            "nba-20261122-GSW-BKN|223|hcp=-0.5|",
            "nba-20261122-GSW-BKN|223|hcp=-2.5|",
            "nba-20261122-GSW-BKN|223|hcp=-4.5|",
            "nba-20261122-GSW-BKN|223|hcp=-6.5|",
            "nba-20261122-GSW-BKN|223|hcp=-8.5|",
            "nba-20261122-GSW-BKN|225|total=213.5|",
            "nba-20261122-GSW-BKN|225|total=217.5|",
            "nba-20261122-GSW-BKN|225|total=221.5|",
            "nba-20261122-GSW-BKN|225|total=225.5|",
            "nba-20261122-GSW-BKN|225|total=229.5|",
            "nba-20261122-GSW-BKN|227|total=113|",
            "nba-20261122-GSW-BKN|228|total=108.5|",
            "nba-20261122-GSW-BKN|768|total=26.5|nba-1",
            "nba-20261122-GSW-BKN|768|total=27.5|nba-2")
        .isSorted();
  }

  @Test
  void theMainLineIsTheMultipleOfAHalfNearestToEvenChances() {
    Prior prior = new Prior(1.8, 220.3, PriorSource.RATINGS);
    Outlook start = new PreparedGames().of(Games.MODEL, prior, false).outlook(Games.notStarted());
    double main = 99;
    double uneven = 1;
    for (double line = -10; line <= 10; line += 0.5) {
      double off = Math.abs(LineParts.over(-line, start.finalScore().margin()).probability() - 0.5);
      main = off < uneven ? line : main;
      uneven = Math.min(off, uneven);
    }

    assertThat(main).isBetween(1.0, 2.0);
    assertThat(keys(prior)).contains("nba-20261122-GSW-BKN|223|hcp=" + Market.text(main) + "|");
  }

  @Test
  void offersTheNextGoalOfEveryGoalScored() {
    List<Market> markets = List.of(new Market(MarketKind.NEXT_GOAL, 0, 1, null));
    GameState twoGoals =
        Log.of(
                Games.play("a", 1, 1, ActionType.SCORE, Games.clock(1, 600), 1, 0),
                Games.play("b", 1, 2, ActionType.SCORE, Games.clock(1, 500), 1, 1))
            .state();

    assertThat(Lines.withGoals(markets, twoGoals))
        .extracting(Market::specifiers)
        .containsExactly("goalnr=1", "goalnr=2", "goalnr=3");
  }

  @Test
  void offersNoTotalBelowZero() {
    assertThat(keys(new Prior(0, 2, PriorSource.LEAGUE)))
        .noneMatch(key -> key.contains("total=-") || key.contains("total=0|"));
  }

  @ParameterizedTest
  @CsvSource({
    "-4.5, -4.5",
    "221.5, 221.5",
    "-4.0, -4",
    "-0.0, 0",
    "0.25, 0.25",
    "-0.5, -0.5",
    "-1.75, -1.75",
    "1000000.0, 1000000"
  })
  void spellsALineInOneWay(double line, String text) {
    assertThat(Market.text(line)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "nba-19700101-GSW-BKN, 0",
    "nba-20261122-GSW-BKN, 20779",
    "nba-20240229-GSW-BKN-2, 19782",
    "nba-tonight, 0",
    "nba, 0"
  })
  void readsTheDayThatAGameIdNames(String gameId, long day) {
    assertThat(GameDay.of(gameId)).isEqualTo(day);
  }

  private static List<String> keys(Prior prior) {
    Outlook start = new PreparedGames().of(Games.MODEL, prior, false).outlook(Games.notStarted());
    return Lines.of(League.NBA, Games.reference(prior), Games.CONFIG, start).stream()
        .map(market -> market.key(Games.GAME))
        .toList();
  }
}
