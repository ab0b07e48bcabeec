package io.oddsupdate.pricing.model.epl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.pricing.Shared;
import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.Strengths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How good the forecasts are of matches that no constant was fitted on. */
class EplHeldOutTest {
  private static final String HELD_OUT = "1516";

  @Test
  void repricesTheClosingResult() throws IOException {
    ResultScore closing = new ResultScore();
    ResultScore ours = new ResultScore();
    for (String season : List.of("1920", "2021", "2122", "2223", "2324")) {
      for (PastMatch match : season(season)) {
        List<Double> fair = match.result();
        int outcome = Integer.compare(match.awayGoals(), match.homeGoals()) + 1;
        closing.add(fair.get(0), fair.get(1), fair.get(2), outcome);
        ours.add(
            Matches.outlook(strengths(match), GameState.notStarted()).finalScore(),
            match.homeGoals(),
            match.awayGoals());
      }
    }
    System.out.println("EPL 2019-24 closing: " + closing + "; model: " + ours);

    assertThat(ours.matches()).isEqualTo(1680);
    assertThat(ours.logLoss()).isCloseTo(closing.logLoss(), within(1e-6)).isLessThan(0.9613);
  }

  /** Half-time scores of a season outside of the fit; red cards of the first half not known. */
  @Test
  void knowsTheResultBetterAtHalfTime() throws IOException {
    ResultScore score = new ResultScore();
    for (PastMatch match : season(HELD_OUT)) {
      GameState half =
          state(2, 0, match.homeAtHalf(), match.awayAtHalf(), 0, 0, match.homeAtHalf());
      score.add(
          Matches.outlook(strengths(match), half).finalScore(),
          match.homeGoals(),
          match.awayGoals());
    }
    System.out.println("EPL 2015/16 at half-time, without red cards: " + score);

    assertThat(score.matches()).isEqualTo(380);
    assertThat(score.logLoss()).isLessThan(0.849);
  }

  /** The floor: the model of the measured baseline, which was fitted on these very matches. */
  @Test
  void beatsTheBaselineInPlay() throws IOException {
    Map<String, PastMatch> prices = new HashMap<>();
    season(HELD_OUT).forEach(match -> prices.put(match.home() + match.away(), match));
    List<Timeline> timelines =
        Timeline.read(Shared.read("data/epl/timelines_statsbomb_2015_16.csv"));
    double[][] checkpoints = {{1, 15}, {1, 30}, {2, 0}, {2, 15}, {2, 30}};
    double[] floors = {0.995, 0.947, 0.847, 0.753, 0.538};
    List<String> missed = new ArrayList<>();
    for (int i = 0; i < floors.length; i++) {
      int half = (int) checkpoints[i][0];
      double minute = checkpoints[i][1];
      ResultScore known = new ResultScore();
      ResultScore blind = new ResultScore();
      for (Timeline timeline : timelines) {
        PastMatch match = prices.get(timeline.home() + timeline.away());
        GameState state = at(timeline, half, minute, match);
        known.add(
            Matches.outlook(strengths(match), state).finalScore(),
            match.homeGoals(),
            match.awayGoals());
        blind.add(
            Matches.outlook(Matches.MODEL.average(), state).finalScore(),
            match.homeGoals(),
            match.awayGoals());
      }
      System.out.printf(
          "EPL 2015/16 at %.0f': %s; teams not known: %s%n",
          (half - 1) * 45 + minute, known, blind);
      if (!(known.logLoss() < floors[i])) {
        missed.add("%s at %s: %.4f".formatted(floors[i], minute, known.logLoss()));
      }
    }

    assertThat(timelines).hasSize(318);
    assertThat(missed).isEmpty();
  }

  private static GameState at(Timeline timeline, int half, double minute, PastMatch match) {
    double second = minute == 0 ? -1 : minute * 60;
    return state(
        half,
        minute,
        timeline.count(false, true, half, second),
        timeline.count(false, false, half, second),
        timeline.count(true, true, half, second),
        timeline.count(true, false, half, second),
        match.homeAtHalf());
  }

  private static GameState state(
      int half, double minute, int home, int away, int homeReds, int awayReds, int homeAtHalf) {
    return Matches.state(
        EventStatus.LIVE,
        half,
        minute,
        home,
        away,
        List.of(new PeriodScore(1, homeAtHalf, 0)),
        Situation.cards(homeReds, awayReds, 0));
  }

  /** Minute by minute through whole matches: never lost, and surer and surer of how they end. */
  @ParameterizedTest
  @ValueSource(strings = {"3754006", "3754058", "3754129", "3754166", "3754202"})
  void followsAMatchToItsEnd(String match) throws IOException {
    Timeline timeline = EventStream.read("data/epl/statsbomb_events_" + match + ".json.gz");
    int home = timeline.count(false, true, 2, 9999);
    int away = timeline.count(false, false, 2, 9999);
    PastMatch played = new PastMatch("1516", "", "", home, away, 0, 0, List.of(), Optional.empty());
    List<Double> likely = new ArrayList<>();
    for (int half = 1; half <= 2; half++) {
      for (int minute = 1; minute <= 50; minute++) {
        GameState state = at(timeline, half, minute, played);
        Outlook outlook = Matches.outlook(Matches.KNOWN, state);
        likely.add(outlook.finalScore().exactly(home, away));
        assertThat(outlook.finalScore().total().atLeast(state.homeScore() + state.awayScore()))
            .isEqualTo(1);
      }
    }

    assertThat(likely).allMatch(chance -> chance > 1e-4);
    assertThat(likely.get(99)).isGreaterThan(0.95).isGreaterThan(likely.get(0));
  }

  @Test
  void readsGoalsAndRedCardsOfAnEventStream() throws IOException {
    Timeline goals = EventStream.read("data/epl/statsbomb_events_3754006.json.gz");
    Timeline red = EventStream.read("data/epl/statsbomb_events_3754058.json.gz");

    assertThat(goals.home()).isEqualTo("West Bromwich Albion");
    assertThat(goals.count(false, true, 2, 9999)).isEqualTo(2);
    assertThat(goals.count(false, false, 2, 9999)).isEqualTo(3);
    assertThat(red.count(true, false, 2, 711)).isZero();
    assertThat(red.count(true, false, 2, 712)).isEqualTo(1);
    assertThat(red.away()).isEqualTo("AFC Bournemouth");
  }

  private static Strengths strengths(PastMatch match) {
    GoalExpectancy rates = GoalExpectancy.ofResult(match.result(), Matches.CONSTANTS.rho());
    return new Strengths(rates.home(), rates.away(), true);
  }

  private static List<PastMatch> season(String season) throws IOException {
    return PastMatch.season(season, Shared.read("data/epl/football-data_E0_" + season + ".csv"));
  }
}
