package io.oddsupdate.pricing.model.nhl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.pricing.Shared;
import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodType;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.Outlook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A play-off game of 2025, won by the home team 6-1, with seventeen power plays. */
class NhlRealGameTest {
  private record Play(String type, String situationCode, GameState state) {}

  @Test
  void theHomeTeamsChanceRisesWithItsGoalsAndEndsAsAPoint() throws Exception {
    List<Play> plays = plays();
    double before = Hockey.homeWins(Hockey.PLAYOFF.outlook(GameState.notStarted()));
    int homeGoals = 0;
    int goals = 0;
    for (Play play : plays) {
      double now = Hockey.homeWins(Hockey.PLAYOFF.outlook(play.state()));
      assertThat(now).isBetween(0.0, 1.0);
      if (play.type().equals("goal")) {
        goals++;
        if (play.state().homeScore() > homeGoals) {
          assertThat(now).isGreaterThan(before);
        } else {
          assertThat(now).isLessThan(before);
        }
        homeGoals = play.state().homeScore();
      }
      before = now;
    }
    assertThat(goals).isEqualTo(7);
    Outlook end = Hockey.PLAYOFF.outlook(plays.get(plays.size() - 1).state());
    assertThat(end.finalScore().exactly(6, 1)).isEqualTo(1);
  }

  @Test
  void everyPowerPlayRaisesTheChanceOfWhoHasIt() throws Exception {
    int powerPlays = 0;
    for (Play play : plays()) {
      boolean home = play.situationCode().equals("1451");
      if (home || play.situationCode().equals("1541")) {
        GameState state = play.state();
        GameState even =
            Hockey.live(
                state.period(), state.secondsRemaining(), state.homeScore(), state.awayScore());
        double with = Hockey.homeWins(Hockey.PLAYOFF.outlook(state));
        double without = Hockey.homeWins(Hockey.PLAYOFF.outlook(even));
        assertThat(home ? with - without : without - with).isGreaterThan(-1e-5);
        powerPlays++;
      }
    }
    assertThat(powerPlays).isGreaterThan(80);
  }

  /** In order; the score is told by goals alone. */
  private static List<Play> plays() throws Exception {
    JsonNode game =
        new ObjectMapper().readTree(Shared.read("data/nhl/nhl_api-web_playbyplay_2024030413.json"));
    List<JsonNode> nodes = new ArrayList<>();
    game.get("plays").forEach(nodes::add);
    nodes.sort(Comparator.comparingInt(play -> play.get("sortOrder").asInt()));
    List<Play> plays = new ArrayList<>();
    int home = 0;
    int away = 0;
    for (JsonNode node : nodes) {
      String type = node.get("typeDescKey").asText();
      if (type.equals("goal")) {
        home = node.at("/details/homeScore").asInt();
        away = node.at("/details/awayScore").asInt();
      }
      String code = node.path("situationCode").asText("1551");
      String[] left = node.get("timeRemaining").asText().split(":");
      plays.add(
          new Play(
              type,
              code,
              Hockey.state(
                  type.equals("game-end") ? EventStatus.ENDED : EventStatus.LIVE,
                  node.at("/periodDescriptor/number").asInt(),
                  PeriodType.REG,
                  60.0 * Integer.parseInt(left[0]) + Integer.parseInt(left[1]),
                  home,
                  away,
                  Situation.strength(
                      code.charAt(2) - '0',
                      code.charAt(1) - '0',
                      code.charAt(3) == '0',
                      code.charAt(0) == '0'))));
    }
    return plays;
  }
}
