package io.oddsupdate.pricing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.pricing.Games;
import io.oddsupdate.pricing.Log;
import io.oddsupdate.pricing.Shared;
import io.oddsupdate.pricing.game.ActionType;
import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameEvent;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.market.MarketStatus;
import io.oddsupdate.pricing.market.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Golden State at Brooklyn, 2020-12-22, 99-125: all 610 actions of a real game. */
class RealGameTest {
  @Test
  void foldsToTheFinalScoreInAnyOrder() throws IOException {
    List<GameEvent> actions = actions();
    Collections.shuffle(actions, new Random(7));
    Log log = new Log();
    actions.forEach(log::offer);

    GameState state = log.state();

    assertThat(state.status()).isEqualTo(EventStatus.ENDED);
    assertThat(state.homeScore()).isEqualTo(125);
    assertThat(state.awayScore()).isEqualTo(99);
    assertThat(state.tallies().values().stream().mapToInt(points -> points).sum()).isEqualTo(224);
  }

  @Test
  void pricesEveryActionAndSettlesAtTheEnd() throws IOException {
    Log log = new Log();
    Game game = new Game();
    for (GameEvent action : actions()) {
      log.offer(action);
      game.step(log.state());
      assertThat(game.winner().outcomes())
          .allSatisfy(outcome -> assertThat(outcome.probability()).isBetween(0.0, 1.0));
    }

    assertThat(game.markets())
        .hasSize(15)
        .allSatisfy(
            market -> {
              assertThat(market.status()).isEqualTo(MarketStatus.SETTLED);
              assertThat(market.outcomes()).noneMatch(Outcome::active);
            });
    assertThat(game.winner().sequence()).isBetween(50L, 610L);
  }

  private static List<GameEvent> actions() throws IOException {
    String text = Shared.read("data/nba/nba_liveData_playbyplay_0022000001.json");
    String[] parts = text.split("(?=\"actionNumber\")", -1);
    List<GameEvent> actions = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      String action = parts[i];
      ActionType type = type(action);
      String person = field(action, "personId");
      String clock = field(action, "clock");
      actions.add(
          Games.play(
              field(action, "actionNumber"),
              1,
              Long.parseLong(field(action, "orderNumber")),
              type,
              Games.clock(Integer.parseInt(field(action, "period")), seconds(clock)),
              Integer.parseInt(field(action, "scoreHome")),
              Integer.parseInt(field(action, "scoreAway")),
              type == ActionType.SCORE ? worth(field(action, "actionType")) : 0,
              type == ActionType.SCORE ? "nba-" + person : null));
    }
    assertThat(actions).hasSize(610);
    return actions;
  }

  private static ActionType type(String action) {
    return switch (field(action, "actionType")) {
      case "2pt", "3pt", "freethrow" ->
          field(action, "shotResult").equals("Made") ? ActionType.SCORE : ActionType.ATTEMPT;
      case "game" -> ActionType.GAME_END;
      case "period" ->
          field(action, "subType").equals("start")
              ? ActionType.PERIOD_START
              : ActionType.PERIOD_END;
      case "foul" -> ActionType.FOUL;
      default -> ActionType.OTHER;
    };
  }

  private static int worth(String actionType) {
    return actionType.equals("freethrow") ? 1 : actionType.charAt(0) - '0';
  }

  private static double seconds(String clock) {
    return Integer.parseInt(clock.substring(2, 4)) * 60
        + Double.parseDouble(clock.substring(5, clock.length() - 1));
  }

  private static String field(String action, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\\s*\"?([^\",}]*)").matcher(action);
    assertThat(matcher.find()).as("%s in %s", name, action).isTrue();
    return matcher.group(1);
  }
}
