package io.oddsupdate.pricing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.ShippedMarkets;
import io.oddsupdate.pricing.market.Answers;
import io.oddsupdate.pricing.market.Catalogue;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.market.Market;
import io.oddsupdate.pricing.market.MarketStatus;
import io.oddsupdate.pricing.market.MarketStretch;
import io.oddsupdate.pricing.market.MarketUpdate;
import io.oddsupdate.pricing.market.Outcome;
import io.oddsupdate.pricing.market.Question;
import io.oddsupdate.pricing.model.ScoreDistribution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each league starts with, from the opening of its markets to their settlement. */
class OfferedMarketsTest {
  private static final Set<Question> OVER_AND_UNDER =
      Set.of(Question.TOTAL, Question.HOME_TOTAL, Question.AWAY_TOTAL);

  /** Home and away by period, the last ones after a level regulation where the league plays on. */
  private static final Map<League, int[][]> SCORES =
      Map.of(
          League.NBA, new int[][] {{30, 25}, {22, 31}, {28, 28}, {25, 21}, {9, 12}},
          League.NFL, new int[][] {{7, 3}, {3, 7}, {0, 10}, {13, 3}, {3, 0}},
          League.MLB,
              new int[][] {
                {1, 0}, {0, 0}, {2, 1}, {0, 0}, {0, 2}, {0, 0}, {1, 0}, {0, 1}, {0, 0}, {0, 0},
                {2, 1}
              },
          League.NHL, new int[][] {{1, 0}, {0, 2}, {2, 1}, {0, 0}, {0, 1}},
          League.EPL, new int[][] {{1, 0}, {0, 2}});

  private static LeagueGame played(League league, int periods) {
    LeagueGame game = new LeagueGame(league);
    for (int period = 1; period <= periods; period++) {
      int[] score = SCORES.get(league)[period - 1];
      game.period(period, score[0], score[1]);
    }
    return game;
  }

  @ParameterizedTest
  @EnumSource(League.class)
  void everyMarketOpensWithAPriceAndChancesThatSumToOne(League league) {
    LeagueGame game = new LeagueGame(league);

    assertThat(game.updates())
        .allSatisfy(
            update ->
                assertThat(update.status()).as(update.marketKey()).isEqualTo(MarketStatus.ACTIVE));
    assertThat(game.updates().stream().map(MarketUpdate::marketId).distinct())
        .as("nothing that is configured is without a line")
        .hasSize(ShippedMarkets.config(league).offers().size());
    sumToOne(league, game);
  }

  @ParameterizedTest
  @EnumSource(League.class)
  void aPlayersMarketCoversWhatAMarketOfTheGameDoes(League league) {
    assertThat(new LeagueGame(league).updates())
        .filteredOn(update -> update.playerId() != null)
        .isNotEmpty()
        .allSatisfy(update -> assertThat(update.period()).isEqualTo(league.main().text()));
  }

  @ParameterizedTest
  @EnumSource(League.class)
  void chancesSumToOneAfterEachPeriod(League league) {
    for (int periods = 1; periods < SCORES.get(league).length; periods++) {
      sumToOne(league, played(league, periods));
    }
  }

  private static void sumToOne(League league, LeagueGame game) {
    for (MarketUpdate update : game.now().values()) {
      double sum = 0;
      for (Outcome outcome : update.outcomes()) {
        sum += outcome.probability();
        double parts =
            outcome.win()
                + outcome.halfWin()
                + outcome.refund()
                + outcome.halfLose()
                + outcome.lose();
        assertThat(parts).as(update.marketKey()).isCloseTo(1, within(1e-9));
      }
      double target = Catalogue.kind(league, update.marketId()).question().target();
      assertThat(sum).as(update.marketKey()).isCloseTo(target, within(1e-9));
    }
  }

  @ParameterizedTest
  @EnumSource(League.class)
  void aLineThatCanPushIsBesideTheMainHandicapAndTotalOfTheGame(League league) {
    LeagueGame game = new LeagueGame(league);

    for (Question question : List.of(Question.HANDICAP, Question.TOTAL)) {
      List<Market> lines =
          game.markets().stream()
              .filter(market -> market.kind().question() == question)
              .filter(market -> market.kind().stretch() == league.main())
              .sorted(Comparator.comparingDouble(market -> offEvens(game, market)))
              .toList();
      double main = lines.get(0).line();
      assertThat(lines)
          .as("%s of %s", question, league)
          .filteredOn(market -> Math.abs(market.line() - main) <= 2.5)
          .anySatisfy(
              market -> {
                Outcome first = game.update(market).outcomes().get(0);
                assertThat(first.refund() + first.halfWin() + first.halfLose()).isPositive();
              });
    }
  }

