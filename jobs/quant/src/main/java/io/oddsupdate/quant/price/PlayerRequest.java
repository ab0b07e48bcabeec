package io.oddsupdate.quant.price;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PlayerCount;
import io.oddsupdate.pricing.game.PlayerStat;
import io.oddsupdate.pricing.market.Answers;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.market.Market;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.LineParts;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.player.PlayerCounts;
import io.oddsupdate.pricing.reference.Availability;
import io.oddsupdate.pricing.reference.Player;
import io.oddsupdate.pricing.reference.PlayerHot;
import io.oddsupdate.pricing.reference.Side;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whom a market of a player is of.
 *
 * @param expected count in a whole regulation game, before the start
 * @param counted so far
 * @param side the player's team
 */
record PlayerRequest(double expected, int counted, Side side) {
  static final List<String> FIELDS = List.of("expected", "counted", "team");
  static final String ID = "player";
  private static final int COUNT_MAX = 1000;

  static PlayerRequest of(Fields fields) {
    if (!fields.has("expected")) {
      throw fields.refused(
          "missing_field",
          "expected",
          "%s is missing: what the player is expected to count in a whole game"
              .formatted(fields.path("expected")));
    }
    boolean away =
        fields.has("team") && fields.word("team", List.of("home", "away")).equals("away");
    return new PlayerRequest(
        fields.number("expected", 0, COUNT_MAX),
        fields.integer("counted", 0, COUNT_MAX, 0),
        away ? Side.AWAY : Side.HOME);
  }

  Optional<List<LineParts>> parts(
      Market market, League league, GameState state, Outlook outlook, Constants constants) {
    PlayerStat stat = market.kind().stat();
    GameState counting = state.withTallies(Map.of(PlayerCount.key(stat, ID), counted));
    List<Player> players = List.of(new Player(ID, ID, side, Map.of(stat.name(), expected)));
    Map<String, PlayerHot> hot = Map.of(ID, new PlayerHot(ID, 0, Availability.IN, 1));
    return Answers.of(
        market, league, outlook, new PlayerCounts(counting, outlook, constants, players, hot));
  }
}