  private static double offEvens(LeagueGame game, Market market) {
    return Math.abs(game.update(market).outcomes().get(0).probability() - 0.5);
  }

  @ParameterizedTest
  @EnumSource(League.class)
  void aChanceRisesWithTheHandicapAndFallsWithTheTotal(League league) {
    for (int periods = 0; periods < SCORES.get(league).length; periods++) {
      LeagueGame game = played(league, periods);
      Map<String, MarketUpdate> now = game.now();
      Map<String, List<Market>> families =
          game.markets().stream()
              .filter(market -> market.kind().hasLine() && market.playerId() == null)
              .collect(Collectors.groupingBy(market -> market.kind() + "|" + market.number()));
      for (List<Market> family : families.values()) {
        List<Market> lines = new ArrayList<>(family);
        lines.sort(Comparator.comparingDouble(Market::line));
        for (int i = 1; i < lines.size(); i++) {
          double sign = OVER_AND_UNDER.contains(lines.get(i).kind().question()) ? -1 : 1;
          double more = win(now, game, lines.get(i));
          double less = win(now, game, lines.get(i - 1));
          assertThat(sign * (more - less))
              .as("%s after %s periods", lines.get(i), periods)
              .isGreaterThanOrEqualTo(-1e-12);
        }
      }
    }
  }

  private static double win(Map<String, MarketUpdate> updates, LeagueGame game, Market market) {
    return updates.get(market.key(game.gameId())).outcomes().get(0).win();
  }

  @ParameterizedTest
  @EnumSource(League.class)
  void aPartOfTheGameThatHasEndedIsDecidedAndOneToComeIsOpen(League league) {
    for (int periods = 1; periods < league.periods(); periods++) {
      LeagueGame game = played(league, periods).start(periods + 1);
      for (Market market : game.markets()) {
        int[] covered = market.kind().stretch().periods(league, market.number());
        if (market.kind().stat() != null
            || market.kind().question() == Question.NEXT_SCORE
            || covered == null) {
          continue;
        }
        MarketUpdate update = game.update(market);
        if (covered[1] <= periods) {
          assertThat(update.status()).as(update.marketKey()).isEqualTo(MarketStatus.DEACTIVATED);
          assertThat(update.reason()).as(update.marketKey()).isEqualTo("decided");
        } else if (covered[0] > periods) {
          assertThat(update.status()).as(update.marketKey()).isEqualTo(MarketStatus.ACTIVE);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(League.class)
  void everyMarketIsSettledByTheScoreOfItsPartOfTheGame(League league) {
    int[][] scores = SCORES.get(league);
    LeagueGame game = played(league, scores.length).end(scores.length);

    int settled = 0;
    for (Market market : game.markets()) {
      MarketUpdate update = game.update(market);
      assertThat(update.status()).as(update.marketKey()).isEqualTo(MarketStatus.SETTLED);
      if (market.kind().stat() == null && market.kind().question() != Question.NEXT_SCORE) {
        assertThat(update.results())
            .as(update.marketKey())
            .isEqualTo(
                Settlement.of(
                    market.kind(),
                    Answers.ask(
                        market.kind().question(), market.line(), scored(league, market, scores))));
        settled++;
      }
    }
    assertThat(settled).isGreaterThan(30);
  }

  /** What was scored in the periods that the market covers, added up here. */
  private static ScoreDistribution scored(League league, Market market, int[][] scores) {
    int[] covered =
        market.kind().stretch() == MarketStretch.FINAL
            ? new int[] {1, scores.length}
            : market.kind().stretch().periods(league, market.number());
    int home = 0;
    int away = 0;
    for (int period = covered[0]; period <= covered[1]; period++) {
      home += scores[period - 1][0];
      away += scores[period - 1][1];
    }
    return ScoreDistribution.certain(home, away);
  }
}
